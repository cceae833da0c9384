create or replace function api.changes(p_chama uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(jsonb_object_agg(c.topic, c.version), '{}') from app.change_counters c
    where c.chama_id = p_chama and p_chama = any (app.my_chamas());
end;

comment on function api.changes(uuid) is 'The version of every topic of a chama, for windows that poll: a topic whose version moved is stale.';
