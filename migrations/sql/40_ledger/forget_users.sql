create or replace function ops.forget_users(p_users uuid[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from app.users u
    where u.id = any (p_users)
      and not exists (select from auth.credentials c where c.user_id = u.id)
      and not exists (select from app.chama_members m where m.user_id = u.id);
end
$$;

alter function ops.forget_users(uuid[]) owner to mp_auth;
comment on function ops.forget_users(uuid[]) is 'Removes people who neither belong to a chama nor can sign in.';
grant select, delete on app.users to mp_auth;
grant select on app.chama_members to mp_auth;
grant execute on function ops.forget_users(uuid[]) to mp_api;
