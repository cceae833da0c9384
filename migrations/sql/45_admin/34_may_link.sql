create or replace function ops.may_link(p_user uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
return p_user = app.uid() or exists (
    select from app.chama_members m
    where m.user_id = p_user and m.status <> 'left' and m.chama_id = any (app.chamas_with('members.manage')));

alter function ops.may_link(uuid) owner to mp_invariant;
comment on function ops.may_link(uuid) is
    'Whether the signed-in person may make a person a member of another chama: themselves, or who is in a chama whose members they manage. Anybody else would show them a stranger''s record.';
revoke all on function ops.may_link(uuid) from public;
grant execute on function ops.may_link(uuid) to mp_api;
