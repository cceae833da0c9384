create or replace function ledger.post_entries(p_chama uuid, p_movements ledger.movement[], p_legs ledger.leg[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into app.ledger_entries (transaction_id, line, chama_id, account_id, member_id, debit, credit, balance_after, account_entry)
    select m.id, l.line, p_chama, a.id, coalesce(l.member, m.member), l.debit, l.credit,
        a.balance + sum(case when a.account_type in ('asset', 'expense') then l.debit - l.credit else l.credit - l.debit end)
            over (partition by l.account order by l.n, l.line),
        a.entries + row_number() over (partition by l.account order by l.n, l.line)
    from unnest(p_legs) l
    join unnest(p_movements) m on m.n = l.n
    left join app.accounts a on a.chama_id = p_chama and a.id = l.account;

    update app.accounts a set balance = a.balance + d.net, entries = a.entries + d.entries
    from (
        select l.account, count(*) as entries,
            sum(case when b.account_type in ('asset', 'expense') then l.debit - l.credit else l.credit - l.debit end) as net
        from unnest(p_legs) l join app.accounts b on b.chama_id = p_chama and b.id = l.account
        group by l.account
    ) d
    where a.chama_id = p_chama and a.id = d.account;

    update app.funds f set balance = f.balance + d.net
    from (
        select a.fund_id, sum(l.credit - l.debit) as net
        from unnest(p_legs) l join app.accounts a on a.chama_id = p_chama and a.id = l.account
        where a.fund_id is not null group by a.fund_id
    ) d
    where f.chama_id = p_chama and f.id = d.fund_id;

    perform ledger.keep_member_balances(p_chama, p_movements, p_legs);
end
$$;

comment on function ledger.post_entries(uuid, ledger.movement[], ledger.leg[]) is
    'Writes both sides of movements and moves the kept balances of accounts, funds and members with them.';
