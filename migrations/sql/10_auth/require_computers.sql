create or replace function auth.require_computers() returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from pg_roles where rolname = session_user and rolsuper) then
    return app.try_uid();
  elsif cardinality(app.chamas_with('computers.manage')) = 0
    and not exists (select from app.users where id = app.uid() and role in ('admin', 'super_admin')) then
    raise log 'refused: % on % asked to manage computers', app.uid(), session_user;
    raise exception 'not permitted' using errcode = 'MP403', detail = '{"permission": "computers.manage"}';
  end if;
  perform auth.require_fresh();
  return app.uid();
end
$$;

alter function auth.require_computers() owner to mp_auth;
comment on function auth.require_computers() is 'The person who may add and remove computers; null for a superuser at the server itself.';
revoke all on function auth.require_computers() from public;
