create or replace function auth.me() returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.uid();
begin
  return (
    select jsonb_build_object('id', u.id, 'email', u.email, 'first_name', u.first_name, 'last_name', u.last_name,
      'language', u.language, 'role', u.role, 'two_factor', u.two_factor_enabled,
      'computer', coalesce((select c.name from app.computers c where c.device_role = session_user), session_user),
      'recovery_codes_left', (select count(*) from auth.recovery_codes r join auth.epoch e on e.number = r.epoch
        where r.user_id = u.id and r.used_at is null))
    from app.users u where u.id = v_user);
end
$$;

alter function auth.me() owner to mp_auth;
comment on function auth.me() is 'Who is signed in, for the window to show.';
revoke all on function auth.me() from public;
grant execute on function auth.me() to mp_device;
