-- No temporary tables, and computers connect to this database only.
do $database$
declare
  v_database name;
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to mp_device', current_database());
  for v_database in
    select d.datname
    from pg_catalog.pg_database d
    where d.datname in ('postgres', 'template1') and d.datname <> current_database()
      and has_database_privilege('public', d.oid, 'connect')
      and pg_has_role(current_user, d.datdba, 'usage')
  loop
    execute format('revoke all on database %I from public', v_database);
  end loop;
end
$database$;
