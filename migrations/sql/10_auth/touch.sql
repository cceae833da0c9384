create or replace function auth.touch() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session uuid := app.session_id();
begin
  update auth.sessions set last_seen = clock_timestamp()
  where id = v_session and last_seen < clock_timestamp() - interval '1 minute';
  if found then
    update app.computers set last_seen = clock_timestamp() where device_role = session_user;
    perform auth.mirror_failures();
  end if;
end
$$;

alter function auth.touch() owner to mp_auth;
comment on function auth.touch() is 'Says that the person is still at work; writes at most once a minute.';
revoke all on function auth.touch() from public;
grant execute on function auth.touch() to mp_device;
