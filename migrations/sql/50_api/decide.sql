create or replace function api.decide(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'approvals.decide');
    v_asked app.approvals;
    v_yes boolean := (p ->> 'approve')::boolean;
    v_result jsonb := '{}';
begin
    v_done := ledger.claim(p_chama, p_key, 'decide', p);
    if v_done is not null then
        return v_done;
    end if;
    select * into v_asked from app.approvals a where a.chama_id = p_chama and a.id = (p ->> 'approval')::uuid for update;
    if not found then
        perform ledger.refuse('MP404', '{"what": "approval"}');
    elsif v_asked.status <> 'pending' then
        perform ledger.refuse('MP420', jsonb_build_object('state', v_asked.status));
    elsif v_yes is null then
        perform ledger.refuse('MP421', '{"field": "approve", "why": "missing"}');
    elsif v_asked.requested_by = v_user then
        perform ledger.refuse('MP413', '{"what": "maker"}');
    end if;
    if v_yes and v_asked.kind = 'waiver' then
        v_result := ledger.waive(p_chama, v_asked, v_user);
    elsif v_yes and v_asked.kind = 'unlock' then
        update app.periods set status = 'open', reason = v_asked.reason, changed_at = now(), changed_by = v_user
        where chama_id = p_chama and month = (v_asked.payload ->> 'month')::date;
    end if;
    update app.approvals set status = case when v_yes then 'approved' else 'rejected' end, decided_by = v_user, decided_at = now(),
        decision_note = p ->> 'note'
    where chama_id = p_chama and id = v_asked.id;
    return ledger.answer(p_chama, p_key, v_result, array['approvals', 'contributions', 'fines', 'home', 'ledger', 'members', 'periods']);
end
$$;

comment on function api.decide(uuid, uuid, jsonb) is
    'Decides what another officer asked for: {approval, approve, note?} -> {changes}. Never the one who asked (MP413).';
