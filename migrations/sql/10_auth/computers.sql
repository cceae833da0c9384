create or replace function auth.computers() returns table (id uuid, name text, device_role text, status text, enrolled_at timestamptz, last_seen timestamptz, is_this boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.uid();
  return query
    select c.id, c.name, c.device_role, c.status, c.enrolled_at, c.last_seen, c.device_role = session_user
    from app.computers c order by c.enrolled_at;
end
$$;

alter function auth.computers() owner to mp_auth;
comment on function auth.computers() is 'Every computer that was ever enrolled.';
revoke all on function auth.computers() from public;
grant execute on function auth.computers() to mp_device;
