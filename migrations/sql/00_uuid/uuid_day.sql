create or replace function app.uuid_day(p_key uuid) returns date
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
return (timestamp '1970-01-01'
    + (('x' || substring(encode(uuid_send(p_key), 'hex') from 1 for 12))::bit(48)::bigint * interval '1 millisecond')
)::date;

comment on function app.uuid_day(uuid) is 'The day a version-7 key carries.';
grant execute on function app.uuid_day(uuid) to public;
