create or replace function ops.revoke_device(p_role text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_role !~ '^mpd_[0-9a-f]{16}$' then
    raise exception 'field refused' using errcode = 'MP421', detail = '{"field": "computer", "why": "format"}';
  end if;
  perform auth.retire_computer(p_role);
  if exists (select from pg_roles where rolname = p_role) then
    execute format('alter role %I nologin', p_role);
  end if;
  -- no login stops the next connection; those that stand must be ended as well
  perform ops.end_connections(p_role);
end
$$;

alter function ops.revoke_device(text) owner to mp_enrol;
comment on function ops.revoke_device(text) is 'Shuts a lost or stolen computer out at once.';
revoke all on function ops.revoke_device(text) from public;
grant execute on function ops.revoke_device(text) to mp_device;
