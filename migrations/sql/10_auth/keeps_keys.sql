create or replace function auth.keeps_keys(p_chama uuid, p_user uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from app.chama_members m
    where m.chama_id = p_chama and m.user_id = p_user and m.status = 'active' and m.role <> 'member');
$$;

alter function auth.keeps_keys(uuid, uuid) owner to mp_auth;
comment on function auth.keeps_keys(uuid, uuid) is 'Whether a person may hold a chamas data key: an officer who may see what it seals.';
revoke all on function auth.keeps_keys(uuid, uuid) from public;
