create or replace function auth.require_fresh() returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session uuid := app.session_id();
begin
  if not exists (
    select from auth.live_sessions where id = v_session and step_up_at > clock_timestamp() - interval '5 minutes') then
    raise exception 'confirm your password first' using errcode = 'MP427';
  end if;
end
$$;

alter function auth.require_fresh() owner to mp_auth;
comment on function auth.require_fresh() is 'Refuses with MP427 unless the password was proved in this session within five minutes.';
revoke all on function auth.require_fresh() from public;
