create or replace function auth.key_holders(p_chama uuid) returns table (user_id uuid, name text, public_key text, holds boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not app.can(p_chama, 'members.private') then
    raise exception 'not permitted' using errcode = 'MP403', detail = '{"permission": "members.private"}';
  end if;
  return query
    select u.id, concat_ws(' ', u.first_name, u.last_name), encode(c.public_key, 'hex'),
      exists (select from app.sealed_keys k where k.chama_id = p_chama and k.user_id = u.id)
    from app.chama_members m
    join app.users u on u.id = m.user_id
    join auth.credentials c on c.user_id = u.id
    where m.chama_id = p_chama and auth.keeps_keys(p_chama, u.id)
    order by 2;
end
$$;

alter function auth.key_holders(uuid) owner to mp_auth;
comment on function auth.key_holders(uuid) is 'The officers of a chama with their public keys, and who still waits for the data key.';
revoke all on function auth.key_holders(uuid) from public;
grant execute on function auth.key_holders(uuid) to mp_device;
