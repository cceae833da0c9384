create or replace function auth.mirror_failures() returns void
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  with lately as (
    select a.account, max(b.cleared_at) filter (where b.device_role = '') as cleared_at, max(b.locked_until) as locked_until
    from (select distinct account from auth.attempts where attempted_at > clock_timestamp() - interval '1 hour') a
    join auth.budgets b on b.account = a.account
    group by a.account),
  counted as (
    select u.id, l.locked_until,
      auth.failures(u.id, null, greatest(u.last_login, l.cleared_at, clock_timestamp() - interval '1 day')) as wrong
    from lately l join app.users u on u.id = l.account
    for update of u skip locked)
  update app.users u
  set failed_login_attempts = c.wrong, account_locked_until = c.locked_until
  from counted c
  where u.id = c.id and (u.failed_login_attempts, u.account_locked_until) is distinct from (c.wrong::int, c.locked_until);
$$;

alter function auth.mirror_failures() owner to mp_auth;
comment on function auth.mirror_failures() is 'Copies wrong tries and locks of the last hour to app.users for others to read. Not part of a try itself: a stranger could hold the row.';
revoke all on function auth.mirror_failures() from public;
