create or replace function ops.refuse_ddl() returns event_trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  -- whoever runs the code counts, so a definer function of mp_tables may still make a partition
  if current_user = 'mp_tables'
    or exists (select from pg_roles where rolname = current_user and rolsuper)
    or exists (select from pg_database d where d.datname = current_database() and d.datdba = current_user::regrole) then
    return;
  end if;
  raise exception 'only an upgrade changes the structure of the books' using errcode = '42501';
end
$$;

comment on function ops.refuse_ddl() is 'Refuses every change of structure but those of an upgrade and of the partition maker.';
revoke all on function ops.refuse_ddl() from public;

do $trigger$
begin
  if not exists (select from pg_catalog.pg_event_trigger where evtname = 'mp_refuse_ddl') then
    create event trigger mp_refuse_ddl on ddl_command_start execute function ops.refuse_ddl();
  end if;
exception when insufficient_privilege then
  raise notice 'not the superuser: no event trigger; ops.server_check() says so';
end
$trigger$;
