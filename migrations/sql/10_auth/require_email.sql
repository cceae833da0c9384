create or replace function auth.require_email(p_email text) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_email is null or p_email !~ '^[^@[:space:]]{1,64}@[^@[:space:]]{1,190}$' then
    raise exception 'field refused' using errcode = 'MP421', detail = '{"field": "email", "why": "format"}';
  end if;
end
$$;

alter function auth.require_email(text) owner to mp_auth;
comment on function auth.require_email(text) is 'Refuses with MP421 what cannot be an e-mail address.';
revoke all on function auth.require_email(text) from public;
