create or replace function api.check_books(p_chama uuid)
returns table (identity text, left_side numeric, right_side numeric, agrees boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform app.require(p_chama, 'ledger.view');
    return query
    with entry as (
        select e.*, a.purpose, a.account_type, a.per_member, app.uuid_day(e.transaction_id) as day
        from app.ledger_entries e join app.accounts a on a.chama_id = p_chama and a.id = e.account_id
        where e.chama_id = p_chama
    ),
    signed as (
        select e.*, case when e.account_type in ('asset', 'expense') then e.debit - e.credit else e.credit - e.debit end as net from entry e
    ),
    sums as (
        select s.account_id, sum(s.net) as total, count(*) as n from signed s group by s.account_id
    ),
    member_sums as (
        select s.account_id, s.member_id, sum(s.net) as total from signed s where s.per_member group by s.account_id, s.member_id
    ),
    -- What a member contributed is what they brought: not what interest added, nor less by what they took out.
    not_brought as (
        select s.member_id, sum(s.net) as total
        from app.transactions t join signed s on s.transaction_id = t.id and s.per_member and s.purpose in ('savings', 'shares', 'welfare')
        where t.chama_id = p_chama and t.transaction_type not in ('contribution', 'adjustment', 'transfer')
        group by s.member_id
    ),
    sides (o, i, l, r) as (
        select 1, 'debits_credits', coalesce(sum(e.debit), 0), coalesce(sum(e.credit), 0) from entry e
        union all
        select 2, 'unbalanced_transactions', count(*)::numeric, 0 from (
            select t.id from app.transactions t left join app.ledger_entries e on e.transaction_id = t.id and e.chama_id = p_chama
            where t.chama_id = p_chama group by t.id, t.amount
            having coalesce(sum(e.debit), 0) <> t.amount or coalesce(sum(e.credit), 0) <> t.amount) x
        union all
        select 3, 'account_balances', coalesce(sum(a.balance), 0), coalesce(sum(s.total), 0)
        from app.accounts a left join sums s on s.account_id = a.id where a.chama_id = p_chama
        union all
        select 4, 'accounts_out_of_step', count(*)::numeric, 0 from app.accounts a left join sums s on s.account_id = a.id
        where a.chama_id = p_chama and (a.balance <> coalesce(s.total, 0) or a.entries <> coalesce(s.n, 0))
        union all
        select 5, 'member_savings_control',
            coalesce(sum(b.balance) filter (where a.purpose = 'savings'), 0),
            (select coalesce(sum(x.balance), 0) from app.accounts x where x.chama_id = p_chama and x.purpose = 'savings')
        from app.member_balances b join app.accounts a on a.id = b.account_id where b.chama_id = p_chama
        union all
        select 6, 'member_loans_control', coalesce(sum(m.outstanding_loans), 0),
            (select coalesce(sum(x.balance), 0) from app.accounts x where x.chama_id = p_chama and x.purpose = 'loans_receivable')
        from app.chama_members m where m.chama_id = p_chama
        union all
        select 7, 'fines_receivable', (
            select coalesce(sum(f.amount - f.paid_amount - f.waived_amount), 0) from app.fines f where f.chama_id = p_chama and f.status <> 'cancelled'),
            (select coalesce(sum(x.balance), 0) from app.accounts x where x.chama_id = p_chama and x.purpose = 'fines_receivable')
        union all
        select 8, 'funds_net_assets', (select coalesce(sum(f.balance), 0) from app.funds f where f.chama_id = p_chama),
            (select coalesce(sum(s.total), 0) from sums s join app.accounts a on a.id = s.account_id where a.account_type = 'asset')
        union all
        select 9, 'member_balances_out_of_step', count(*)::numeric, 0
        from app.member_balances b full join member_sums s on s.account_id = b.account_id and s.member_id = b.member_id
        where coalesce(b.chama_id, p_chama) = p_chama and coalesce(b.balance, 0) <> coalesce(s.total, 0)
        union all
        select 10, 'member_figures_out_of_step', count(*)::numeric, 0 from (
            select m.id from app.chama_members m left join (
                select s.member_id,
                    sum(s.net) filter (where s.purpose in ('savings', 'shares', 'welfare')) as brought,
                    sum(s.net) filter (where s.purpose in ('savings', 'shares')) as held,
                    sum(s.net) filter (where s.purpose = 'loans_receivable') as loans,
                    sum(s.net) filter (where s.purpose = 'fines_receivable') as fines
                from signed s where s.per_member group by s.member_id) x on x.member_id = m.id
            left join not_brought n on n.member_id = m.id
            where m.chama_id = p_chama and (m.total_contributions <> coalesce(x.brought, 0) - coalesce(n.total, 0) or m.current_balance <> coalesce(x.held, 0)
                or m.outstanding_loans <> coalesce(x.loans, 0) or m.penalty_balance <> coalesce(x.fines, 0))) y
        union all
        select 11, 'allocated_dues', (select coalesce(sum(c.actual_amount), 0) from app.contributions c where c.chama_id = p_chama),
            (select coalesce(sum(a.amount), 0) from app.contribution_allocations a where a.chama_id = p_chama)
        union all
        select 12, 'contributions_met_or_credit', (
            select coalesce(sum(t.amount), 0) from app.transactions t
            where t.chama_id = p_chama and t.contribution_type_id is not null and t.status = 'confirmed' and t.related_transaction is null),
            (select coalesce(sum(a.amount), 0) from app.contribution_allocations a where a.chama_id = p_chama)
            + (select coalesce(sum(c.amount), 0) from app.contribution_credits c where c.chama_id = p_chama)
        union all
        select 13, 'postings_in_locked_months', count(*)::numeric, 0
        from app.transactions t join app.periods p on p.chama_id = p_chama and p.month = date_trunc('month', t.payment_date)::date and p.status = 'locked'
        where t.chama_id = p_chama and t.created_at > p.changed_at
        union all
        select 14, 'transaction_numbers', count(*)::numeric, (
            select s.next_value - 1 from app.number_sequences s where s.chama_id = p_chama and s.kind = 'transaction')::numeric
        from app.transactions t where t.chama_id = p_chama
        union all
        select 15, 'receipt_numbers', count(*)::numeric, (
            select s.next_value - 1 from app.number_sequences s where s.chama_id = p_chama and s.kind = 'receipt')::numeric
        from app.receipts r where r.chama_id = p_chama
        union all
        select 16, 'days_below_zero', count(*)::numeric, 0 from (
            select sum(d.net) over (partition by d.account_id order by d.day) as held from (
                select s.account_id, s.day, sum(s.net) as net from signed s
                where s.purpose in ('cash', 'bank', 'mobile_money') group by s.account_id, s.day) d) z
        where z.held < 0
    )
    select s.i, s.l, s.r, s.l = s.r from sides s order by s.o;
end
$$;

comment on function api.check_books(uuid) is
    'The identities of the ledger, each with its two sides; every figure is worked out anew from the entries.';
