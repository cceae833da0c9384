create or replace function auth.retire_computer(p_role text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_actor uuid := auth.require_computers();
begin
  update app.computers set status = 'revoked', revoked_at = clock_timestamp(), revoked_by = v_actor
  where device_role = p_role;
  if not found then
    raise exception 'not found' using errcode = 'MP404', detail = '{"what": "computer"}';
  end if;
  update auth.sessions set ended_at = clock_timestamp() where device_role = p_role and ended_at is null;
  perform auth.note('computer_revoked', null, jsonb_build_object('computer', p_role));
end
$$;

alter function auth.retire_computer(text) owner to mp_auth;
comment on function auth.retire_computer(text) is 'Writes a computer off and ends its sessions, after asking whether the caller may.';
revoke all on function auth.retire_computer(text) from public;
grant execute on function auth.retire_computer(text) to mp_enrol;
