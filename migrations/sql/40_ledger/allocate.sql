create or replace function ledger.allocate(p_chama uuid, p_money ledger.credit[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today date := app.today(p_chama);
begin
    with earlier as (
        delete from app.contribution_credits c
        where c.chama_id = p_chama and (c.member_id, c.type_id) in (select m.member, m.type from unnest(p_money) m)
        returning c.member_id as member, c.type_id as type, c.transaction_id as transaction, c.amount
    ),
    money as (
        select e.member, e.type, e.transaction, e.amount from earlier e
        union all
        select m.member, m.type, m.transaction, m.amount from unnest(p_money) m where m.amount > 0
    ),
    purse as (
        select m.*, sum(m.amount) over w as until, sum(m.amount) over w - m.amount as since
        from money m window w as (partition by m.member, m.type order by m.transaction)
    ),
    due as (
        select c.id, c.member_id, c.type_id, c.due_date, c.grace_until,
            c.expected_amount - c.actual_amount - c.waived_amount as short,
            sum(c.expected_amount - c.actual_amount - c.waived_amount) over w as until,
            sum(c.expected_amount - c.actual_amount - c.waived_amount) over w
                - (c.expected_amount - c.actual_amount - c.waived_amount) as since
        from app.contributions c
        where c.chama_id = p_chama and c.status in ('pending', 'partial', 'overdue')
          and (c.member_id, c.type_id) in (select m.member, m.type from unnest(p_money) m)
        window w as (partition by c.member_id, c.type_id order by c.due_date, c.period_start)
    ),
    met as (
        select d.id, d.short, d.due_date, d.grace_until, p.transaction, app.uuid_day(p.transaction) as paid_on,
            least(d.until, p.until) - greatest(d.since, p.since) as amount
        from due d
        join purse p on p.member = d.member_id and p.type = d.type_id and p.since < d.until and d.since < p.until
    ),
    noted as (
        insert into app.contribution_allocations as a (contribution_id, transaction_id, chama_id, amount)
        select m.id, m.transaction, p_chama, m.amount from met m
        on conflict (contribution_id, transaction_id) do update set amount = a.amount + excluded.amount
    ),
    left_over as (
        insert into app.contribution_credits (transaction_id, chama_id, member_id, type_id, amount)
        select p.transaction, p_chama, p.member, p.type, p.amount - coalesce(u.used, 0)
        from purse p left join (select m.transaction, sum(m.amount) as used from met m group by m.transaction) u
          on u.transaction = p.transaction
        where p.amount > coalesce(u.used, 0)
    )
    update app.contributions c set
        actual_amount = c.actual_amount + s.amount,
        paid_date = s.paid_on,
        transaction_id = s.transaction,
        days_late = case when s.amount = s.short then greatest(0, s.paid_on - s.due_date) else 0 end,
        status = case when s.amount = s.short then 'completed' when s.grace_until < v_today then 'overdue' else 'partial' end,
        row_version = c.row_version + 1
    from (
        select m.id, m.short, m.due_date, m.grace_until, sum(m.amount) as amount, max(m.paid_on) as paid_on,
            (array_agg(m.transaction order by m.transaction desc))[1] as transaction
        from met m group by m.id, m.short, m.due_date, m.grace_until
    ) s
    where c.chama_id = p_chama and c.id = s.id;
end
$$;

comment on function ledger.allocate(uuid, ledger.credit[]) is
    'Lets money meet dues, oldest due first inside each member and type; what no due takes stays as the member''s credit. A zero amount only offers earlier credit to new dues.';
