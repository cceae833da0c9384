create or replace function app.chamas_with(p_permission text) returns uuid[]
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := app.uid();
begin
    return coalesce((
        select array_agg(m.chama_id)
        from app.chama_members m
        join app.chamas c on c.id = m.chama_id
        join app.permissions p on p.code = p_permission
        where m.user_id = v_user
          and m.status = 'active'
          and (c.status = 'active' or p.works_when_frozen)
          and not p_permission = any (m.denied)
          and (p_permission = any (m.granted) or coalesce(
              (select r.allowed from app.role_permissions r
               where r.role = m.role and r.permission = p_permission and r.chama_id = m.chama_id),
              (select r.allowed from app.role_permissions r
               where r.role = m.role and r.permission = p_permission and r.chama_id is null),
              false))
    ), '{}'::uuid[]);
end
$$;

alter function app.chamas_with(text) owner to mp_invariant;
comment on function app.chamas_with(text) is
    'The chamas in which the signed-in person holds a right: role matrix, its change for the chama, personal overrides, chama status.';
grant execute on function app.chamas_with(text) to public;
