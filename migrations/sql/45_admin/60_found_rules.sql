create or replace function ledger.found_rules(p_chama uuid, p_founder uuid, p jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_officer jsonb;
    v_made jsonb;
begin
    update app.chamas c set constitution = coalesce(p -> 'constitution', '[]') where c.id = p_chama;
    perform ledger.put_setting(p_chama, s ->> 'key', s -> 'value', date '2000-01-01', s ->> 'clause')
    from jsonb_array_elements(coalesce(p -> 'settings', '[]')) s;
    for v_officer in select o from jsonb_array_elements(coalesce(p -> 'officers', '[]')) o loop
        v_made := ledger.add_member(p_chama, v_officer || jsonb_build_object('join_date', coalesce(v_officer ->> 'join_date', p ->> 'join_date')));
        update app.chama_members m set role = v_officer ->> 'role' where m.chama_id = p_chama and m.id = (v_made ->> 'member')::uuid;
    end loop;
    -- Nobody else can sign in yet: the founder does the leader's and the treasurer's work until an officer takes it back.
    update app.chama_members m set granted = array(
        select distinct r.permission from app.role_permissions r
        where r.chama_id is null and r.allowed and r.role in ('leader', 'treasurer') and r.permission not in (
            select own.permission from app.role_permissions own where own.chama_id is null and own.allowed and own.role = m.role)
        order by 1)
    where m.chama_id = p_chama and m.id = p_founder;
end
$$;

comment on function ledger.found_rules(uuid, uuid, jsonb) is
    'Gives a new chama its constitution, its own settings and its other officers, and its founder the rights nobody else can use yet.';
