create or replace view app.member_list with (security_invoker = true) as
with rules as materialized (
    select c.id, app.today(c.id) as today,
        (app.setting(c.id, 'standing.suspend_at') #>> '{}')::numeric as suspend_at,
        (app.setting(c.id, 'standing.behind_from') #>> '{}')::numeric as behind_from
    from app.chamas c
),
held as (
    select b.chama_id, b.member_id,
        sum(b.balance) filter (where a.purpose = 'savings') as savings,
        sum(b.balance) filter (where a.purpose = 'shares') as shares,
        sum(b.balance) filter (where a.purpose = 'welfare') as welfare
    from app.member_balances b
    join app.accounts a on a.chama_id = b.chama_id and a.id = b.account_id
    group by b.chama_id, b.member_id
),
late as (
    select d.chama_id, d.member_id, sum(d.expected_amount - d.actual_amount - d.waived_amount) as amount, min(d.due_date) as since, count(*) as dues
    from app.contributions d
    join rules r on r.id = d.chama_id
    join app.contribution_types t on t.chama_id = d.chama_id and t.id = d.type_id and t.counts_for_standing
    where d.status in ('pending', 'partial', 'overdue') and d.grace_until < r.today
    group by d.chama_id, d.member_id
)
select m.chama_id, m.id, m.user_id, m.member_number, concat_ws(' ', u.first_name, u.middle_name, u.last_name) as full_name,
    u.phone, m.role, m.status, m.join_date, m.leave_date,
    coalesce(h.savings, 0)::numeric(15, 2) as savings, coalesce(h.shares, 0)::numeric(15, 2) as shares,
    coalesce(h.welfare, 0)::numeric(15, 2) as welfare, m.outstanding_loans as loans, m.penalty_balance as fines,
    coalesce(l.amount, 0)::numeric(15, 2) as dues_overdue, l.since as overdue_since, coalesce(l.dues, 0)::integer as overdue_dues,
    (m.outstanding_loans + m.penalty_balance + coalesce(l.amount, 0))::numeric(15, 2) as owes,
    case
        when m.status in ('left', 'inactive') then 'left'
        when m.status = 'suspended' or l.amount >= r.suspend_at then 'suspended'
        when l.amount >= r.behind_from then 'behind'
        else 'good'
    end as standing,
    array_remove(array[
        case when m.status = 'suspended' then 'suspended_by_officers' end,
        case when l.amount >= r.suspend_at then 'dues_over_limit' when l.amount >= r.behind_from then 'dues_overdue' end,
        case when m.penalty_balance > 0 then 'fines_unpaid' end], null) as reasons,
    m.row_version
from app.chama_members m
join rules r on r.id = m.chama_id
join app.users u on u.id = m.user_id
left join held h on h.chama_id = m.chama_id and h.member_id = m.id
left join late l on l.chama_id = m.chama_id and l.member_id = m.id;

alter view app.member_list owner to mp_tables;
comment on view app.member_list is
    'The register with what each member holds, owes and how they stand today: standing is good, behind, suspended or left, reasons say by which rule.';
grant select on app.member_list to mp_device, mp_api, mp_invariant;
