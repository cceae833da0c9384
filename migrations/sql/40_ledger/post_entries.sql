create or replace function ledger.post_entries(p_chama uuid, p_movements ledger.movement[], p_legs ledger.leg[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- One statement: each account is found once, moved, and what it held before begins the running balance of its entries.
    with moved as (
        update app.accounts a set
            balance = a.balance + case when a.account_type in ('asset', 'expense') then -d.net else d.net end,
            entries = a.entries + d.entries
        from (select l.account, count(*) as entries, sum(l.credit - l.debit) as net from unnest(p_legs) l group by l.account) d
        where a.chama_id = p_chama and a.id = d.account
        returning a.id, a.fund_id, d.net, case when a.account_type in ('asset', 'expense') then -1 else 1 end as side,
            a.balance - case when a.account_type in ('asset', 'expense') then -d.net else d.net end as held,
            a.entries - d.entries as numbered
    ),
    entered as (
        insert into app.ledger_entries (transaction_id, line, chama_id, account_id, member_id, debit, credit, balance_after, account_entry)
        select m.id, l.line, p_chama, a.id, coalesce(l.member, m.member), l.debit, l.credit,
            a.held + a.side * sum(l.credit - l.debit) over w, a.numbered + row_number() over w
        from unnest(p_legs) l
        join unnest(p_movements) m on m.n = l.n
        left join moved a on a.id = l.account
        window w as (partition by l.account order by l.n, l.line)
    )
    update app.funds f set balance = f.balance + d.net
    from (select a.fund_id, sum(a.net) as net from moved a where a.fund_id is not null group by a.fund_id) d
    where f.chama_id = p_chama and f.id = d.fund_id;

    perform ledger.keep_member_balances(p_chama, p_movements, p_legs);
end
$$;

comment on function ledger.post_entries(uuid, ledger.movement[], ledger.leg[]) is
    'Writes both sides of movements and moves the kept balances of accounts, funds and members with them.';
