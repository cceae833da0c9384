create or replace function auth.totp_step(p_secret bytea, p_code text, p_last_step bigint) returns bigint
language sql stable strict
set search_path = pg_catalog, pg_temp
as $$
  select max(s.step)
  from (select floor(extract(epoch from clock_timestamp()) / 30)::bigint + g.i as step from generate_series(-1, 1) g (i)) s
  where auth.totp_at(p_secret, s.step) = p_code and s.step > p_last_step;
$$;

alter function auth.totp_step(bytea, text, bigint) owner to mp_auth;
comment on function auth.totp_step(bytea, text, bigint) is 'The step whose digits these are, one step early or late allowed; null when wrong or used before.';
revoke all on function auth.totp_step(bytea, text, bigint) from public;
