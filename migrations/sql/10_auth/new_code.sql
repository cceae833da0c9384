create or replace function auth.new_code() returns text
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  -- 32 letters and 16 bytes: five bits of each byte are used
  select string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', (get_byte(r.bytes, g.i) & 31) + 1, 1), '' order by g.i)
  from (select auth.random_bytes() as bytes) r, generate_series(0, 15) g (i);
$$;

alter function auth.new_code() owner to mp_auth;
comment on function auth.new_code() is 'A one-time code of 80 bits: sixteen characters without the ones people mix up.';
revoke all on function auth.new_code() from public;
