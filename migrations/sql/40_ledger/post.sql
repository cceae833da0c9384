create or replace function ledger.post(p_chama uuid, p_movements ledger.movement[], p_legs ledger.leg[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := app.uid();
    v_prefix text;
    v_next bigint;
    v_first date;
    v_last date;
    v_currency text;
begin
    select n.prefix, n.first into v_prefix, v_next from ledger.numbers(p_chama, 'transaction', cardinality(p_movements)) n;
    select min(m.paid_on), max(m.paid_on) into v_first, v_last from unnest(p_movements) m;
    perform ledger.check_dates(p_chama, v_first, v_last);
    perform ops.ensure_partitions(q.day, q.day) from (select distinct date_trunc('quarter', m.paid_on::timestamp)::date as day from unnest(p_movements) m) q;
    select c.currency into v_currency from app.chamas c where c.id = p_chama;

    insert into app.transactions (id, chama_id, member_id, transaction_type, transaction_number, reference_number, amount, currency,
        fee_amount, payment_method, payment_reference, payment_date, processed_by, category, description, notes,
        contribution_type_id, receipt_id, import_batch_id, related_loan, related_meeting, related_transaction, created_by)
    select m.id, p_chama, m.member, m.kind, ledger.numbered(v_prefix, v_next + m.o - 1, 6), m.reference_number, m.amount, v_currency,
        coalesce(m.fee, 0), m.method, m.reference, m.paid_on, v_user, m.category, m.description, m.notes,
        m.contribution_type, m.receipt, m.batch, m.loan, m.meeting, m.reverses, v_user
    from unnest(p_movements) with ordinality as m (n, id, kind, member, amount, paid_on, method, reference, reference_number, fee,
        category, description, notes, contribution_type, receipt, batch, meeting, loan, reverses, o)
    order by m.o;

    perform ledger.check_held(p_chama, p_legs);
    perform ledger.post_entries(p_chama, p_movements, p_legs);
    perform ledger.check_places(p_chama, v_first, array(
        select distinct l.account from unnest(p_legs) l where l.credit > 0));
    -- The server counts its tables only now and then; young books grow many times over in between.
    if exists (select from unnest(array[50, 200, 800, 3200, 12800]) g where g >= v_next and g < v_next + cardinality(p_movements)) then
        perform ops.refresh_statistics();
    end if;
end
$$;

comment on function ledger.post(uuid, ledger.movement[], ledger.leg[]) is
    'The one road by which money enters the books: numbers, dates, places, entries and kept balances, all in the caller''s transaction.';
