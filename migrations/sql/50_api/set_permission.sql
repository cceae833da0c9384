create or replace function api.set_permission(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'roles.change');
    v_role text := p ->> 'role';
    v_right text := p ->> 'permission';
    v_allowed boolean := (p ->> 'allowed')::boolean;
begin
    v_done := ledger.claim(p_chama, p_key, 'set_permission', p);
    if v_done is not null then
        return v_done;
    end if;
    if v_role is null or v_role not in ('leader', 'treasurer', 'secretary', 'member') or v_allowed is null
        or not exists (select from app.permissions x where x.code = v_right) then
        perform ledger.refuse('MP421', '{"field": "permission", "why": "unknown"}');
    elsif v_right = 'roles.change' and (v_role = 'leader' and not v_allowed or v_role = 'member' and v_allowed) then
        perform ledger.refuse('MP421', '{"field": "permission", "why": "kept"}');
    elsif v_allowed and not app.can(p_chama, v_right) and exists (
        select from app.chama_members m where m.chama_id = p_chama and m.user_id = v_user and m.role = v_role) then
        perform ledger.refuse('MP413', '{"what": "own"}');
    end if;
    insert into app.role_permissions as r (chama_id, role, permission, allowed) values (p_chama, v_role, v_right, v_allowed)
    on conflict (role, permission, (coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid)))
    do update set allowed = excluded.allowed where r.allowed <> excluded.allowed;
    return ledger.answer(p_chama, p_key, jsonb_build_object('role', v_role, 'permission', v_right, 'allowed', v_allowed), array['rights']);
end
$$;

comment on function api.set_permission(uuid, uuid, jsonb) is
    'Changes what an office may do in one chama: {role, permission, allowed} -> {role, permission, allowed, changes}. Nobody widens their own office (MP413); leaders keep the right to change roles, members without office never get it.';
