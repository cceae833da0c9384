create or replace function auth.new_epoch() returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_number int;
begin
  update auth.epoch set number = number + 1, changed_at = clock_timestamp() returning number into v_number;
  return v_number;
end
$$;

alter function auth.new_epoch() owner to mp_auth;
comment on function auth.new_epoch() is 'After a restore, before anyone connects: every session, ticket, invitation and recovery code from before is dead.';
revoke all on function auth.new_epoch() from public;
