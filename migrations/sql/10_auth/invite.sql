create or replace function auth.invite(p_user uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_code text := auth.new_code();
  v_salt bytea := substr(auth.random_bytes(), 1, 16);
  v_invite auth.invites;
begin
  perform auth.require_manage(p_user);
  perform auth.require_email((select email from app.users where id = p_user));
  update auth.invites set used_at = clock_timestamp() where user_id = p_user and used_at is null;
  insert into auth.invites (user_id, kind, salt, code_hash, epoch, created_by, expires_at)
  select p_user, case when exists (select from auth.credentials where user_id = p_user) then 'reset' else 'invitation' end,
    v_salt, sha256(v_salt || convert_to(v_code, 'UTF8')), e.number, app.uid(), clock_timestamp() + interval '72 hours'
  from auth.epoch e
  returning * into v_invite;
  perform auth.note(v_invite.kind, p_user, '{}');
  return jsonb_build_object('code', v_code, 'kind', v_invite.kind, 'expires_at', v_invite.expires_at);
end
$$;

alter function auth.invite(uuid) owner to mp_auth;
comment on function auth.invite(uuid) is 'A one-time code, good for 72 hours, with which the person sets a password; a second factor stays as it is.';
revoke all on function auth.invite(uuid) from public;
grant execute on function auth.invite(uuid) to mp_device;
