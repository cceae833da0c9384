create or replace function auth.register_computer(p_role text, p_name text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app.computers (name, device_role, enrolled_by) values (btrim(p_name), p_role, auth.require_computers());
  perform auth.note('computer_enrolled', null, jsonb_build_object('computer', p_role));
exception when unique_violation then
  raise exception 'already recorded' using errcode = 'MP416', detail = '{"what": "computer"}';
end
$$;

alter function auth.register_computer(text, text) owner to mp_auth;
comment on function auth.register_computer(text, text) is 'Writes a new computer down, after asking whether the caller may.';
revoke all on function auth.register_computer(text, text) from public;
grant execute on function auth.register_computer(text, text) to mp_enrol;
