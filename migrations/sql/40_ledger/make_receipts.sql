create or replace function ledger.make_receipts(p_chama uuid, p_lines ledger.receipt_line[], p_same_reference boolean)
returns ledger.receipt_line[]
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_prefix text;
    v_first bigint;
    v_count integer;
    v_user uuid := app.uid();
    v_references text[];
    v_known record;
    v_lines ledger.receipt_line[];
begin
    v_references := array(select l.reference from unnest(p_lines) l where l.reference is not null);
    if not p_same_reference and cardinality(v_references) > 0 then
        with known as materialized (
            select r.id, r.number, r.payment_date, r.payment_reference from app.receipts r
            where r.chama_id = p_chama and r.payment_method in ('mobile_money', 'bank_transfer', 'check')
              and r.payment_reference = any (v_references)
        )
        select r.number, r.payment_date, r.payment_reference into v_known from known r
        where not exists (
            select from app.transactions t where t.chama_id = p_chama and t.receipt_id = r.id having bool_and(t.status = 'reversed'))
        limit 1;
        if found then
            perform ledger.refuse('MP416', jsonb_build_object(
                'what', 'receipt', 'number', v_known.number, 'date', v_known.payment_date, 'reference', v_known.payment_reference));
        end if;
    end if;
    select count(*) into v_count
    from (select distinct l.member, l.place, l.method, l.reference, l.paid_on from unnest(p_lines) l) s;
    select n.prefix, n.first into v_prefix, v_first from ledger.numbers(p_chama, 'receipt', v_count) n;
    with payments as (
        select l.member, l.place, l.method, l.reference, l.paid_on, sum(l.amount) as total, min(l.n) as n,
            app.uuid_v7_on(l.paid_on, min(l.n)) as id
        from unnest(p_lines) l group by l.member, l.place, l.method, l.reference, l.paid_on
    ),
    made as (
        insert into app.receipts (id, chama_id, number, member_id, place_id, payment_date, payment_method, payment_reference, total, created_by)
        select y.id, p_chama, ledger.numbered(v_prefix, v_first - 1 + row_number() over (order by y.n), 4), y.member, y.place,
            y.paid_on, y.method, y.reference, y.total, v_user
        from payments y order by y.n
        returning 1
    )
    select array_agg(row(l.n, l.id, l.member, l.kind, l.type, l.fine, l.amount, l.place, l.method, l.reference, l.paid_on, l.note, y.id)
        ::ledger.receipt_line order by l.n) into v_lines
    from unnest(p_lines) l
    join payments y on y.member = l.member and y.place = l.place and y.method = l.method
        and y.reference is not distinct from l.reference and y.paid_on = l.paid_on;
    return v_lines;
end
$$;

comment on function ledger.make_receipts(uuid, ledger.receipt_line[], boolean) is
    'Makes one numbered receipt for each payment (member, place, method, reference, date) and ties its lines to it; a reference already receipted is refused (MP416) unless allowed.';
