create or replace function auth.store_chama_key(p_chama uuid, p_user uuid, p_version int, p_wrapped bytea) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor uuid := app.uid();
  v_newest int;
begin
  select max(version) into v_newest from app.sealed_keys where chama_id = p_chama;
  if not app.can(p_chama, 'members.private') or (p_user is not null and not auth.keeps_keys(p_chama, p_user)) then
    raise exception 'not permitted' using errcode = 'MP403', detail = '{"permission": "members.private"}';
  elsif octet_length(p_wrapped) not between 60 and 200 or p_version <> coalesce(v_newest, 1) then
    raise exception 'field refused' using errcode = 'MP421', detail = '{"field": "key", "why": "size"}';
  end if;
  insert into app.sealed_keys (chama_id, user_id, version, wrapped, wrapped_by)
  values (p_chama, p_user, p_version, p_wrapped, v_actor)
  on conflict (chama_id, user_id, version) do update
  set wrapped = excluded.wrapped, wrapped_by = excluded.wrapped_by, created_at = clock_timestamp()
  -- nobody but an officer can replace their own copy; the first copy of another is given by any holder
  where sealed_keys.user_id = v_actor;
  perform auth.note('key_wrapped', p_user, jsonb_build_object('chama', p_chama, 'version', p_version));
end
$$;

alter function auth.store_chama_key(uuid, uuid, int, bytea) owner to mp_auth;
comment on function auth.store_chama_key(uuid, uuid, int, bytea) is 'Keeps a chamas data key, wrapped for an officer or (null) for the printed recovery key.';
revoke all on function auth.store_chama_key(uuid, uuid, int, bytea) from public;
grant execute on function auth.store_chama_key(uuid, uuid, int, bytea) to mp_device;
