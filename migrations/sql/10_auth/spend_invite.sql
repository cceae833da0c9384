create or replace function auth.spend_invite(p_user uuid, p_code text) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update auth.invites i
  set used_at = clock_timestamp()
  from auth.epoch e
  where i.user_id = p_user and i.used_at is null and i.expires_at > clock_timestamp() and i.epoch = e.number
    and i.code_hash = sha256(i.salt || convert_to(p_code, 'UTF8'));
  return found or (p_code !~ '^[0-9]{6}$' and auth.spend_code(p_user, p_code));
end
$$;

alter function auth.spend_invite(uuid, text) owner to mp_auth;
comment on function auth.spend_invite(uuid, text) is 'Burns an invitation or reset code, or failing that a recovery code. True when it was good.';
revoke all on function auth.spend_invite(uuid, text) from public;
