-- The roles of the design. Roles belong to the whole server, so another database may have made them already.
do $roles$
declare
  v_role text;
begin
  foreach v_role in array array['mp_tables', 'mp_auth', 'mp_api', 'mp_invariant', 'mp_enrol', 'mp_reaper', 'mp_device'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      begin
        execute format('create role %I nologin', v_role);
      exception when duplicate_object or unique_violation then
        null;  -- another migration made it between the look and the act
      end;
    end if;
  end loop;
end
$roles$;

do $attributes$
declare
  v_wanted record;
begin
  -- mp_auth answers the question every policy asks ("who is this?"), so it cannot itself be filtered by policies.
  for v_wanted in
    select w.role, w.attribute
    from (values ('mp_auth', 'bypassrls'), ('mp_invariant', 'bypassrls'), ('mp_enrol', 'createrole')) as w (role, attribute)
    join pg_catalog.pg_roles r on r.rolname = w.role
    where case w.attribute when 'bypassrls' then not r.rolbypassrls else not r.rolcreaterole end
  loop
    execute format('alter role %I %s', v_wanted.role, v_wanted.attribute);
  end loop;
end
$attributes$;

do $members$
begin
  if not pg_catalog.pg_has_role('mp_enrol', 'mp_device', 'usage with admin option') then
    grant mp_device to mp_enrol with admin true, inherit false, set false;
  end if;
  if not pg_catalog.pg_has_role('mp_reaper', 'pg_signal_backend', 'usage') then
    grant pg_signal_backend to mp_reaper;
  end if;
  if not pg_catalog.pg_has_role('mp_reaper', 'pg_read_all_stats', 'usage') then
    grant pg_read_all_stats to mp_reaper;
  end if;
end
$members$;
