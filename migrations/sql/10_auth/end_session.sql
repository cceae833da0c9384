create or replace function auth.end_session(p_session uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor uuid := app.uid();
  v_user uuid;
begin
  select s.user_id into v_user from auth.sessions s where s.id = p_session and s.ended_at is null;
  if v_user is null or not (v_user = v_actor or auth.may_manage(v_user)) then
    return false;
  end if;
  update auth.sessions set ended_at = clock_timestamp() where id = p_session;
  perform auth.note('session_ended', v_user, '{}');
  return true;
end
$$;

alter function auth.end_session(uuid) owner to mp_auth;
comment on function auth.end_session(uuid) is 'Ends a session of ones own, or of a person one may manage.';
revoke all on function auth.end_session(uuid) from public;
grant execute on function auth.end_session(uuid) to mp_device;
