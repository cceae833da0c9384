create or replace function auth.add_user(p jsonb) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor uuid := app.uid();
  v_user uuid;
begin
  if cardinality(app.chamas_with('users.manage')) = 0
    and not exists (select from app.users where id = v_actor and role in ('admin', 'super_admin')) then
    raise exception 'not permitted' using errcode = 'MP403', detail = '{"permission": "users.manage"}';
  end if;
  perform auth.require_email(p ->> 'email');
  insert into app.users (email, phone, first_name, last_name, language, status, created_by)
  values (p ->> 'email', p ->> 'phone', p ->> 'first_name', p ->> 'last_name', coalesce(p ->> 'language', 'en'), 'pending', v_actor)
  on conflict (lower(email)) do nothing
  returning id into v_user;
  if v_user is null then
    -- the same answer as for a new person, so that nobody learns who else is here
    select u.id into v_user from app.users u where lower(u.email) = lower(p ->> 'email');
  end if;
  return v_user;
end
$$;

alter function auth.add_user(jsonb) owner to mp_auth;
comment on function auth.add_user(jsonb) is 'Makes an account that waits for its invitation, or finds the one that has this e-mail.';
revoke all on function auth.add_user(jsonb) from public;
grant execute on function auth.add_user(jsonb) to mp_device;
