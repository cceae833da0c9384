create or replace function auth.sign_out() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update auth.sessions set ended_at = clock_timestamp()
  where token_hash = sha256(convert_to(current_setting('app.session_token', true), 'UTF8')) and device_role = session_user;
end
$$;

alter function auth.sign_out() owner to mp_auth;
comment on function auth.sign_out() is 'Ends this session; ending it twice is no error.';
revoke all on function auth.sign_out() from public;
grant execute on function auth.sign_out() to mp_device;
