create or replace function ledger.change_member(p_chama uuid, p jsonb) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old app.chama_members;
    v_number text;
    v_joined date;
begin
    select * into v_old from app.chama_members m where m.chama_id = p_chama and m.id = (p ->> 'id')::uuid for update;
    if not found then
        perform ledger.refuse('MP404', '{"what": "member"}');
    end if;
    perform ledger.same_version(p, v_old.row_version, (select to_jsonb(u) - array['national_id_sealed', 'profile_picture', 'kyc_documents']
        || jsonb_build_object('member_number', v_old.member_number, 'join_date', v_old.join_date, 'notes', v_old.notes, 'by', v_old.updated_by)
        from app.users u where u.id = v_old.user_id));
    v_number := coalesce(ledger.text(p, 'number', 20), v_old.member_number);
    v_joined := coalesce((p ->> 'join_date')::date, v_old.join_date);
    if v_number <> v_old.member_number and exists (
        select from app.chama_members m where m.chama_id = p_chama and m.member_number = v_number) then
        perform ledger.refuse('MP416', jsonb_build_object('what', 'member', 'number', v_number));
    elsif v_joined not between date '1950-01-01' and coalesce(v_old.leave_date, app.today(p_chama)) then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_joined, 'why', case when v_joined > current_date then 'future' else 'too_old' end));
    end if;
    perform ledger.put_person(v_old.user_id, p);
    update app.chama_members m set member_number = v_number, join_date = v_joined,
        voting_rights = coalesce((p ->> 'voting_rights')::boolean, m.voting_rights),
        notes = case when p ? 'notes' then ledger.text(p, 'notes', 2000) else m.notes end,
        row_version = m.row_version + 1, updated_at = now(), updated_by = app.uid()
    where m.chama_id = p_chama and m.id = v_old.id;
    perform ledger.put_kin(p_chama, v_old.id, p);
    return jsonb_build_object('member', v_old.id, 'number', v_number, 'user', v_old.user_id, 'row_version', v_old.row_version + 1);
end
$$;

comment on function ledger.change_member(uuid, jsonb) is
    'Changes what is sent of a member''s record, from the version the sender saw (MP415 otherwise).';
