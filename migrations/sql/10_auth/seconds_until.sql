create or replace function auth.seconds_until(p_then timestamptz) returns int
language sql volatile strict
set search_path = pg_catalog, pg_temp
as $$
  select greatest(0, ceil(extract(epoch from p_then - clock_timestamp())))::int;
$$;

alter function auth.seconds_until(timestamptz) owner to mp_auth;
comment on function auth.seconds_until(timestamptz) is 'Whole seconds from now, never negative; null for null.';
revoke all on function auth.seconds_until(timestamptz) from public;
