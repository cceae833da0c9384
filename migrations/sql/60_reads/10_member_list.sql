create or replace view app.member_list with (security_invoker = true) as
with rules as materialized (
    select c.id, app.today(c.id) as today,
        (app.setting(c.id, 'standing.suspend_at') #>> '{}')::numeric as suspend_at,
        (app.setting(c.id, 'standing.behind_from') #>> '{}')::numeric as behind_from,
        array(select t.id from app.contribution_types t where t.chama_id = c.id and t.counts_for_standing) as counted,
        array(select a.id from app.accounts a where a.chama_id = c.id and a.per_member and a.purpose = 'savings') as savings,
        array(select a.id from app.accounts a where a.chama_id = c.id and a.per_member and a.purpose = 'shares') as shares,
        array(select a.id from app.accounts a where a.chama_id = c.id and a.per_member and a.purpose = 'welfare') as welfare
    from app.chamas c
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
-- One look into an index a member: a plan that stays quick on the day of a great import, when no statistics know of it yet.
left join lateral (
    select sum(b.balance) filter (where b.account_id = any (r.savings)) as savings,
        sum(b.balance) filter (where b.account_id = any (r.shares)) as shares,
        sum(b.balance) filter (where b.account_id = any (r.welfare)) as welfare
    from app.member_balances b
    where b.chama_id = m.chama_id and b.member_id = m.id
) h on true
left join lateral (
    select sum(d.expected_amount - d.actual_amount - d.waived_amount) as amount, min(d.due_date) as since, count(*) as dues
    from app.contributions d
    where d.chama_id = m.chama_id and d.member_id = m.id and d.status in ('pending', 'partial', 'overdue') and d.grace_until < r.today
      and d.type_id = any (r.counted)
) l on true;

alter view app.member_list owner to mp_tables;
comment on view app.member_list is
    'The register with what each member holds, owes and how they stand today: standing is good, behind, suspended or left, reasons say by which rule.';
grant select on app.member_list to mp_device, mp_api, mp_invariant;
