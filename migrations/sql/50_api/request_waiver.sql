create or replace function api.request_waiver(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'waivers.request');
    v_amount numeric;
    v_open numeric;
    v_approval uuid := app.uuid_v7();
begin
    v_done := ledger.claim(p_chama, p_key, 'request_waiver', p);
    if v_done is not null then
        return v_done;
    end if;
    if length(trim(coalesce(p ->> 'reason', ''))) < 3 then
        perform ledger.refuse('MP421', '{"field": "reason", "why": "missing"}');
    end if;
    v_open := ledger.open_amount(p_chama, p ->> 'of', (p ->> 'id')::uuid);
    v_amount := case when p ? 'amount' then ledger.money(p ->> 'amount', 'amount') else v_open end;
    if v_open is null then
        perform ledger.refuse('MP404', jsonb_build_object('what', p ->> 'of'));
    elsif v_open = 0 or v_amount > v_open then
        perform ledger.refuse('MP421', jsonb_build_object('field', 'amount', 'why', 'more_than_owed', 'owed', v_open));
    elsif exists (select from app.approvals a where a.chama_id = p_chama and a.subject_id = (p ->> 'id')::uuid and a.status = 'pending') then
        perform ledger.refuse('MP420', '{"state": "waiting"}');
    end if;
    insert into app.approvals (id, chama_id, kind, subject_id, payload, reason, requested_by)
    values (v_approval, p_chama, 'waiver', (p ->> 'id')::uuid, jsonb_build_object('of', p ->> 'of', 'amount', v_amount::text), p ->> 'reason', v_user);
    perform ledger.tell_officers(p_chama, 'approvals.decide', 'A waiver waits for you', 'Ksh {amount} to be waived: {reason}',
        jsonb_build_object('amount', v_amount::text, 'reason', p ->> 'reason'), 'approval', v_approval);
    return ledger.answer(p_chama, p_key, jsonb_build_object('approval', v_approval), array['approvals', 'notifications']);
end
$$;

comment on function api.request_waiver(uuid, uuid, jsonb) is
    'Asks a second person to waive of a due or a fine: {of: contribution|fine, id, amount?, reason} -> {approval, changes}.';
