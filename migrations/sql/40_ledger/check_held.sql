create or replace function ledger.check_held(p_chama uuid, p_legs ledger.leg[]) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_short record;
begin
    select a.name as place, a.balance, d.net as wanted into v_short
    from (select l.account, sum(l.credit - l.debit) as net from unnest(p_legs) l group by l.account having sum(l.credit - l.debit) > 0) d
    join app.accounts a on a.chama_id = p_chama and a.id = d.account
    where a.balance - d.net < a.min_balance
    order by a.code limit 1;
    if found then
        perform ledger.refuse('MP412', to_jsonb(v_short));
    end if;
end
$$;

comment on function ledger.check_held(uuid, ledger.leg[]) is
    'Refuses (MP412) to take more out of a place than it holds now, with what it holds and what was wanted; check_places looks at the days before.';
