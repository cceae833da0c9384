-- Server functions a client has no use for and others would suffer from: locks by number, large objects, signals,
-- messages, whole tables as XML, and who is connected. Functions inside views are checked against the caller, so the
-- reaper is named where it needs them.
do $functions$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid
    from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and p.proname ~ '^(pg_(try_)?advisory_|lo_|loread$|lowrite$|pg_(terminate|cancel)_backend$|pg_notify$|pg_logical_emit_message$|pg_export_snapshot$|pg_lock_status$|pg_stat_get_(activity|progress_info|backend_.*)$|pg_show_all_settings$|(query|table|cursor|schema|database)_to_xml)'
      and has_function_privilege('public', p.oid, 'execute')
  loop
    execute format('revoke execute on function %s from public', v_function);
  end loop;
  grant execute on function pg_terminate_backend(int, bigint), pg_stat_get_activity(int) to mp_reaper;
exception when insufficient_privilege then
  raise notice 'not the superuser: the server functions stay open to everyone; ops.server_check() says so';
end
$functions$;
