create or replace function api.my_rights(p_chama uuid) returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
return coalesce(
    (select array_agg(p.code order by p.code) from app.permissions p where app.can(p_chama, p.code)), '{}'::text[]);

alter function api.my_rights(uuid) owner to mp_api;
comment on function api.my_rights(uuid) is 'Every right the signed-in person holds in a chama, for the window to enable and explain.';
grant execute on function api.my_rights(uuid) to mp_device;
