create or replace function app.uuid_v7() returns uuid
language sql volatile parallel safe
set search_path = pg_catalog, pg_temp
return encode(
    set_bit(set_bit(
        overlay(
            uuid_send(gen_random_uuid())
            placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
            from 1 for 6
        ), 52, 1), 53, 1),
    'hex')::uuid;

comment on function app.uuid_v7() is
    'A version-7 UUID of this moment (RFC 9562), for servers that lack one: its order is the order of making.';
grant execute on function app.uuid_v7() to public;
