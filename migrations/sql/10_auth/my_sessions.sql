create or replace function auth.my_sessions() returns table (id uuid, computer text, created_at timestamptz, last_seen timestamptz, is_this boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.uid();
  v_this uuid := app.session_id();
begin
  return query
    select s.id, coalesce(c.name, s.device_role), s.created_at, s.last_seen, s.id = v_this
    from auth.sessions s
    join auth.epoch e on e.number = s.epoch
    left join app.computers c on c.device_role = s.device_role
    where s.user_id = v_user and s.ended_at is null and s.expires_at > clock_timestamp()
      and s.last_seen > clock_timestamp() - interval '30 minutes'
    order by s.last_seen desc;
end
$$;

alter function auth.my_sessions() owner to mp_auth;
comment on function auth.my_sessions() is 'The signed-in persons sessions on every computer.';
revoke all on function auth.my_sessions() from public;
grant execute on function auth.my_sessions() to mp_device;
