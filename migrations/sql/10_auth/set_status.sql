create or replace function auth.set_status(p_user uuid, p_status text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform auth.require_manage(p_user);
  if p_status not in ('active', 'suspended') then
    raise exception 'field refused' using errcode = 'MP421', detail = '{"field": "status", "why": "value"}';
  end if;
  update app.users set status = p_status where id = p_user and status <> p_status and status in ('active', 'suspended');
  if p_status = 'active' then
    perform auth.clear_budgets(p_user);
  else
    perform auth.end_sessions(p_user, null);
  end if;
  perform auth.note(case p_status when 'active' then 'unlocked' else 'locked' end, p_user, '{}');
end
$$;

alter function auth.set_status(uuid, text) owner to mp_auth;
comment on function auth.set_status(uuid, text) is 'Locks an account and ends its sessions, or unlocks it and forgets its wrong tries.';
revoke all on function auth.set_status(uuid, text) from public;
grant execute on function auth.set_status(uuid, text) to mp_device;
