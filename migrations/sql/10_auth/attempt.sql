create or replace function auth.attempt(p_ticket uuid, p_nonce bytea, p_proof bytea, p_code text, p_payload jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_frozen int;
  v_account uuid;
begin
  -- one computer's attempts stand in a row, in the order in which they commit: nobody can hold a better place open
  insert into auth.budgets (account, device_role) values ('00000000-0000-0000-0000-000000000000', session_user)
  on conflict (account, device_role) do update set touched_at = clock_timestamp();
  v_frozen := auth.frozen_for();
  if v_frozen > 0 then
    return jsonb_build_object('status', 'frozen', 'seconds', v_frozen);
  end if;
  if octet_length(p_nonce) not between 16 and 64 or octet_length(p_proof) <> 32
    or octet_length(p_code) > 64 or octet_length(p_payload::text) > 8192 then
    raise exception 'field refused' using errcode = 'MP421', detail = '{"field": "proof", "why": "size"}';
  end if;
  select a.account into v_account
  from auth.attempts a join auth.epoch e on e.number = a.epoch
  where a.ticket = p_ticket and a.device_role = session_user and a.attempted_at is null
    and a.created_at > clock_timestamp() - interval '5 minutes'
  for update of a;
  if not found then
    return jsonb_build_object('status', 'expired');
  end if;
  perform auth.judge(p_ticket, v_account);
  update auth.attempts
  set attempted_at = clock_timestamp(), xid = pg_current_xact_id(), client_nonce = p_nonce, proof = p_proof,
    code = upper(regexp_replace(p_code, '[^0-9A-Za-z]', '', 'g')), payload = coalesce(p_payload, '{}')
  where ticket = p_ticket;
  return jsonb_build_object('status', 'stored');
end
$$;

alter function auth.attempt(uuid, bytea, bytea, text, jsonb) owner to mp_auth;
comment on function auth.attempt(uuid, bytea, bytea, text, jsonb) is 'Stores a proof and tells nothing; it counts as a guess from the moment it is committed. Commit before collect().';
revoke all on function auth.attempt(uuid, bytea, bytea, text, jsonb) from public;
grant execute on function auth.attempt(uuid, bytea, bytea, text, jsonb) to mp_device;
