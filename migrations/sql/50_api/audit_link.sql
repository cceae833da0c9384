create or replace function api.audit_link(p_chama uuid, p_seq bigint) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
    select a.hash from app.audit_logs a
    where a.chama_id = p_chama and a.seq = p_seq and p_chama = any (app.my_chamas()) limit 1;
end;

comment on function api.audit_link(uuid, bigint) is
    'The hash of one audit link of a chama of the signed-in person, for a witness to compare with the one it remembers; it says nothing of what was done.';
