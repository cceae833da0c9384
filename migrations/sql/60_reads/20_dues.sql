create or replace view app.dues with (security_invoker = true) as
select d.id, d.chama_id, d.member_id, d.type_id, t.code, t.name, t.name_sw, t.position, d.contribution_type, d.period_year, d.period_month,
    d.period_week, d.period_start, d.due_date, d.grace_until, d.expected_amount as expected, d.actual_amount as paid, d.waived_amount as waived,
    (d.expected_amount - d.actual_amount - d.waived_amount)::numeric(15, 2) as open, d.paid_date,
    case when d.status in ('completed', 'waived') then d.days_late else greatest(0, k.today - d.due_date) end as days_late,
    case when d.status in ('completed', 'waived') then d.status
        when d.grace_until < k.today then 'overdue'
        when d.actual_amount > 0 then 'partial' else 'pending' end as state,
    d.waiver_reason, t.clause, d.row_version
from app.contributions d
join app.chamas c on c.id = d.chama_id
cross join lateral (select (now() at time zone c.time_zone)::date as today) k
join app.contribution_types t on t.chama_id = d.chama_id and t.id = d.type_id;

alter view app.dues owner to mp_tables;
comment on view app.dues is 'Every due with what is still open and how it stands today, whatever the night''s work has marked.';
grant select on app.dues to mp_device, mp_api, mp_invariant;
