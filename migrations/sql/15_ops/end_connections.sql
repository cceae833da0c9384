create or replace function ops.end_connections(p_role text) returns bigint
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  select count(*) filter (where pg_terminate_backend(a.pid)) from pg_stat_activity a where a.usename = p_role and a.pid <> pg_backend_pid();
$$;

alter function ops.end_connections(text) owner to mp_reaper;
comment on function ops.end_connections(text) is 'Ends every connection of one computer.';
revoke all on function ops.end_connections(text) from public;
grant execute on function ops.end_connections(text) to mp_enrol;
