-- Other people's queries, everybody's statistics (sampled values included) and the settings are nobody's business.
do $views$
declare
  v_view regclass;
begin
  for v_view in
    select c.oid
    from pg_catalog.pg_class c
    where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v'
      and c.relname ~ '^(pg_stat|pg_locks$|pg_settings$)' and has_table_privilege('public', c.oid, 'select')
  loop
    execute format('revoke select, update on %s from public', v_view);
  end loop;
  grant select on pg_catalog.pg_stat_activity to mp_reaper;
exception when insufficient_privilege then
  raise notice 'not the superuser: the statistics views stay open to everyone; ops.server_check() says so';
end
$views$;
