create or replace function auth.sha1(p_message bytea) returns bytea
language plpgsql immutable strict
set search_path = pg_catalog, pg_temp
as $$
declare
  c_mask constant bigint := 4294967295;
  v_text bytea;
  v_words bigint[];
  h bigint[] := array[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
  a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; t bigint;
begin
  v_text := p_message || '\x80'::bytea
    || decode(repeat('00', (183 - octet_length(p_message) % 64) % 64), 'hex')
    || int8send(octet_length(p_message)::bigint * 8);
  for v_block in 0 .. octet_length(v_text) / 64 - 1 loop
    v_words := '{}';
    for i in 0 .. 15 loop
      v_words[i] := (get_byte(v_text, v_block * 64 + i * 4)::bigint << 24) | (get_byte(v_text, v_block * 64 + i * 4 + 1) << 16)
        | (get_byte(v_text, v_block * 64 + i * 4 + 2) << 8) | get_byte(v_text, v_block * 64 + i * 4 + 3);
    end loop;
    for i in 16 .. 79 loop
      t := v_words[i - 3] # v_words[i - 8] # v_words[i - 14] # v_words[i - 16];
      v_words[i] := ((t << 1) | (t >> 31)) & c_mask;
    end loop;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    for i in 0 .. 79 loop
      if i < 20 then
        f := (b & c) | ((~b & c_mask) & d); k := 1518500249;
      elsif i < 40 then
        f := b # c # d; k := 1859775393;
      elsif i < 60 then
        f := (b & c) | (b & d) | (c & d); k := 2400959708;
      else
        f := b # c # d; k := 3395469782;
      end if;
      t := ((((a << 5) | (a >> 27)) & c_mask) + f + e + k + v_words[i]) & c_mask;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & c_mask; b := a; a := t;
    end loop;
    h := array[(h[1] + a) & c_mask, (h[2] + b) & c_mask, (h[3] + c) & c_mask, (h[4] + d) & c_mask, (h[5] + e) & c_mask];
  end loop;
  return substr(int8send(h[1]), 5) || substr(int8send(h[2]), 5) || substr(int8send(h[3]), 5)
    || substr(int8send(h[4]), 5) || substr(int8send(h[5]), 5);
end
$$;

alter function auth.sha1(bytea) owner to mp_auth;
comment on function auth.sha1(bytea) is 'SHA-1 (FIPS 180-4), which authenticator apps use; PostgreSQL has no built-in one.';
revoke all on function auth.sha1(bytea) from public;
