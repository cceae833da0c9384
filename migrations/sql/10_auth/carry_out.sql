create or replace function auth.carry_out(p_try auth.attempts) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := p_try.account;
  v_status text;
  v_guarded boolean;
  v_secret bytea;
  v_step bigint;
begin
  select u.status, t.user_id is not null into v_status, v_guarded
  from app.users u left join auth.totp t on t.user_id = u.id and t.enabled_at is not null
  where u.id = v_user;
  if v_status <> 'active' and not (p_try.purpose = 'renew' and v_status = 'pending') then
    return jsonb_build_object('status', 'inactive', 'state', v_status);
  end if;
  if v_guarded and p_try.purpose <> 'renew' then
    if p_try.code is null then
      return jsonb_build_object('status', 'need_code');
    elsif not auth.spend_code(v_user, p_try.code) then
      return jsonb_build_object('status', 'bad_code');
    end if;
  end if;
  case p_try.purpose
  when 'sign_in' then
    return jsonb_build_object('status', 'ok', 'user', v_user, 'token', auth.open_session(v_user));
  when 'step_up' then
    update auth.sessions set step_up_at = clock_timestamp() where id = p_try.session_id;
  when 'password' then
    perform auth.set_credential(v_user, p_try.payload);
    perform auth.end_sessions(v_user, p_try.session_id);
  when 'renew' then
    perform auth.set_credential(v_user, p_try.payload);
    perform auth.end_sessions(v_user, null);
    perform auth.clear_budgets(v_user);
    update app.users set status = 'active' where id = v_user and status = 'pending';
  when 'totp_begin' then
    if v_guarded then
      return jsonb_build_object('status', 'inactive', 'state', 'enabled');
    end if;
    v_secret := substr(auth.random_bytes(), 1, 20);
    insert into auth.totp (user_id, secret) values (v_user, v_secret)
    on conflict (user_id) do update set secret = excluded.secret, created_at = clock_timestamp();
    return jsonb_build_object('status', 'ok', 'secret', encode(v_secret, 'hex'));
  when 'totp_enable' then
    select auth.totp_step(t.secret, p_try.code, t.last_step) into v_step from auth.totp t where t.user_id = v_user;
    if v_step is null then
      return jsonb_build_object('status', 'bad_code');
    end if;
    update auth.totp set enabled_at = clock_timestamp(), last_step = v_step where user_id = v_user;
    update app.users set two_factor_enabled = true where id = v_user;
  when 'totp_disable' then
    delete from auth.totp where user_id = v_user;
    update app.users set two_factor_enabled = false where id = v_user;
  when 'recovery_codes' then
    return jsonb_build_object('status', 'ok', 'codes', auth.new_recovery_codes(v_user));
  end case;
  perform auth.note(p_try.purpose, v_user, '{}');
  return jsonb_build_object('status', 'ok');
end
$$;

alter function auth.carry_out(auth.attempts) owner to mp_auth;
comment on function auth.carry_out(auth.attempts) is 'Does what a proved attempt was for and returns the outcome.';
revoke all on function auth.carry_out(auth.attempts) from public;
