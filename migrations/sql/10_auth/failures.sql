create or replace function auth.failures(p_account uuid, p_device text, p_since timestamptz) returns bigint
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select count(*)
  from auth.attempts
  where attempted_at > p_since
    and (account = p_account or p_account is null)
    and (device_role = p_device or p_device is null)
    and verdict is null
    -- an attempt whose answer was rolled back counts as wrong: nobody proved otherwise
    and coalesce(outcome in ('bad', 'bad_code'), true);
$$;

alter function auth.failures(uuid, text, timestamptz) owner to mp_auth;
comment on function auth.failures(uuid, text, timestamptz) is 'How many guesses since then were wrong or never asked about; null stands for every account or computer.';
revoke all on function auth.failures(uuid, text, timestamptz) from public;
