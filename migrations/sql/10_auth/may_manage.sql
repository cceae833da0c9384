create or replace function auth.may_manage(p_user uuid) returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor uuid := app.uid();
  v_led uuid[] := app.chamas_with('users.manage');
  v_rank text;
  v_target app.users;
  v_chamas uuid[];
begin
  select role into v_rank from app.users where id = v_actor;
  select * into v_target from app.users where id = p_user;
  select coalesce(array_agg(m.chama_id), '{}') into v_chamas
  from app.chama_members m where m.user_id = p_user and m.status <> 'left';
  return coalesce(
    v_rank = 'super_admin'
    or (v_target.role not in ('admin', 'super_admin')
      and (v_rank = 'admin'
        or (cardinality(v_chamas) > 0 and v_chamas <@ v_led)
        or (cardinality(v_chamas) = 0 and cardinality(v_led) > 0 and v_target.created_by = v_actor))),
    false);
end
$$;

alter function auth.may_manage(uuid) owner to mp_auth;
comment on function auth.may_manage(uuid) is 'Whether the signed-in person may manage an account: as administrator, as leader of every chama it belongs to (one chamas leader must not reach into another), or having made it.';
revoke all on function auth.may_manage(uuid) from public;
