create or replace function auth.spend_code(p_user uuid, p_code text) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_code ~ '^[0-9]{6}$' then
    update auth.totp t
    set last_step = auth.totp_step(t.secret, p_code, t.last_step)
    where t.user_id = p_user and t.enabled_at is not null and auth.totp_step(t.secret, p_code, t.last_step) is not null;
  else
    update auth.recovery_codes r
    set used_at = clock_timestamp()
    from auth.epoch e
    where r.user_id = p_user and r.used_at is null and r.epoch = e.number
      and r.code_hash = sha256(r.salt || convert_to(p_code, 'UTF8'));
  end if;
  return found;
end
$$;

alter function auth.spend_code(uuid, text) owner to mp_auth;
comment on function auth.spend_code(uuid, text) is 'Burns a second-factor code: six digits of the authenticator, or a recovery code. True when it was good.';
revoke all on function auth.spend_code(uuid, text) from public;
