create or replace function api.mark_read(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.uid();
    v_marked integer;
begin
    v_done := ledger.claim(p_chama, p_key, 'mark_read', p);
    if v_done is not null then
        return v_done;
    end if;
    update app.notifications n set status = 'read', read_at = now()
    where n.user_id = v_user and n.read_at is null and (n.chama_id = p_chama or n.chama_id is null)
      and (p ->> 'all' = 'true' or n.id in (select jsonb_array_elements_text(p -> 'ids')::uuid));
    get diagnostics v_marked = row_count;
    return ledger.answer(p_chama, p_key, jsonb_build_object('marked', v_marked), array['notifications']);
end
$$;

comment on function api.mark_read(uuid, uuid, jsonb) is
    'Marks one''s own messages read: {ids: [uuid]} or {all: true} -> {marked, changes}.';
