create or replace function ledger.answer(p_chama uuid, p_key uuid, p_result jsonb, p_topics text[]) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_result jsonb;
begin
    perform ledger.mark_changed(p_chama, p_topics);
    select p_result || jsonb_build_object('changes', jsonb_object_agg(c.topic, c.version)) into v_result
    from app.change_counters c where c.chama_id = p_chama;
    update app.idempotency_keys k set result = v_result where k.chama_id = p_chama and k.key = p_key;
    return v_result;
end
$$;

comment on function ledger.answer(uuid, uuid, jsonb, text[]) is
    'Ends an act: marks its topics changed, keeps the answer for a replay, and returns it with the versions of all topics.';
