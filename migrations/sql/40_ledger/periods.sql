create or replace function ledger.periods(p_frequency text, p_rule jsonb, p_first date, p_last date)
returns table (starts date, year integer, month integer, week integer, due date)
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
    select s.day, case when p_frequency = 'weekly' then extract(isoyear from s.day) else extract(year from s.day) end::integer,
        case when p_frequency = 'weekly' then extract(month from s.day + 3) else extract(month from s.day) end::integer,
        case when p_frequency = 'weekly' then extract(week from s.day)::integer end,
        ledger.due_date(p_rule, s.day)
    from (
        select g::date as day
        from generate_series(
            date_trunc(case p_frequency when 'weekly' then 'week' when 'quarterly' then 'quarter' when 'yearly' then 'year' else 'month' end,
                p_first::timestamp),
            p_last::timestamp,
            case p_frequency when 'weekly' then interval '1 week' when 'quarterly' then interval '3 months'
                when 'yearly' then interval '1 year' else interval '1 month' end) g
        where p_frequency <> 'flexible'
    ) s
$$;

comment on function ledger.periods(text, jsonb, date, date) is 'The periods of a frequency that hold any day between two days, each with its due date.';
