create or replace function auth.open_session(p_user uuid) returns text
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_token text := encode(auth.random_bytes(), 'hex');
  v_now timestamptz := clock_timestamp();
begin
  update auth.sessions set ended_at = v_now
  where token_hash in (
    select token_hash from auth.sessions where user_id = p_user and ended_at is null and expires_at > v_now
      and last_seen > v_now - interval '30 minutes'
    order by last_seen desc offset 2);
  insert into auth.sessions (token_hash, user_id, device_role, epoch, created_at, last_seen, expires_at, step_up_at)
  select sha256(convert_to(v_token, 'UTF8')), p_user, session_user, e.number, v_now, v_now, v_now + interval '12 hours', v_now
  from auth.epoch e;
  insert into auth.budgets (account, device_role, known_since, cleared_at) values (p_user, session_user, v_now, v_now)
  on conflict (account, device_role) do update
  set known_since = coalesce(budgets.known_since, v_now), cleared_at = v_now, level = 0, locked_until = null;
  update app.users set last_login = v_now, failed_login_attempts = 0, account_locked_until = null where id = p_user;
  update app.computers set last_seen = v_now where device_role = session_user;
  perform auth.note('signed_in', p_user, '{}');
  perform auth.tidy(p_user);
  return v_token;
end
$$;

alter function auth.open_session(uuid) owner to mp_auth;
comment on function auth.open_session(uuid) is 'Signs a person in on this computer and returns the token, of which only a hash is kept; at most three sessions each.';
revoke all on function auth.open_session(uuid) from public;
