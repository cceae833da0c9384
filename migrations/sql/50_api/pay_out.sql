create or replace function api.pay_out(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_kind text := p ->> 'kind';
    v_debit uuid;
    v_type text;
    v_field text;
begin
    perform app.require(p_chama, 'money.pay_out');
    v_done := ledger.claim(p_chama, p_key, 'pay_out', p);
    if v_done is not null then
        return v_done;
    end if;
    case v_kind
        when 'withdrawal' then v_debit := ledger.account_for(p_chama, 'savings'); v_type := 'withdrawal';
        when 'loan' then v_debit := ledger.account_for(p_chama, 'loans_receivable'); v_type := 'loan_disbursement';
        when 'expense' then v_debit := coalesce((p ->> 'account')::uuid, ledger.account_for(p_chama, 'expense')); v_type := 'fee';
        when 'transfer' then v_debit := (p ->> 'to')::uuid; v_type := 'transfer';
        else perform ledger.refuse('MP421', '{"field": "kind", "why": "unknown"}');
    end case;
    v_field := case
        when not ledger.is_place(p_chama, (p ->> 'place')::uuid) then 'place'
        when v_kind = 'transfer' and (v_debit = (p ->> 'place')::uuid or not ledger.is_place(p_chama, v_debit)) then 'to'
        when v_kind = 'expense' and not exists (
            select from app.accounts a where a.chama_id = p_chama and a.id = v_debit and a.account_type = 'expense') then 'account' end;
    if v_field is not null then
        perform ledger.refuse('MP421', jsonb_build_object('field', v_field, 'why', 'unknown'));
    end if;
    if v_kind in ('withdrawal', 'loan') and (p ->> 'member')::uuid = any (app.my_memberships()) then
        perform ledger.refuse('MP413', '{"what": "own"}');
    end if;
    return ledger.answer(p_chama, p_key, ledger.book(p_chama, jsonb_build_object('date', p ->> 'date', 'lines', jsonb_build_array(
        jsonb_strip_nulls(jsonb_build_object('type', v_type, 'member', p ->> 'member', 'amount', p ->> 'amount', 'debit', v_debit,
            'credit', p ->> 'place', 'method', p ->> 'method', 'reference', p ->> 'reference', 'category', coalesce(p ->> 'category', v_kind),
            'description', p ->> 'description', 'note', p ->> 'note')))), array[v_type]), array['accounts', 'home', 'ledger', 'members']);
end
$$;

comment on function api.pay_out(uuid, uuid, jsonb) is
    'Pays money out of a place or moves it to another. {kind: withdrawal|loan|expense|transfer, date, amount, place, to?, account?, member?, method?, reference?, description?} -> {transactions, changes}. Nobody pays themselves (MP413).';
