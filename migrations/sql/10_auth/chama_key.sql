create or replace function auth.chama_key(p_chama uuid, p_recovery boolean) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.uid();
begin
  if not app.can(p_chama, 'members.private') then
    raise exception 'not permitted' using errcode = 'MP403', detail = '{"permission": "members.private"}';
  end if;
  return (select jsonb_build_object('wrapped', encode(k.wrapped, 'hex'), 'version', k.version)
    from app.sealed_keys k
    where k.chama_id = p_chama and k.user_id is not distinct from case when not p_recovery then v_user end
    order by k.version desc limit 1);
end
$$;

alter function auth.chama_key(uuid, boolean) owner to mp_auth;
comment on function auth.chama_key(uuid, boolean) is 'A chamas data key as wrapped for the signed-in officer, or for the printed recovery key; null when there is none.';
revoke all on function auth.chama_key(uuid, boolean) from public;
grant execute on function auth.chama_key(uuid, boolean) to mp_device;
