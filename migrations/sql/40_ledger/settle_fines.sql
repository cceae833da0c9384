create or replace function ledger.settle_fines(p_chama uuid, p_lines ledger.receipt_line[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_named boolean;
    v_over numeric;
begin
    -- The fines that were named first: what is paid without a name meets what they leave.
    foreach v_named in array array[true, false] loop
        with purse as (
            select l.member, l.fine, l.id as transaction, l.amount, sum(l.amount) over w as until, sum(l.amount) over w - l.amount as since
            from unnest(p_lines) l where l.kind = 'fine' and (l.fine is not null) = v_named
            window w as (partition by l.member, l.fine order by l.n)
        ),
        due as (
            select f.id, p.fine, f.member_id, f.amount - f.paid_amount - f.waived_amount as short,
                sum(f.amount - f.paid_amount - f.waived_amount) over w as until,
                sum(f.amount - f.paid_amount - f.waived_amount) over w - (f.amount - f.paid_amount - f.waived_amount) as since
            from (select distinct member, fine from purse) p
            join app.fines f on f.chama_id = p_chama and f.member_id = p.member and (p.fine is null or f.id = p.fine)
                and f.status in ('charged', 'partial')
            window w as (partition by f.member_id, p.fine order by f.charged_on, f.id)
        ),
        met as (
            select d.id, p.transaction, least(d.until, p.until) - greatest(d.since, p.since) as amount
            from due d join purse p on p.member = d.member_id and p.fine is not distinct from d.fine and p.since < d.until and d.since < p.until
        ),
        noted as (
            insert into app.fine_payments (fine_id, transaction_id, chama_id, amount)
            select m.id, m.transaction, p_chama, m.amount from met m
        )
        update app.fines f set
            paid_amount = f.paid_amount + s.amount,
            status = case when f.paid_amount + s.amount + f.waived_amount >= f.amount then 'paid' else 'partial' end,
            row_version = f.row_version + 1
        from (select m.id, sum(m.amount) as amount from met m group by m.id) s
        where f.chama_id = p_chama and f.id = s.id;
    end loop;
    select sum(l.amount) - coalesce(sum(y.amount), 0) into v_over
    from unnest(p_lines) l
    left join (select x.transaction_id, sum(x.amount) as amount from app.fine_payments x
        where x.chama_id = p_chama and x.transaction_id = any (array(select z.id from unnest(p_lines) z)) group by 1) y on y.transaction_id = l.id
    where l.kind = 'fine';
    if v_over > 0 then
        perform ledger.refuse('MP421', '{"field": "amount", "why": "more_than_owed"}');
    end if;
end
$$;

comment on function ledger.settle_fines(uuid, ledger.receipt_line[]) is
    'Lets fine payments meet fines: the one named, else the oldest first; MP421 when a payment is more than its fine still asks.';
