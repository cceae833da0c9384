create or replace function ledger.take_back_members(p_chama uuid, p_batch uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_members uuid[] := array(select r.entity_id from app.import_rows r where r.chama_id = p_chama and r.batch_id = p_batch and r.entity_id is not null);
    v_users uuid[];
    v_number text;
begin
    select m.member_number into v_number from app.chama_members m
    where m.chama_id = p_chama and m.id = any (v_members)
      and exists (select from app.transactions t where t.chama_id = p_chama and t.member_id = m.id)
    order by m.member_number limit 1;
    if found then
        perform ledger.refuse('MP420', jsonb_build_object('state', 'has_money', 'member', v_number));
    end if;
    if exists (select from app.chama_members m where m.chama_id = p_chama and m.id = any (v_members) and m.role <> 'member') then
        perform app.require(p_chama, 'roles.change');
    end if;
    delete from app.next_of_kin k where k.chama_id = p_chama and k.member_id = any (v_members);
    delete from app.contributions c where c.chama_id = p_chama and c.member_id = any (v_members);
    v_users := array(select m.user_id from app.chama_members m where m.chama_id = p_chama and m.id = any (v_members));
    delete from app.chama_members m where m.chama_id = p_chama and m.id = any (v_members);
    perform ops.forget_users(v_users);
end
$$;

comment on function ledger.take_back_members(uuid, uuid) is
    'Removes members an import added, as long as none of them has a movement of money (MP420 names the first that has).';
