create or replace function ledger.add_member(p_chama uuid, p jsonb) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_member uuid := coalesce((p ->> 'id')::uuid, app.uuid_v7());
    v_user uuid := (p ->> 'link')::uuid;
    v_number text := ledger.text(p, 'number', 20);
    v_joined date := coalesce((p ->> 'join_date')::date, app.today(p_chama));
    v_most integer;
begin
    -- The row of the member numbers is the lock under which a number stays free and the group below its limit.
    perform from app.number_sequences s where s.chama_id = p_chama and s.kind = 'member' for update;
    select c.max_members into v_most from app.chamas c where c.id = p_chama;
    if (select count(*) from app.chama_members m where m.chama_id = p_chama and m.status <> 'left') >= v_most then
        perform ledger.refuse('MP421', jsonb_build_object('field', 'max_members', 'why', 'full', 'most', v_most));
    elsif v_joined not between date '1950-01-01' and app.today(p_chama) then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_joined, 'why', case when v_joined > current_date then 'future' else 'too_old' end));
    elsif v_user is not null and not ops.may_link(v_user) then
        perform ledger.refuse('MP404', '{"what": "person"}');
    elsif exists (select from app.chama_members m where m.chama_id = p_chama and m.user_id = v_user) then
        perform ledger.refuse('MP416', '{"what": "member"}');
    elsif exists (select from app.chama_members m where m.chama_id = p_chama and m.member_number = v_number) then
        perform ledger.refuse('MP416', jsonb_build_object('what', 'member', 'number', v_number));
    end if;
    while v_number is null or exists (select from app.chama_members m where m.chama_id = p_chama and m.member_number = v_number) loop
        select ledger.numbered(n.prefix, n.first, 3) into v_number from ledger.numbers(p_chama, 'member', 1) n;
    end loop;
    v_user := coalesce(v_user, ledger.add_person(p));
    insert into app.chama_members (id, chama_id, user_id, member_number, join_date, voting_rights, notes, created_by)
    values (v_member, p_chama, v_user, v_number, v_joined, coalesce((p ->> 'voting_rights')::boolean, true), ledger.text(p, 'notes', 2000), app.uid());
    perform ledger.put_kin(p_chama, v_member, p);
    return jsonb_build_object('member', v_member, 'number', v_number, 'user', v_user);
end
$$;

comment on function ledger.add_member(uuid, jsonb) is
    'Enters a member, always without office: the number given or the next free one, the person new or linked.';
