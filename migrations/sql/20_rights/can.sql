create or replace function app.can(p_chama uuid, p_permission text) returns boolean
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(p_chama = any (app.chamas_with(p_permission)), false);
end
$$;

comment on function app.can(uuid, text) is 'Whether the signed-in person holds a right in a chama.';
grant execute on function app.can(uuid, text) to public;
