create or replace function api.reverse_import(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'imports.run');
    v_batch app.import_batches;
    v_taken uuid[];
    v_result jsonb := '{}';
begin
    v_done := ledger.claim(p_chama, p_key, 'reverse_import', p);
    if v_done is not null then
        return v_done;
    end if;
    select * into v_batch from app.import_batches b where b.chama_id = p_chama and b.id = (p ->> 'batch')::uuid for update;
    if not found then
        perform ledger.refuse('MP404', '{"what": "import"}');
    elsif v_batch.status <> 'posted' then
        perform ledger.refuse('MP420', jsonb_build_object('state', v_batch.status));
    elsif length(trim(coalesce(p ->> 'reason', ''))) < 3 then
        perform ledger.refuse('MP421', '{"field": "reason", "why": "missing"}');
    end if;
    if v_batch.kind = 'members' then
        perform ledger.take_back_members(p_chama, v_batch.id);
    else
        perform app.require(p_chama, 'money.reverse');
        v_taken := array(select t.id from app.transactions t where t.chama_id = p_chama and t.import_batch_id = v_batch.id
            and t.status = 'confirmed' and t.related_transaction is null);
        -- All of it may have been taken back one by one; its rows are still to be let go.
        if cardinality(v_taken) > 0 then
            perform ledger.not_only_own(p_chama, v_taken);
            perform ledger.reverse(p_chama, v_taken, p ->> 'reason', app.today(p_chama));
        end if;
        v_result := jsonb_build_object('reversed', cardinality(v_taken));
    end if;
    update app.import_rows set live = false where chama_id = p_chama and batch_id = v_batch.id;
    update app.import_batches set status = 'reversed', reversed_at = now(), reversed_by = v_user, reversal_reason = p ->> 'reason'
    where chama_id = p_chama and id = v_batch.id;
    return ledger.answer(p_chama, p_key, v_result, array['imports', 'contributions', 'fines', 'home', 'ledger', 'receipts', 'members']);
end
$$;

comment on function api.reverse_import(uuid, uuid, jsonb) is
    'Takes a whole import back: {batch, reason} -> {reversed, changes}. Its rows may be brought in again afterwards.';
