create or replace function ledger.check_places(p_chama uuid, p_first date, p_accounts uuid[]) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_place text;
    v_day date;
    v_balance numeric;
begin
    select a.name, d.day, a.balance - d.later into v_place, v_day, v_balance
    from app.accounts a
    cross join lateral (
        select e.day, coalesce(sum(e.net) over (order by e.day desc rows between unbounded preceding and 1 preceding), 0) as later
        from (
            select app.uuid_day(l.transaction_id) as day, sum(l.debit - l.credit) as net
            from app.ledger_entries l
            where l.chama_id = p_chama and l.account_id = a.id and l.transaction_id >= app.uuid_floor(p_first)
            group by 1
        ) e
    ) d
    where a.chama_id = p_chama and a.id = any (p_accounts) and a.min_balance is not null
      and a.balance - d.later < a.min_balance
    order by d.day limit 1;
    if found then
        perform ledger.refuse('MP412', jsonb_build_object('place', v_place, 'day', v_day, 'balance', v_balance));
    end if;
end
$$;

comment on function ledger.check_places(uuid, date, uuid[]) is
    'Refuses (MP412) when a place would have held less than it may at the end of any day since the first date touched.';
