create or replace function api.charge_fines(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
begin
    perform app.require(p_chama, 'fines.charge');
    v_done := ledger.claim(p_chama, p_key, 'charge_fines', p);
    if v_done is not null then
        return v_done;
    end if;
    return ledger.answer(p_chama, p_key, ledger.charge_fines(p_chama, p), array['fines', 'home', 'ledger', 'members']);
end
$$;

comment on function api.charge_fines(uuid, uuid, jsonb) is
    'Charges fines: {date, lines: [{member, amount, reason, rule?, contribution?, breach?, working?}]} -> {fines: [{id, number, member, amount}], skipped, changes}. A breach fined before is skipped.';
