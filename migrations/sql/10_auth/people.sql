create or replace function auth.people() returns table (id uuid, email text, name text, status text, role text, has_password boolean, two_factor boolean,
  last_login timestamptz, wrong_tries bigint, locked_until timestamptz, closed boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select u.id, u.email, concat_ws(' ', u.first_name, u.last_name), u.status, u.role, c.user_id is not null, u.two_factor_enabled,
      u.last_login, auth.failures(u.id, null, greatest(u.last_login, max(b.cleared_at), clock_timestamp() - interval '1 day')),
      max(b.locked_until) filter (where b.locked_until > clock_timestamp()), coalesce(bool_or(b.closed_at is not null), false)
    from app.users u
    left join auth.credentials c on c.user_id = u.id
    left join auth.budgets b on b.account = u.id
    where u.email is not null and (u.id = app.uid() or auth.may_manage(u.id))
    group by u.id, c.user_id
    order by 3;
end
$$;

alter function auth.people() owner to mp_auth;
comment on function auth.people() is 'The accounts the signed-in person may manage, and their own.';
revoke all on function auth.people() from public;
grant execute on function auth.people() to mp_device;
