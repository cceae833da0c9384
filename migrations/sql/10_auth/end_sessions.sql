create or replace function auth.end_sessions(p_user uuid, p_but uuid) returns void
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  update auth.sessions set ended_at = clock_timestamp() where user_id = p_user and ended_at is null and id is distinct from p_but;
$$;

alter function auth.end_sessions(uuid, uuid) owner to mp_auth;
comment on function auth.end_sessions(uuid, uuid) is 'Ends every session of a person but the one named (null: all).';
revoke all on function auth.end_sessions(uuid, uuid) from public;
