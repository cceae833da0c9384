create or replace function auth.judge(p_ticket uuid, p_account uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_mine auth.budgets;
  v_whole auth.budgets;
  v_wrong bigint;
begin
  insert into auth.budgets (account, device_role) values (p_account, session_user)
  on conflict (account, device_role) do update set touched_at = v_now
  returning * into v_mine;
  select * into v_whole from auth.budgets where account = p_account and device_role = '';
  v_wrong := auth.failures(p_account, session_user, greatest(v_now - interval '15 minutes', v_mine.cleared_at));
  if v_wrong >= 5 and coalesce(v_mine.locked_until, '-infinity') <= v_now then
    update auth.budgets
    set level = least(v_mine.level + 1, 8),
      locked_until = v_now + least(interval '15 minutes' * (2 ^ v_mine.level), interval '24 hours')
    where account = p_account and device_role = session_user
    returning * into v_mine;
  end if;
  if v_whole.closed_at is null and v_mine.known_since is null
    and auth.failures(p_account, null, greatest(v_now - interval '1 hour', v_whole.cleared_at)) >= 20 then
    insert into auth.budgets (account, device_role, closed_at) values (p_account, '', v_now)
    on conflict (account, device_role) do update set closed_at = v_now
    returning * into v_whole;
  end if;
  update auth.attempts
  set verdict = case
        when v_mine.locked_until > v_now then 'wait'
        when v_whole.closed_at is not null and v_mine.known_since is null then 'closed' end,
    wait_until = case when v_mine.locked_until > v_now then v_mine.locked_until end,
    tries_left = greatest(0, 4 - v_wrong)
  where ticket = p_ticket;
end
$$;

alter function auth.judge(uuid, uuid) owner to mp_auth;
comment on function auth.judge(uuid, uuid) is 'Decides while it is stored whether an attempt will be looked at: 5 wrong in 15 minutes close the account on this computer for 15 minutes, doubling to a day; 20 an hour over all computers close it to computers it never signed in on.';
revoke all on function auth.judge(uuid, uuid) from public;
