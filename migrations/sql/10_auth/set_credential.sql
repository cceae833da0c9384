create or replace function auth.set_credential(p_user uuid, p jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into auth.credentials (user_id, salt, cost, stored_key, public_key, sealed_private, recovery_public)
  values (p_user, decode(p ->> 'salt', 'hex'), (p ->> 'cost')::int, decode(p ->> 'stored_key', 'hex'),
    decode(p ->> 'public_key', 'hex'), decode(p ->> 'sealed_private', 'hex'), decode(p ->> 'recovery_public', 'hex'))
  on conflict (user_id) do update
  set salt = excluded.salt, cost = excluded.cost, stored_key = excluded.stored_key, public_key = excluded.public_key,
    sealed_private = excluded.sealed_private, changed_at = clock_timestamp(),
    recovery_public = coalesce(excluded.recovery_public, credentials.recovery_public);
exception when not_null_violation or check_violation or invalid_text_representation or invalid_parameter_value then
  raise exception 'field refused' using errcode = 'MP421', detail = '{"field": "password", "why": "verifier"}';
end
$$;

alter function auth.set_credential(uuid, jsonb) owner to mp_auth;
comment on function auth.set_credential(uuid, jsonb) is 'Keeps a new password verifier and key pair (hex strings).';
revoke all on function auth.set_credential(uuid, jsonb) from public;
