create or replace function ledger.reverse(p_chama uuid, p_transactions uuid[], p_reason text, p_date date, p_batch uuid default null)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_done text;
    v_user uuid := app.uid();
    v_movements ledger.movement[];
    v_legs ledger.leg[];
begin
    if length(trim(coalesce(p_reason, ''))) < 3 then
        perform ledger.refuse('MP421', '{"field": "reason", "why": "missing"}');
    end if;
    select t.transaction_number into v_done from app.transactions t
    where t.chama_id = p_chama and t.id = any (p_transactions) and (t.status <> 'confirmed' or t.related_transaction is not null) limit 1;
    if found then
        perform ledger.refuse('MP414', jsonb_build_object('number', v_done));
    end if;
    if (select count(*) from app.transactions t where t.chama_id = p_chama and t.id = any (p_transactions)) <> cardinality(p_transactions) then
        perform ledger.refuse('MP404', '{"what": "transaction"}');
    end if;
    if exists (select from app.transactions t where t.chama_id = p_chama and t.id = any (p_transactions) and t.payment_date > p_date) then
        perform ledger.refuse('MP418', jsonb_build_object('date', p_date, 'why', 'before_it'));
    end if;
    select array_agg(row(s.n, app.uuid_v7_on(p_date, s.n::integer), s.transaction_type, s.member_id, s.amount, p_date, s.payment_method, s.payment_reference,
            s.transaction_number, 0, 'reversal', s.description, p_reason, s.contribution_type_id, s.receipt_id, p_batch, s.related_meeting,
            s.related_loan, s.id)::ledger.movement order by s.n)
    into v_movements
    from (select t.*, row_number() over (order by t.id desc) as n from app.transactions t
          where t.chama_id = p_chama and t.id = any (p_transactions)) s;
    select array_agg(row(m.n, e.line, e.account_id, e.member_id, e.credit, e.debit)::ledger.leg order by m.n, e.line)
    into v_legs
    from unnest(v_movements) m join app.ledger_entries e on e.chama_id = p_chama and e.transaction_id = m.reverses;

    perform ledger.release(p_chama, p_transactions);
    update app.transactions t set status = 'reversed' where t.chama_id = p_chama and t.id = any (p_transactions);
    perform ledger.post(p_chama, v_movements, v_legs);
    insert into app.reversals (transaction_id, chama_id, reversal_id, reason, created_by)
    select m.reverses, p_chama, m.id, p_reason, v_user from unnest(v_movements) m;
    return jsonb_build_object('reversals', (
        select jsonb_agg(jsonb_build_object('id', t.id, 'number', t.transaction_number, 'reverses', t.reference_number) order by t.transaction_number)
        from app.transactions t where t.chama_id = p_chama and t.id in (select m.id from unnest(v_movements) m)));
end
$$;

comment on function ledger.reverse(uuid, uuid[], text, date, uuid) is
    'Takes transactions back: each gets one reversal with its lines exchanged, and frees the dues and fines it had met. MP414 when one was taken back before.';
