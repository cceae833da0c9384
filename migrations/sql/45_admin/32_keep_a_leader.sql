create or replace function ledger.keep_a_leader(p_chama uuid, p_leaving uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- The chama's row is the lock: two leaders who remove each other meet here, and the second finds itself the last.
    perform from app.chamas c where c.id = p_chama for update;
    if not exists (select from app.chama_members m
        where m.chama_id = p_chama and m.role = 'leader' and m.status = 'active' and m.id <> p_leaving
          and not 'roles.change' = any (m.denied)) then
        perform ledger.refuse('MP424');
    end if;
end
$$;

comment on function ledger.keep_a_leader(uuid, uuid) is 'Refuses (MP424) to let the last active leader of a chama go.';
