create or replace function ops.reap(p_idle interval) returns bigint
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  select count(*) filter (where pg_terminate_backend(a.pid))
  from pg_stat_activity a
  where a.datname = current_database()
    and a.usename ~ '^mpd_[0-9a-f]{16}$'
    and a.pid <> pg_backend_pid()
    and ((a.state like 'idle in transaction%' and a.state_change < clock_timestamp() - greatest(p_idle, interval '2 seconds'))
      or (a.state = 'active' and a.query_start < clock_timestamp() - interval '5 minutes'));
$$;

alter function ops.reap(interval) owner to mp_reaper;
comment on function ops.reap(interval) is 'Ends connections of computers that hold a transaction open and do nothing, or work over five minutes; any computer may ask.';
revoke all on function ops.reap(interval) from public;
grant execute on function ops.reap(interval) to mp_device;
