create or replace function ledger.keep_member_balances(p_chama uuid, p_movements ledger.movement[], p_legs ledger.leg[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_short record;
begin
    with moved as (
        select a.id as account, a.purpose, coalesce(l.member, m.member) as member, m.kind,
            case when a.account_type in ('asset', 'expense') then l.debit - l.credit else l.credit - l.debit end as net
        from unnest(p_legs) l
        join unnest(p_movements) m on m.n = l.n
        join app.accounts a on a.chama_id = p_chama and a.id = l.account and a.per_member
        where coalesce(l.member, m.member) is not null
    ),
    kept as (
        insert into app.member_balances as b (account_id, member_id, chama_id, balance)
        select account, member, p_chama, sum(net) from moved group by account, member order by account, member
        on conflict (account_id, member_id) do update set balance = b.balance + excluded.balance
        returning account_id, member_id, b.balance
    ),
    totals as (
        select member,
            sum(net) filter (where purpose in ('savings', 'shares', 'welfare') 
                and kind in ('contribution', 'adjustment', 'transfer')) as contributed,
            sum(net) filter (where purpose in ('savings', 'shares')) as held,
            sum(net) filter (where purpose = 'loans_receivable') as loans,
            sum(net) filter (where purpose = 'fines_receivable') as fines
        from moved group by member
    ),
    members as (
        update app.chama_members c set
            total_contributions = c.total_contributions + coalesce(t.contributed, 0),
            current_balance = c.current_balance + coalesce(t.held, 0),
            outstanding_loans = c.outstanding_loans + coalesce(t.loans, 0),
            penalty_balance = c.penalty_balance + coalesce(t.fines, 0)
        from totals t
        where c.chama_id = p_chama and c.id = t.member
        returning c.id
    )
    select k.account_id, k.member_id, k.balance into v_short from kept k where k.balance < 0 limit 1;
    if found then
        perform ledger.refuse('MP412', jsonb_build_object(
            'place', (select a.name from app.accounts a where a.id = v_short.account_id),
            'purpose', (select a.purpose from app.accounts a where a.id = v_short.account_id),
            'member', (select c.member_number from app.chama_members c where c.id = v_short.member_id),
            'balance', v_short.balance));
    end if;
end
$$;

comment on function ledger.keep_member_balances(uuid, ledger.movement[], ledger.leg[]) is
    'Moves what each member holds and owes, by control account and in the four figures of the membership; none may fall below zero (MP412).';
