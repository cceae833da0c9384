create or replace function auth.frozen_for() returns int
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_hour constant interval := interval '1 hour';
  v_cleared timestamptz;
  v_since timestamptz;
  v_oldest timestamptz;
begin
  select cleared_at into v_cleared from auth.budgets
  where account = '00000000-0000-0000-0000-000000000000' and device_role = session_user;
  v_since := greatest(clock_timestamp() - v_hour, coalesce(v_cleared, '-infinity'));
  if auth.failures(null, session_user, v_since) < 30
    and (select count(*) from auth.attempts where device_role = session_user and created_at > v_since) < 200 then
    return 0;
  end if;
  select min(created_at) into v_oldest from auth.attempts where device_role = session_user and created_at > v_since;
  return greatest(1, ceil(extract(epoch from v_oldest + v_hour - clock_timestamp())))::int;
end
$$;

alter function auth.frozen_for() owner to mp_auth;
comment on function auth.frozen_for() is 'Seconds until this computer may try again (0: now): 30 wrong guesses or 200 challenges an hour, whoever they were for.';
revoke all on function auth.frozen_for() from public;
