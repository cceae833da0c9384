create or replace function api.set_member_status(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'members.manage');
    v_old app.chama_members;
    v_status text := p ->> 'status';
    v_day date := coalesce((p ->> 'date')::date, app.today(p_chama));
begin
    v_done := ledger.claim(p_chama, p_key, 'set_member_status', p);
    if v_done is not null then
        return v_done;
    end if;
    select * into v_old from app.chama_members m where m.chama_id = p_chama and m.id = (p ->> 'member')::uuid for update;
    if not found then
        perform ledger.refuse('MP404', '{"what": "member"}');
    elsif v_status is null or v_status not in ('active', 'inactive', 'suspended', 'left') then
        perform ledger.refuse('MP421', '{"field": "status", "why": "unknown"}');
    elsif v_old.status = v_status then
        perform ledger.refuse('MP420', jsonb_build_object('state', v_status));
    elsif v_day not between v_old.join_date and app.today(p_chama) then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_day, 'why', case when v_day < v_old.join_date then 'before_joining' else 'future' end));
    end if;
    perform ledger.same_version(p, v_old.row_version, jsonb_build_object('status', v_old.status)), ledger.text(p, 'reason', 500, v_status <> 'active');
    if v_old.role <> 'member' then
        perform app.require(p_chama, 'roles.change');
    end if;
    if v_old.role = 'leader' and v_old.status = 'active' then
        perform ledger.keep_a_leader(p_chama, v_old.id);
    end if;
    if v_status = 'active' and v_old.user_id = v_user then
        perform ledger.refuse('MP413', '{"what": "own"}');
    end if;
    update app.chama_members m set status = v_status, leave_date = case when v_status = 'left' then v_day end,
        role = case when v_status = 'left' then 'member' else m.role end,
        granted = case when v_status = 'left' then '{}' else m.granted end,
        row_version = m.row_version + 1, updated_at = now(), updated_by = v_user
    where m.chama_id = p_chama and m.id = v_old.id;
    perform ops.audit_event(p_chama, 'member.status', 'member', v_old.id,
        case v_status when 'active' then 'activate' when 'suspended' then 'suspend' else 'update' end, p ->> 'reason',
        'warning', jsonb_build_object('status', v_old.status), jsonb_build_object('status', v_status, 'date', v_day));
    return ledger.answer(p_chama, p_key, jsonb_build_object('member', v_old.id, 'status', v_status), array['members', 'rights', 'home']);
end
$$;

comment on function api.set_member_status(uuid, uuid, jsonb) is
    'Suspends, rests, takes back or lets a member go: {member, status: active|inactive|suspended|left, row_version, date?, reason} -> {member, status, changes}. An officer only by who may change roles; never the last leader (MP424).';
