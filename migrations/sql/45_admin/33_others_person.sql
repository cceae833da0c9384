create or replace function ops.others_person(p_user uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
return exists (
    select from app.chama_members m
    where m.user_id = p_user and m.status <> 'left' and not m.chama_id = any (app.chamas_with('members.manage')));

alter function ops.others_person(uuid) owner to mp_invariant;
comment on function ops.others_person(uuid) is
    'Whether a person also belongs to a chama whose members the signed-in person may not manage: one chama must not reach into another.';
revoke all on function ops.others_person(uuid) from public;
grant execute on function ops.others_person(uuid) to mp_api;
