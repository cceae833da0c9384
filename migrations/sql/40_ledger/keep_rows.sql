create or replace function ledger.keep_rows(p_chama uuid, p_kind text, p_batch uuid, p_rows jsonb) returns void
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    insert into app.import_rows (batch_id, line, chama_id, kind, raw_hash, occurrence, raw, entity_id)
    select p_batch, x.line, p_chama, p_kind, decode(x.hash, 'hex'), coalesce(x.occurrence, 1), x.raw, x.entity
    from jsonb_to_recordset(p_rows) as x (line integer, hash text, occurrence integer, raw text, entity uuid);
end;

comment on function ledger.keep_rows(uuid, text, uuid, jsonb) is 'Remembers each line of an import, so that bringing it in again adds nothing.';
