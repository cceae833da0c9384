create or replace function auth.require_manage(p_user uuid) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_user = app.uid() then
    raise exception 'second person required' using errcode = 'MP413';
  elsif not auth.may_manage(p_user) then
    -- a client may roll its transaction back, but not the server's log
    raise log 'refused: % on % asked to manage %', app.uid(), session_user, p_user;
    raise exception 'not permitted' using errcode = 'MP403', detail = '{"permission": "users.manage"}';
  end if;
  perform auth.require_fresh();
end
$$;

alter function auth.require_manage(uuid) owner to mp_auth;
comment on function auth.require_manage(uuid) is 'Refuses with MP413 on oneself, MP403 on an account one may not manage, MP427 without a fresh password.';
revoke all on function auth.require_manage(uuid) from public;
