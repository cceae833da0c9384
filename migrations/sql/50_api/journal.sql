create or replace function api.journal(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
begin
    perform app.require(p_chama, 'money.adjust');
    v_done := ledger.claim(p_chama, p_key, 'journal', p);
    if v_done is not null then
        return v_done;
    end if;
    perform ledger.check_journal(p_chama, p -> 'lines');
    return ledger.answer(p_chama, p_key, ledger.book(p_chama, p, array['interest', 'fee', 'adjustment', 'transfer']), array['accounts', 'home', 'ledger', 'members']);
end
$$;

comment on function api.journal(uuid, uuid, jsonb) is
    'Books interest, charges, adjustments and transfers with the accounts named (see ledger.book) -> {transactions, changes}.';
