create or replace function api.receive(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
begin
    perform app.require(p_chama, 'money.receive');
    v_done := ledger.claim(p_chama, p_key, 'receive', p);
    if v_done is not null then
        return v_done;
    end if;
    return ledger.answer(p_chama, p_key, ledger.receive(p_chama, p), array['contributions', 'fines', 'receipts', 'home', 'ledger', 'members']);
end
$$;

comment on function api.receive(uuid, uuid, jsonb) is
    'Receives money of one member or of a whole meeting in one act. {date, method?, place?, reference?, same_reference?, meeting?, lines: [{member, kind: contribution|fine|loan|fee, type?, fine?, amount, method?, place?, reference?, date?, note?}]} -> {receipts, places, changes}.';
