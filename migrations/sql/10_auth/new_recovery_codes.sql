create or replace function auth.new_recovery_codes(p_user uuid) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_codes jsonb := '[]';
  v_code text;
  v_salt bytea;
begin
  delete from auth.recovery_codes where user_id = p_user;
  for i in 1 .. 10 loop
    v_code := auth.new_code();
    v_salt := substr(auth.random_bytes(), 1, 16);
    insert into auth.recovery_codes (user_id, salt, code_hash, epoch)
    select p_user, v_salt, sha256(v_salt || convert_to(v_code, 'UTF8')), e.number from auth.epoch e;
    v_codes := v_codes || to_jsonb(v_code);
  end loop;
  return v_codes;
end
$$;

alter function auth.new_recovery_codes(uuid) owner to mp_auth;
comment on function auth.new_recovery_codes(uuid) is 'Ten fresh recovery codes, shown this once; the old ones are dead.';
revoke all on function auth.new_recovery_codes(uuid) from public;
