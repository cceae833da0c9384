create or replace function ledger.check_fine_rule(p app.fines_catalogue) returns void
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
        when coalesce(p.method, '') not in ('FLAT_ONCE', 'FLAT_PER_DAY', 'PCT_ONCE', 'PCT_PER_PERIOD', 'PCT_PRORATA_DAYS', 'FLAT_PLUS_DAILY_PCT',
            'TIERED', 'ESCALATING_COUNT') then 'method'
        when jsonb_typeof(p.rule) <> 'object' then 'rule'
        when p.method in ('FLAT_ONCE', 'FLAT_PER_DAY', 'FLAT_PLUS_DAILY_PCT', 'ESCALATING_COUNT')
            and coalesce(p.rule ->> 'amount', '') !~ '^[0-9]{1,13}(\.[0-9]{1,2})?$' then 'rule'
        when p.method in ('PCT_ONCE', 'PCT_PER_PERIOD', 'PCT_PRORATA_DAYS', 'FLAT_PLUS_DAILY_PCT')
            and coalesce(p.rule ->> 'rate_pct', '') !~ '^[0-9]{1,4}(\.[0-9]{1,6})?$' then 'rule'
        when p.method = 'TIERED' and jsonb_typeof(p.rule -> 'tiers') is distinct from 'array' then 'rule' end;
    if v_field is not null then
        perform ledger.refuse('MP421', jsonb_build_object('field', v_field, 'why', 'format'));
    end if;
end
$$;

comment on function ledger.check_fine_rule(app.fines_catalogue) is 'Refuses (MP421) a fine whose code, method or figures cannot be.';
