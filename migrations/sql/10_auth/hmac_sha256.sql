create or replace function auth.hmac_sha256(p_key bytea, p_message bytea) returns bytea
language plpgsql immutable strict
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key bytea := case when octet_length(p_key) > 64 then sha256(p_key) else p_key end;
  v_inner bytea;
  v_outer bytea;
begin
  v_key := v_key || decode(repeat('00', 64 - octet_length(v_key)), 'hex');
  v_inner := auth.xor(v_key, decode(repeat('36', 64), 'hex'));
  v_outer := auth.xor(v_key, decode(repeat('5c', 64), 'hex'));
  return sha256(v_outer || sha256(v_inner || p_message));
end
$$;

alter function auth.hmac_sha256(bytea, bytea) owner to mp_auth;
comment on function auth.hmac_sha256(bytea, bytea) is 'HMAC-SHA256 (RFC 2104).';
revoke all on function auth.hmac_sha256(bytea, bytea) from public;
