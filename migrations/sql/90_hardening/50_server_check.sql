create or replace function ops.server_check() returns table (code text, ok boolean, found text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with ours as (
    select n.oid from pg_namespace n where n.nspname in ('app', 'auth', 'api', 'ops', 'ledger'))
  select 'ddl_trigger', exists (select from pg_event_trigger where evtname = 'mp_refuse_ddl' and evtenabled <> 'D'), ''
  union all
  select 'server_functions', count(*) = 0, coalesce(string_agg(p.oid::regprocedure::text, ', '), '')
  from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace and has_function_privilege('public', p.oid, 'execute')
    and p.proname ~ '^(pg_(try_)?advisory_|lo_|pg_(terminate|cancel)_backend$|pg_notify$|pg_stat_get_activity$)'
  union all
  select 'statistics_views', count(*) = 0, coalesce(string_agg(c.relname, ', '), '')
  from pg_class c
  where c.relnamespace = 'pg_catalog'::regnamespace and c.relname in ('pg_stat_activity', 'pg_stats', 'pg_locks', 'pg_settings')
    and has_table_privilege('public', c.oid, 'select')
  union all
  select 'temporary_tables', not has_database_privilege('public', current_database(), 'temporary'), ''
  union all
  select 'device_group_owns_nothing', count(*) = 0, count(*)::text
  from pg_shdepend s where s.refclassid = 'pg_authid'::regclass and s.refobjid = 'mp_device'::regrole and s.deptype = 'o'
  union all
  select 'policies_name_no_role', count(*) = 0, coalesce(string_agg(p.polname, ', '), '')
  from pg_policy p where p.polroles <> '{0}'
  union all
  select 'row_security_forced', count(*) = 0, coalesce(string_agg(c.relname, ', ' order by c.relname), '')
  from pg_class c
  where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
  union all
  select 'definer_search_path', count(*) = 0, coalesce(string_agg(p.oid::regprocedure::text, ', '), '')
  from pg_proc p
  where p.pronamespace in (select oid from ours) and p.prosecdef
    and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)
  union all
  select 'identity_tables_closed', count(*) = 0, coalesce(string_agg(c.relname || ' to ' || a.grantee::regrole, ', '), '')
  from pg_class c, aclexplode(c.relacl) a
  where c.relnamespace = 'auth'::regnamespace and a.grantee <> c.relowner
  union all
  select 'bypassing_roles', count(*) = 2, coalesce(string_agg(rolname, ', ' order by rolname), '')
  from pg_roles where rolname in ('mp_auth', 'mp_invariant') and rolbypassrls
  union all
  select 'no_asserts', count(*) = 0, coalesce(string_agg(p.oid::regprocedure::text, ', '), '')
  from pg_proc p where p.pronamespace in (select oid from ours) and p.prosrc ~* '\massert\M'
    and p.prolang = (select oid from pg_language where lanname = 'plpgsql');
$$;

comment on function ops.server_check() is 'Whether the hardening of this database stands, point by point.';
revoke all on function ops.server_check() from public;
grant execute on function ops.server_check() to mp_device;
