create or replace function api.import_contributions(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_batch uuid;
    v_result jsonb;
begin
    perform app.require(p_chama, 'imports.run');
    perform app.require(p_chama, 'money.receive');
    v_done := ledger.claim(p_chama, p_key, 'import_contributions', p);
    if v_done is not null then
        return v_done;
    end if;
    v_batch := ledger.start_batch(p_chama, 'contributions', p);
    v_result := ledger.receive(p_chama, p, v_batch);
    perform ledger.keep_rows(p_chama, 'contributions', v_batch, p -> 'rows');
    return ledger.answer(p_chama, p_key, jsonb_build_object('batch', v_batch, 'receipts', jsonb_array_length(v_result -> 'receipts'),
        'posted', jsonb_array_length(p -> 'lines')), array['imports', 'contributions', 'receipts', 'fines', 'home', 'ledger', 'members']);
end
$$;

comment on function api.import_contributions(uuid, uuid, jsonb) is
    'Brings in payments of members, all or nothing: {file_name, file_hash, rows, left_out, mapping, totals, lines: as api.receive} -> {batch, receipts, posted, changes}.';
