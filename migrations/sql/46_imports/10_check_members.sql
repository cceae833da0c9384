create or replace function ledger.check_members(p_chama uuid, p_members jsonb) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bad record;
begin
    perform ledger.check_person(jsonb_build_object('language', 'en') || jsonb_strip_nulls(m)), ledger.text(m, 'number', 20), ledger.text(m, 'notes', 2000)
    from jsonb_array_elements(p_members) m;
    with founding as (
        select m.id, m.user_id, exists (select from app.transactions t where t.chama_id = p_chama and t.member_id = m.id) as moved
        from app.chama_members m join app.chamas c on c.id = m.chama_id and c.created_at = m.created_at
        where m.chama_id = p_chama
    ),
    sent as (
        select x.*, (select sum((k ->> 'share_pct')::numeric) from jsonb_array_elements(x.next_of_kin) k) as shares
        from jsonb_to_recordset(p_members) as x (line integer, member uuid, number text, email text, join_date date, role text, fills boolean,
            next_of_kin jsonb)
    )
    select s.line, r.field, r.why, s.number into v_bad
    from sent s
    left join founding f on f.id = s.member
    cross join lateral (values
        ('member', 'unknown', coalesce(s.fills, false) <> (f.id is not null)),
        ('number', 'in_use', exists (select from app.chama_members o where o.chama_id = p_chama and o.member_number = s.number
            and o.id not in (select g.id from founding g where not g.moved or g.id in (select y.member from sent y)))),
        ('number', 'in_use', (select count(*) from sent o where o.number = s.number) > 1),
        ('email', 'in_use', exists (select from sent o where lower(o.email) = lower(s.email) and o.line <> s.line)),
        ('email', 'in_use', exists (select from app.users u where lower(u.email) = lower(s.email) and u.id is distinct from f.user_id)),
        ('join_date', 'value', s.join_date is not null and s.join_date not between date '1950-01-01' and app.today(p_chama)),
        ('role', 'value', coalesce(s.role, 'member') not in ('leader', 'treasurer', 'secretary', 'member')),
        ('next_of_kin', 'shares_not_whole', s.shares <> 100)
    ) as r (field, why, wrong)
    where r.wrong order by s.line limit 1;
    if found then
        perform ledger.refuse('MP421', jsonb_strip_nulls(to_jsonb(v_bad)));
    end if;
end
$$;

comment on function ledger.check_members(uuid, jsonb) is
    'Refuses (MP421, naming line and field) members that cannot be entered together: numbers and e-mails in use, days, offices, shares of next of kin.';
