create or replace function app.try_uid() returns uuid
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_found uuid;
begin
  select user_id into v_found from auth.live_sessions
  where token_hash = sha256(convert_to(current_setting('app.session_token', true), 'UTF8'));
  return v_found;
end
$$;

alter function app.try_uid() owner to mp_auth;
comment on function app.try_uid() is 'The person this session belongs to; null when there is none.';
revoke all on function app.try_uid() from public;
grant execute on function app.try_uid() to public;
