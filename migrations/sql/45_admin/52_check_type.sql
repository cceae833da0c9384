create or replace function ledger.check_type(p_chama uuid, p app.contribution_types) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_row jsonb := to_jsonb(p);
    v_field text;
begin
    perform ledger.text(v_row, 'code', 20, true), ledger.text(v_row, 'name', 80, true), ledger.text(v_row, 'name_sw', 80), ledger.text(v_row, 'clause', 40);
    v_field := case
        when p.code !~ '^[A-Z0-9_]{1,20}$' then 'code'
        when not exists (select from app.accounts a where a.chama_id = p_chama and a.id = p.account_id and a.is_active
            and a.account_type <> 'asset' and a.account_type <> 'expense') then 'account'
        when p.grace_days not between 0 and 366 then 'grace_days'
        when p.unit_price = 'NaN' or p.unit_price <= 0 or p.unit_price <> round(p.unit_price, 2) then 'unit_price'
        when p.penalty_rule is not null and (jsonb_typeof(p.penalty_rule) <> 'object' or p.penalty_rule ->> 'method' is null) then 'penalty_rule'
        when p.frequency <> 'flexible' and (p.frequency = 'weekly') <> (p.due_rule ->> 'kind' is not distinct from 'weekday') then 'due_rule'
        when p.frequency <> 'flexible' and coalesce(p.due_rule ->> 'kind', '') not in ('weekday', 'nth_weekday', 'day_of_month', 'last_day') then 'due_rule'
        when p.frequency <> 'flexible' and ledger.due_date(p.due_rule, date '2024-01-01') is null then 'due_rule' end;
    if v_field is not null then
        perform ledger.refuse('MP421', jsonb_build_object('field', v_field, 'why', 'format'));
    end if;
end
$$;

comment on function ledger.check_type(uuid, app.contribution_types) is 'Refuses (MP421) a contribution type whose code, account or rules cannot be.';
