create or replace function ledger.receive(p_chama uuid, p jsonb, p_batch uuid default null) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines ledger.receipt_line[] := ledger.receipt_lines(p_chama, p);
    v_movements ledger.movement[];
    v_legs ledger.leg[];
    v_fines uuid;
    v_loans uuid;
    v_fees uuid;
begin
    v_lines := ledger.make_receipts(p_chama, v_lines, coalesce((p ->> 'same_reference')::boolean, p_batch is not null));
    select array_agg(row(l.n, l.id, case l.kind when 'contribution' then 'contribution' when 'fine' then 'penalty'
                when 'loan' then 'loan_repayment' else 'fee' end,
            l.member, l.amount, l.paid_on, l.method, l.reference, null, null, l.kind, null, l.note, l.type, l.receipt,
            p_batch, (p ->> 'meeting')::uuid, null, null)::ledger.movement order by l.n)
    into v_movements from unnest(v_lines) l;
    if exists (select from unnest(v_lines) l where l.kind <> 'contribution') then
        v_fines := ledger.account_for(p_chama, 'fines_receivable');
        v_loans := ledger.account_for(p_chama, 'loans_receivable');
        v_fees := ledger.account_for(p_chama, 'fee_income');
    end if;
    select array_agg(leg order by n, line) into v_legs from (
        select l.n, 1 as line, row(l.n, 1, l.place, l.member, l.amount, 0)::ledger.leg as leg from unnest(v_lines) l
        union all
        select l.n, 2, row(l.n, 2, case l.kind when 'fine' then v_fines when 'loan' then v_loans when 'fee' then v_fees else t.account_id end,
            l.member, 0, l.amount)::ledger.leg
        from unnest(v_lines) l
        left join app.contribution_types t on t.chama_id = p_chama and t.id = l.type
    ) s;
    perform ledger.post(p_chama, v_movements, v_legs);
    perform ledger.allocate(p_chama, array(
        select row(l.member, l.type, l.id, l.amount, l.paid_on)::ledger.credit from unnest(v_lines) l
        where l.kind = 'contribution'));
    if exists (select from unnest(v_lines) l where l.kind = 'fine') then
        perform ledger.settle_fines(p_chama, v_lines);
    end if;
    return ledger.receipts_made(p_chama, array(select distinct l.receipt from unnest(v_lines) l));
end
$$;

comment on function ledger.receive(uuid, jsonb, uuid) is
    'Books money received from members: checks each line, makes one receipt a payment, posts, and lets the money meet dues and fines.';
