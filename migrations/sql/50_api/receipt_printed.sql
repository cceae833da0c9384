create or replace function api.receipt_printed(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_printed jsonb;
begin
    perform app.require(p_chama, 'money.receive');
    v_done := ledger.claim(p_chama, p_key, 'receipt_printed', p);
    if v_done is not null then
        return v_done;
    end if;
    with counted as (
        update app.receipts r set printed = r.printed + 1
        where r.chama_id = p_chama and r.id in (select x::uuid from jsonb_array_elements_text(p -> 'receipts') x)
        returning r.id, r.number, r.printed
    )
    select jsonb_object_agg(c.id, c.printed - 1) into v_printed from counted c;
    if v_printed is null then
        perform ledger.refuse('MP404', '{"what": "receipt"}');
    end if;
    perform ops.audit_event(p_chama, 'receipt.print', 'receipt', null, 'update', null, 'info', null, v_printed);
    return ledger.answer(p_chama, p_key, jsonb_build_object('copies', v_printed), array['receipts']);
end
$$;

comment on function api.receipt_printed(uuid, uuid, jsonb) is
    'Counts a printing of receipts before the paper comes out: {receipts: [uuid]} -> {copies: {receipt: n}}; n is 0 for the first print, and from 1 on the paper says COPY n.';
