create or replace function ledger.money(p_text text, p_field text, p_line integer default null) returns numeric
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_amount numeric;
    v_why text;
begin
    -- Digits of ASCII only: a cast would take 'NaN', 'Infinity', exponents and hexadecimal.
    if p_text is null then
        v_why := 'missing';
    elsif p_text !~ '^[0-9]{1,40}(\.[0-9]{1,40})?$' then
        v_why := 'not_a_number';
    else
        v_amount := p_text::numeric;
        if v_amount = 0 then
            v_why := 'zero';
        elsif v_amount <> round(v_amount, 2) then
            v_why := 'decimals';
        elsif v_amount > 9999999999999.99 then
            v_why := 'too_large';
        end if;
    end if;
    if v_why is not null then
        raise exception 'amount refused' using errcode = 'MP411',
            detail = jsonb_strip_nulls(jsonb_build_object('field', p_field, 'why', v_why, 'line', p_line));
    end if;
    return v_amount::numeric(15, 2);
end
$$;

comment on function ledger.money(text, text, integer) is
    'The amount a client sent as text: above zero, at most two decimals, at most 13 figures before the point; else MP411.';
