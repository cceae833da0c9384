create or replace function app.uuid_v7_on(p_day date, p_line integer default 0) returns uuid
language sql volatile parallel safe
set search_path = pg_catalog, pg_temp
return encode(
    substring(int8send(
        (extract(epoch from case when isfinite(p_day) is false then date '9999-12-31' else p_day end::timestamp) * 1000)::bigint
        + least(
            86399000,
            (extract(epoch from (clock_timestamp() at time zone 'utc')::time) * 1000)::bigint + (p_line >> 12)
        )
    ) from 3)
    || int2send((28672 + (p_line & 4095))::smallint)
    || substring(uuid_send(gen_random_uuid()) from 9),
    'hex')::uuid;

comment on function app.uuid_v7_on(date, integer) is
    'A version-7 UUID whose time is the given business day at this time of day (UTC); p_line orders the rows of one act.';
grant execute on function app.uuid_v7_on(date, integer) to public;
