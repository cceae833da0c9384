create or replace function api.audit_heads() returns table (chama_id uuid, seq bigint, hash bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
    select h.chain, h.seq, h.hash from app.chain_heads h where h.chain = any (app.my_chamas());
end;

alter function api.audit_heads() owner to mp_api;
comment on function api.audit_heads() is 'The last audit link of each chama of the signed-in person, for this computer to remember as a witness.';
grant execute on function api.audit_heads() to mp_device;
