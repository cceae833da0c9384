create or replace function auth.bootstrap_first_user(p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid;
begin
  if not exists (select from app.computers where device_role = session_user and status = 'active') then
    raise exception 'not permitted' using errcode = 'MP403', detail = '{"permission": "computers.manage"}';
  end if;
  -- two windows on a new home: the second waits here, then sees that it came too late; once somebody is there, nobody waits
  update auth.epoch set single = true where not exists (select from auth.credentials);
  if exists (select from auth.credentials) then
    raise exception 'already recorded' using errcode = 'MP416', detail = '{"what": "first user"}';
  end if;
  perform auth.require_email(p ->> 'email');
  insert into app.users (email, phone, first_name, last_name, language, status, role)
  values (p ->> 'email', p ->> 'phone', p ->> 'first_name', p ->> 'last_name', coalesce(p ->> 'language', 'en'), 'active', 'super_admin')
  on conflict (lower(email)) do update set status = 'active', role = 'super_admin'
  returning id into v_user;
  perform auth.set_credential(v_user, p);
  perform auth.note('first_user', v_user, '{}');
  return jsonb_build_object('user', v_user, 'token', auth.open_session(v_user), 'codes', auth.new_recovery_codes(v_user));
end
$$;

alter function auth.bootstrap_first_user(jsonb) owner to mp_auth;
comment on function auth.bootstrap_first_user(jsonb) is 'The first account of a new database, made on an enrolled computer while nobody can sign in yet.';
revoke all on function auth.bootstrap_first_user(jsonb) from public;
grant execute on function auth.bootstrap_first_user(jsonb) to mp_device;
