create or replace function app.uuid_floor(p_day date) returns uuid
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
return encode(
    substring(int8send((extract(epoch from p_day::timestamp) * 1000)::bigint) from 3)
    || '\x00000000000000000000'::bytea,
    'hex')::uuid;

comment on function app.uuid_floor(date) is
    'The smallest version-7 key of a day: keys of the day and later are at or above it. Bounds partitions and date filters.';
grant execute on function app.uuid_floor(date) to public;
