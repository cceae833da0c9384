create or replace function ledger.start_batch(p_chama uuid, p_kind text, p jsonb) returns uuid
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch uuid := app.uuid_v7();
    v_known record;
begin
    insert into app.import_batches (id, chama_id, kind, file_name, file_hash, mapping, totals, rows_added, rows_left_out, created_by)
    values (v_batch, p_chama, p_kind, p ->> 'file_name', decode(p ->> 'file_hash', 'hex'), coalesce(p -> 'mapping', '{}'),
        coalesce(p -> 'totals', '{}'), jsonb_array_length(p -> 'rows'), coalesce((p ->> 'left_out')::integer, 0), app.uid());
    select r.line, b.file_name, b.created_at::date as day into v_known
    from jsonb_to_recordset(p -> 'rows') as x (line integer, hash text, occurrence integer)
    join app.import_rows r on r.chama_id = p_chama and r.kind = p_kind and r.live
        and r.raw_hash = decode(x.hash, 'hex') and r.occurrence = coalesce(x.occurrence, 1)
    join app.import_batches b on b.chama_id = p_chama and b.id = r.batch_id
    order by x.line limit 1;
    if found then
        perform ledger.refuse('MP416', jsonb_build_object('what', 'import_row', 'number', v_known.line, 'file', v_known.file_name, 'date', v_known.day));
    end if;
    return v_batch;
end
$$;

comment on function ledger.start_batch(uuid, text, jsonb) is
    'Opens an import of a file; refuses (MP416) when a row of it was brought in before and not taken back.';
