create or replace function ledger.check_person(p jsonb) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_field text := case
        when p ->> 'phone' !~ '^\+[1-9][0-9]{6,14}$' then 'phone'
        when p ->> 'email' !~ '^[^@[:space:]]{1,64}@[^@[:space:]]{1,190}$' then 'email'
        when p ->> 'gender' not in ('male', 'female', 'other') then 'gender'
        when p ->> 'language' not in ('en', 'sw') then 'language'
        when (p ->> 'date_of_birth')::date not between date '1900-01-01' and current_date then 'date_of_birth' end;
begin
    perform ledger.text(p, 'first_name', 100, true);
    perform ledger.text(p, 'middle_name', 100);
    perform ledger.text(p, 'last_name', 100);
    if v_field is not null then
        perform ledger.refuse('MP421', jsonb_build_object('field', v_field, 'why', 'format'));
    end if;
end
$$;

comment on function ledger.check_person(jsonb) is 'Refuses (MP421) a person whose names, contact or dates cannot be.';
