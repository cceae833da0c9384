create or replace function ops.enrol_device(p_role text, p_verifier text, p_name text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set createrole_self_grant = ''
as $$
begin
  if p_role !~ '^mpd_[0-9a-f]{16}$' or btrim(coalesce(p_name, '')) = '' or length(p_name) > 80
    or p_verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
    raise exception 'field refused' using errcode = 'MP421', detail = '{"field": "computer", "why": "format"}';
  end if;
  perform auth.register_computer(p_role, p_name);
  execute format('create role %I login inherit connection limit 6 password %L', p_role, p_verifier);
  execute format('grant mp_device to %I with inherit true, set false, admin false', p_role);
  return p_role;
end
$$;

alter function ops.enrol_device(text, text, text) owner to mp_enrol;
comment on function ops.enrol_device(text, text, text) is 'Gives a computer a login role of its own: at most six connections, nothing but what every computer may.';
revoke all on function ops.enrol_device(text, text, text) from public;
grant execute on function ops.enrol_device(text, text, text) to mp_device;
