create or replace function api.import_opening(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_batch uuid;
    v_result jsonb;
begin
    perform app.require(p_chama, 'imports.run');
    perform app.require(p_chama, 'money.adjust');
    v_done := ledger.claim(p_chama, p_key, 'import_opening', p);
    if v_done is not null then
        return v_done;
    end if;
    if exists (select from app.import_batches b where b.chama_id = p_chama and b.kind = 'opening_balances' and b.status = 'posted') then
        perform ledger.refuse('MP420', '{"state": "opened"}');
    end if;
    v_batch := ledger.start_batch(p_chama, 'opening_balances', p);
    perform ledger.put_places(p_chama, p -> 'places');
    v_result := ledger.open_books(p_chama, p, v_batch);
    perform ledger.keep_rows(p_chama, 'opening_balances', v_batch, p -> 'rows');
    return ledger.answer(p_chama, p_key, v_result || jsonb_build_object('batch', v_batch), array['imports', 'accounts', 'fines', 'home', 'ledger', 'members']);
end
$$;

comment on function api.import_opening(uuid, uuid, jsonb) is
    'Brings in balances carried forward, all or nothing: {file_name, file_hash, rows: [{line, hash, occurrence, raw}], left_out, mapping, totals, date, places: [{account, amount, name, purpose, number?}], members, funds} (as ledger.open_books; a place the chama lacks is made; once, until it is taken back: MP420) -> {posted, left, right, batch, changes}.';
