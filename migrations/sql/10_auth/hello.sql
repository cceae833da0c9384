create or replace function auth.hello(p_email text, p_purpose text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_hash bytea := sha256(convert_to(p_email, 'UTF8'));
  v_session uuid := case when p_purpose not in ('sign_in', 'renew') then app.session_id() end;
  v_actor uuid := app.try_uid();
  v_made_up bytea;
  v_frozen int := auth.frozen_for();
  v_user uuid;
  v_salt bytea;
  v_cost int;
  v_usual int;
  v_ticket auth.attempts;
begin
  if v_frozen > 0 then
    return jsonb_build_object('status', 'frozen', 'seconds', v_frozen);
  end if;
  select auth.hmac_sha256(s.secret, v_hash) into v_made_up from auth.server_secret s;
  select coalesce(mode() within group (order by c.cost), 12) into v_usual from auth.credentials c;
  select u.id, c.salt, c.cost into v_user, v_salt, v_cost
  from app.users u left join auth.credentials c on c.user_id = u.id
  where lower(u.email) = lower(p_email) and (v_session is null or u.id = v_actor);
  insert into auth.attempts (purpose, account, email_hash, device_role, session_id, epoch, server_nonce)
  select p_purpose, coalesce(v_user, encode(substr(v_made_up, 1, 16), 'hex')::uuid), v_hash, session_user, v_session, e.number,
    auth.random_bytes()
  from auth.epoch e
  returning * into v_ticket;
  return jsonb_build_object(
    'status', 'ok',
    'ticket', v_ticket.ticket,
    'nonce', encode(v_ticket.server_nonce, 'hex'),
    'device', session_user,
    'salt', encode(coalesce(v_salt, substr(v_made_up, 17, 16)), 'hex'),
    'cost', coalesce(v_cost, v_usual));
end
$$;

alter function auth.hello(text, text) owner to mp_auth;
comment on function auth.hello(text, text) is 'Opens a challenge: ticket, nonce, salt and cost, of one shape whether or not anybody has that e-mail. Commit before attempt().';
revoke all on function auth.hello(text, text) from public;
grant execute on function auth.hello(text, text) to mp_device;
