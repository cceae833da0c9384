create or replace function api.reverse(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_number text;
    v_chosen uuid[] := array(select jsonb_array_elements_text(p -> 'transactions')::uuid);
begin
    perform app.require(p_chama, 'money.reverse');
    v_done := ledger.claim(p_chama, p_key, 'reverse', p);
    if v_done is not null then
        return v_done;
    end if;
    if p ? 'receipts' then
        v_chosen := array(select t.id from app.transactions t
            where t.chama_id = p_chama and t.receipt_id = any (array(select jsonb_array_elements_text(p -> 'receipts')::uuid))
              and t.status = 'confirmed' and t.related_transaction is null);
    end if;
    if cardinality(v_chosen) = 0 and p ? 'receipts' then
        select r.number into v_number from app.receipts r
        where r.chama_id = p_chama and r.id = any (array(select jsonb_array_elements_text(p -> 'receipts')::uuid)) order by r.number limit 1;
        if found then
            perform ledger.refuse('MP414', jsonb_build_object('number', v_number));
        end if;
    end if;
    if cardinality(v_chosen) = 0 then
        perform ledger.refuse('MP404', '{"what": "transaction"}');
    end if;
    perform ledger.not_only_own(p_chama, v_chosen);
    return ledger.answer(p_chama, p_key,
        ledger.reverse(p_chama, v_chosen, p ->> 'reason', coalesce((p ->> 'date')::date, app.today(p_chama))),
        array['contributions', 'fines', 'receipts', 'home', 'ledger', 'members']);
end
$$;

comment on function api.reverse(uuid, uuid, jsonb) is
    'Takes back transactions, or all that is left of receipts, by reversals with a reason. {transactions: [uuid] | receipts: [uuid], reason, date?} -> {reversals, changes}. Nobody takes back what touches only themselves (MP413).';
