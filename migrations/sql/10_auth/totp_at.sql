create or replace function auth.totp_at(p_secret bytea, p_step bigint) returns text
language plpgsql immutable strict
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mac bytea := auth.hmac_sha1(p_secret, int8send(p_step));
  v_offset int := get_byte(v_mac, 19) & 15;
begin
  return lpad(((((get_byte(v_mac, v_offset) & 127)::bigint << 24) | (get_byte(v_mac, v_offset + 1) << 16)
    | (get_byte(v_mac, v_offset + 2) << 8) | get_byte(v_mac, v_offset + 3)) % 1000000)::text, 6, '0');
end
$$;

alter function auth.totp_at(bytea, bigint) owner to mp_auth;
comment on function auth.totp_at(bytea, bigint) is 'The six digits of a 30 second step (RFC 6238 with SHA-1).';
revoke all on function auth.totp_at(bytea, bigint) from public;
