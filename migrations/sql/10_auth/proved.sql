create or replace function auth.proved(p_try auth.attempts) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_known boolean;
  v_made_up bytea;
  v_stored bytea;
  v_said text;
begin
  select auth.hmac_sha256(s.secret, p_try.email_hash) into v_made_up from auth.server_secret s;
  select c.stored_key into v_stored from auth.credentials c where c.user_id = p_try.account;
  v_known := found;
  v_stored := coalesce(v_stored, v_made_up);
  v_said := concat_ws('|', p_try.purpose, encode(p_try.email_hash, 'hex'), p_try.ticket, encode(p_try.server_nonce, 'hex'),
    encode(p_try.client_nonce, 'hex'), session_user);
  return sha256(auth.xor(p_try.proof, auth.hmac_sha256(v_stored, convert_to(v_said, 'UTF8')))) = v_stored and v_known;
end
$$;

alter function auth.proved(auth.attempts) owner to mp_auth;
comment on function auth.proved(auth.attempts) is 'Whether the attempt proves the password; as much work when there is no such account.';
revoke all on function auth.proved(auth.attempts) from public;
