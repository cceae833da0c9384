-- Only the functions of this schema touch its tables; mp_auth owns both.
do $owner$
declare
  v_table name;
begin
  for v_table in select tablename from pg_catalog.pg_tables where schemaname = 'auth' order by 1 loop
    execute format('alter table auth.%I owner to mp_auth', v_table);
    execute format('revoke all on auth.%I from public', v_table);
  end loop;
end
$owner$;

-- Keys and computers are reached through functions only: row security without a policy shows a stray grant nothing.
alter table app.computers owner to mp_tables;
alter table app.sealed_keys owner to mp_tables;
alter table app.computers enable row level security;
alter table app.computers force row level security;
alter table app.sealed_keys enable row level security;
alter table app.sealed_keys force row level security;
revoke all on app.computers, app.sealed_keys from public;

grant select, insert, update on app.users, app.computers to mp_auth;
grant select, insert, update, delete on app.sealed_keys to mp_auth;
grant select on app.chamas, app.chama_members to mp_auth;
