create or replace function api.request_unlock(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'periods.lock');
    v_month date := date_trunc('month', (p ->> 'month')::date)::date;
    v_approval uuid := app.uuid_v7();
begin
    v_done := ledger.claim(p_chama, p_key, 'request_unlock', p);
    if v_done is not null then
        return v_done;
    end if;
    if length(trim(coalesce(p ->> 'reason', ''))) < 3 then
        perform ledger.refuse('MP421', '{"field": "reason", "why": "missing"}');
    elsif not exists (select from app.periods x where x.chama_id = p_chama and x.month = v_month and x.status = 'locked') then
        perform ledger.refuse('MP420', '{"state": "open"}');
    end if;
    insert into app.approvals (id, chama_id, kind, payload, reason, requested_by)
    values (v_approval, p_chama, 'unlock', jsonb_build_object('month', v_month), p ->> 'reason', v_user);
    perform ledger.tell_officers(p_chama, 'approvals.decide', 'A locked month is to be opened', '{month}: {reason}',
        jsonb_build_object('month', v_month, 'reason', p ->> 'reason'), 'approval', v_approval);
    return ledger.answer(p_chama, p_key, jsonb_build_object('approval', v_approval), array['approvals', 'notifications']);
end
$$;

comment on function api.request_unlock(uuid, uuid, jsonb) is
    'Asks a second person to open a locked month: {month, reason} -> {approval, changes}.';
