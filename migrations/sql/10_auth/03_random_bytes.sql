create or replace function auth.random_bytes() returns bytea
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  -- one version-4 UUID carries 122 random bits, which is too few for a secret
  select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
$$;

alter function auth.random_bytes() owner to mp_auth;
comment on function auth.random_bytes() is '32 bytes with 244 bits from the operating system.';
revoke all on function auth.random_bytes() from public;
