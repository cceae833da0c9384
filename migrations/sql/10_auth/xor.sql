create or replace function auth.xor(p_left bytea, p_right bytea) returns bytea
language plpgsql immutable strict
set search_path = pg_catalog, pg_temp
as $$
declare
  v_result bytea := p_left;
begin
  for i in 0 .. octet_length(p_left) - 1 loop
    v_result := set_byte(v_result, i, get_byte(p_left, i) # get_byte(p_right, i));
  end loop;
  return v_result;
end
$$;

alter function auth.xor(bytea, bytea) owner to mp_auth;
comment on function auth.xor(bytea, bytea) is 'Two byte strings of one length, combined bit by bit.';
revoke all on function auth.xor(bytea, bytea) from public;
