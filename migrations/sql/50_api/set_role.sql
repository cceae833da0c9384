create or replace function api.set_role(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'roles.change');
    v_old app.chama_members;
    v_role text := p ->> 'role';
begin
    v_done := ledger.claim(p_chama, p_key, 'set_role', p);
    if v_done is not null then
        return v_done;
    end if;
    select * into v_old from app.chama_members m where m.chama_id = p_chama and m.id = (p ->> 'member')::uuid for update;
    if not found then
        perform ledger.refuse('MP404', '{"what": "member"}');
    elsif v_role is null or v_role not in ('leader', 'treasurer', 'secretary', 'member') then
        perform ledger.refuse('MP421', '{"field": "role", "why": "unknown"}');
    elsif v_old.status <> 'active' then
        perform ledger.refuse('MP420', jsonb_build_object('state', v_old.status));
    elsif v_old.user_id = v_user and v_role <> 'member' then
        perform ledger.refuse('MP413', '{"what": "own"}');
    end if;
    perform ledger.same_version(p, v_old.row_version, jsonb_build_object('role', v_old.role));
    if v_old.role = 'leader' and v_role <> 'leader' then
        perform ledger.keep_a_leader(p_chama, v_old.id);
    end if;
    update app.chama_members m set role = v_role, row_version = m.row_version + 1, updated_at = now(), updated_by = v_user
    where m.chama_id = p_chama and m.id = v_old.id;
    return ledger.answer(p_chama, p_key, jsonb_build_object('member', v_old.id, 'role', v_role), array['members', 'rights']);
end
$$;

comment on function api.set_role(uuid, uuid, jsonb) is
    'Gives a member an office or takes it away: {member, role, row_version} -> {member, role, changes}. Nobody gives themselves an office (MP413); the last leader stays (MP424).';
