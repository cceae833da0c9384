create or replace function auth.somebody() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select from auth.credentials);
end;

alter function auth.somebody() owner to mp_auth;
comment on function auth.somebody() is 'Whether anybody can sign in here: until then the window makes the first account.';
revoke all on function auth.somebody() from public;
grant execute on function auth.somebody() to mp_device;
