create or replace function ledger.release(p_chama uuid, p_transactions uuid[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_pairs ledger.credit[];
    v_today date := app.today(p_chama);
begin
    select array_agg(distinct row(t.member_id, t.contribution_type_id, null, 0, null)::ledger.credit) into v_pairs
    from app.transactions t where t.chama_id = p_chama and t.id = any (p_transactions) and t.contribution_type_id is not null;
    delete from app.contribution_credits c where c.chama_id = p_chama and c.transaction_id = any (p_transactions);
    with freed as (
        delete from app.contribution_allocations a where a.chama_id = p_chama and a.transaction_id = any (p_transactions)
        returning a.contribution_id, a.amount
    )
    update app.contributions c set
        actual_amount = c.actual_amount - s.amount, days_late = 0, paid_date = null, transaction_id = null,
        status = case when c.grace_until < v_today then 'overdue' when c.actual_amount > s.amount then 'partial' else 'pending' end,
        row_version = c.row_version + 1
    from (select f.contribution_id, sum(f.amount) as amount from freed f group by f.contribution_id) s
    where c.chama_id = p_chama and c.id = s.contribution_id;
    with freed as (
        delete from app.fine_payments y where y.chama_id = p_chama and y.transaction_id = any (p_transactions)
        returning y.fine_id, y.amount
    )
    update app.fines f set paid_amount = f.paid_amount - s.amount,
        status = case when f.paid_amount > s.amount then 'partial' else 'charged' end, row_version = f.row_version + 1
    from (select x.fine_id, sum(x.amount) as amount from freed x group by x.fine_id) s
    where f.chama_id = p_chama and f.id = s.fine_id;
    update app.fines f set status = 'cancelled', row_version = f.row_version + 1
    where f.chama_id = p_chama and f.transaction_id = any (p_transactions);
    if v_pairs is not null then
        perform ledger.allocate(p_chama, v_pairs);
    end if;
end
$$;

comment on function ledger.release(uuid, uuid[]) is
    'Frees the dues and fines that transactions about to be reversed had met, cancels fines they charged, and offers other credit to the freed dues.';
