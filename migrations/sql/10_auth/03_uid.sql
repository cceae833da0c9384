create or replace function app.uid() returns uuid
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_found uuid;
begin
  select user_id into v_found from auth.live_sessions
  where token_hash = sha256(convert_to(current_setting('app.session_token', true), 'UTF8'));
  if v_found is null then
    raise exception 'session ended' using errcode = '28000';
  end if;
  return v_found;
end
$$;

alter function app.uid() owner to mp_auth;
comment on function app.uid() is 'The person this session belongs to; refuses with 28000 when it has ended.';
revoke all on function app.uid() from public;
grant execute on function app.uid() to public;
