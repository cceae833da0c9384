create or replace function ledger.text(p jsonb, p_field text, p_most integer, p_needed boolean default false) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := nullif(trim(p ->> p_field), '');
    v_why text;
begin
    if v_text is null and p_needed then
        v_why := 'missing';
    elsif length(v_text) > p_most then
        v_why := 'too_long';
    elsif v_text ~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]' then
        v_why := 'hidden';
    end if;
    if v_why is not null then
        perform ledger.refuse('MP421', jsonb_build_object('field', p_field, 'why', v_why));
    end if;
    return v_text;
end
$$;

comment on function ledger.text(jsonb, text, integer, boolean) is
    'A text as sent, trimmed, null when empty; MP421 when it is missing, too long, or holds characters that cannot be seen.';
