create or replace function ledger.raise_dues(p_chama uuid, p_through date) returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made integer;
    v_user uuid := app.uid();
    v_today date := app.today(p_chama);
begin
    with rated as (
        select t.id, t.kind, t.frequency, t.due_rule, t.grace_days,
            (select min(r.effective_from) from app.contribution_rates r where r.chama_id = p_chama and r.type_id = t.id) as since
        from app.contribution_types t where t.chama_id = p_chama and t.is_active and t.frequency <> 'flexible'
    ),
    wanted as materialized (
        select r.id as type, r.kind, r.grace_days, y.starts, y.year, y.month, y.week, y.due, a.amount
        from rated r
        cross join lateral ledger.periods(r.frequency, r.due_rule, r.since, p_through) y
        cross join lateral (
            select x.amount from app.contribution_rates x
            where x.chama_id = p_chama and x.type_id = r.id and x.effective_from <= y.due order by x.effective_from desc limit 1
        ) a
        where a.amount > 0
    )
    insert into app.contributions (chama_id, member_id, type_id, contribution_type, period_year, period_month, period_week, period_start,
        expected_amount, due_date, grace_until, status, created_by)
    select p_chama, m.id, w.type, w.kind, w.year, w.month, w.week, w.starts, w.amount, w.due, w.due + w.grace_days,
        case when w.due + w.grace_days < v_today then 'overdue' else 'pending' end, v_user
    from wanted w
    join app.chama_members m on m.chama_id = p_chama and m.status in ('active', 'suspended')
        and w.starts >= m.join_date and (m.leave_date is null or w.due <= m.leave_date)
    order by w.due, m.member_number
    on conflict (member_id, type_id, period_start) do nothing;
    get diagnostics v_made = row_count;
    if v_made >= 1000 then
        perform ops.refresh_statistics();
    end if;
    perform ledger.allocate(p_chama, array(
        select distinct row(c.member_id, c.type_id, null, 0, null)::ledger.credit from app.contribution_credits c where c.chama_id = p_chama));
    update app.contributions c set status = 'overdue', row_version = c.row_version + 1
    where c.chama_id = p_chama and c.status in ('pending', 'partial') and c.grace_until < v_today;
    return v_made;
end
$$;

comment on function ledger.raise_dues(uuid, date) is
    'Raises what every member owes up to a date, by the amounts in force on each due date, lets earlier credit meet it, and marks what fell overdue. Doing it again adds nothing.';
