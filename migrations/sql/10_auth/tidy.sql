create or replace function auth.tidy(p_user uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update auth.attempts set code = null, proof = null, payload = '{}'
  where device_role = session_user and outcome is null and attempted_at < clock_timestamp() - interval '5 minutes' and proof is not null;
  delete from auth.attempts where device_role = session_user and created_at < clock_timestamp() - interval '30 days';
  delete from auth.budgets
  where device_role = session_user and known_since is null and touched_at < clock_timestamp() - interval '30 days';
  delete from auth.sessions where user_id = p_user and expires_at < clock_timestamp() - interval '30 days';
end
$$;

alter function auth.tidy(uuid) owner to mp_auth;
comment on function auth.tidy(uuid) is 'Forgets what is no longer needed: codes nobody asked about, tickets, tries and sessions older than a month.';
revoke all on function auth.tidy(uuid) from public;
