create or replace function app.require(p_chama uuid, p_permission text) returns uuid
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := app.uid();
    v_status text;
begin
    if not app.can(p_chama, p_permission) then
        select c.status into v_status from app.chamas c where c.id = p_chama;
        if v_status <> 'active' then
            raise exception 'chama not active' using errcode = 'MP422', detail = jsonb_build_object('status', v_status);
        end if;
        raise exception 'not permitted' using errcode = 'MP403', detail = jsonb_build_object('permission', p_permission);
    end if;
    return v_user;
end
$$;

comment on function app.require(uuid, text) is
    'The signed-in person, or MP403 when they lack the right in the chama (MP422 when the chama is not active).';
grant execute on function app.require(uuid, text) to public;
