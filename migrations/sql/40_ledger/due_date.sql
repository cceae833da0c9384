create or replace function ledger.due_date(p_rule jsonb, p_start date) returns date
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select case p_rule ->> 'kind'
        when 'weekday' then p_start + (p_rule ->> 'weekday')::integer - 1
        when 'day_of_month' then least(m.first + (p_rule ->> 'day')::integer - 1, m.last)
        when 'last_day' then m.last
        when 'nth_weekday' then case when (p_rule ->> 'nth')::integer > 0
            then m.first + ((p_rule ->> 'weekday')::integer - extract(isodow from m.first)::integer + 7) % 7 + 7 * ((p_rule ->> 'nth')::integer - 1)
            else m.last - (extract(isodow from m.last)::integer - (p_rule ->> 'weekday')::integer + 7) % 7 end
        else p_start
    end
    from (
        select s.first, (s.first + interval '1 month' - interval '1 day')::date as last
        from (select (p_start + (coalesce((p_rule ->> 'month')::integer, 1) - 1) * interval '1 month')::date as first) s
    ) m;
end;

comment on function ledger.due_date(jsonb, date) is
    'The day the due of a period falls, by the rule of its type and the first day of the period; the cases of tests/cases hold here and in models/domain/periods.py.';
