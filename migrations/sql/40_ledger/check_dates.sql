create or replace function ledger.check_dates(p_chama uuid, p_first date, p_last date) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today date := app.today(p_chama);
    v_locked date;
    v_last_link timestamptz;
begin
    if p_last > v_today then
        perform ledger.refuse('MP418', jsonb_build_object('date', p_last, 'why', 'future', 'today', v_today));
    elsif p_first < date '1990-01-01' then
        perform ledger.refuse('MP418', jsonb_build_object('date', p_first, 'why', 'too_old'));
    end if;
    -- A month before one that is locked is locked with it, though nothing was in it to be listed.
    select max(g)::date into v_locked
    from generate_series(date_trunc('month', p_first::timestamp), p_last::timestamp, interval '1 month') g
    left join app.periods p on p.chama_id = p_chama and p.month = g::date
    where p.status = 'locked' or (p.month is null and g < (select max(x.month) from app.periods x where x.chama_id = p_chama and x.status = 'locked'));
    if v_locked is not null then
        perform ledger.refuse('MP410', jsonb_build_object('month', v_locked));
    end if;
    select t.processed_at into v_last_link from app.transactions t
    where t.chama_id = p_chama and t.id >= app.uuid_floor(v_today) order by t.id desc limit 1;
    if v_last_link > clock_timestamp() + interval '5 minutes' then
        perform ledger.refuse('MP423', jsonb_build_object('last', v_last_link));
    end if;
end
$$;

comment on function ledger.check_dates(uuid, date, date) is
    'Refuses business dates in the future (MP418), in a locked month (MP410), or while the clock stands behind the books (MP423).';
