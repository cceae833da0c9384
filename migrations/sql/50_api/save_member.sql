create or replace function api.save_member(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
begin
    perform app.require(p_chama, 'members.manage');
    v_done := ledger.claim(p_chama, p_key, 'save_member', p);
    if v_done is not null then
        return v_done;
    end if;
    return ledger.answer(p_chama, p_key,
        case when p ? 'row_version' then ledger.change_member(p_chama, p) else ledger.add_member(p_chama, p) end, array['members', 'home']);
end
$$;

comment on function api.save_member(uuid, uuid, jsonb) is
    'Enters a member, or changes one when row_version is sent: {id?, row_version?, number?, first_name, middle_name?, last_name?, phone?, email?, date_of_birth?, gender?, language?, join_date?, voting_rights?, notes?, person?, link?, national_id_sealed? (base64), next_of_kin?: [{relation, full_name?, phone?, share_pct}]} -> {member, number, user, changes}.';
