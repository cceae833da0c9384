create or replace function auth.my_keys() returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.uid();
begin
  return (select jsonb_build_object('public_key', encode(c.public_key, 'hex'), 'sealed_private', encode(c.sealed_private, 'hex'),
      'recovery_public', encode(c.recovery_public, 'hex'))
    from auth.credentials c where c.user_id = v_user);
end
$$;

alter function auth.my_keys() owner to mp_auth;
comment on function auth.my_keys() is 'The signed-in persons key pair, its private half sealed by their vault key.';
revoke all on function auth.my_keys() from public;
grant execute on function auth.my_keys() to mp_device;
