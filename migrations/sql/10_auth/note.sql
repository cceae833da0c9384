create or replace function auth.note(p_kind text, p_user uuid, p_detail jsonb) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into auth.events (kind, user_id, actor_id, device_role, detail)
  values (p_kind, p_user, app.try_uid(), session_user, p_detail);
$$;

alter function auth.note(text, uuid, jsonb) owner to mp_auth;
comment on function auth.note(text, uuid, jsonb) is 'Writes a line for the security page.';
revoke all on function auth.note(text, uuid, jsonb) from public;
grant execute on function auth.note(text, uuid, jsonb) to mp_enrol;
