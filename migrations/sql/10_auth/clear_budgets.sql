create or replace function auth.clear_budgets(p_user uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into auth.budgets (account, device_role) values (p_user, '') on conflict do nothing;
  update auth.budgets set level = 0, locked_until = null, closed_at = null, cleared_at = clock_timestamp() where account = p_user;
  update app.users set failed_login_attempts = 0, account_locked_until = null where id = p_user;
end
$$;

alter function auth.clear_budgets(uuid) owner to mp_auth;
comment on function auth.clear_budgets(uuid) is 'Forgets the wrong guesses against an account and opens it again.';
revoke all on function auth.clear_budgets(uuid) from public;
