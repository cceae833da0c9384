create or replace function ledger.receipt_lines(p_chama uuid, p jsonb) returns ledger.receipt_line[]
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines ledger.receipt_line[];
    v_bad record;
begin
    select array_agg(row(r.o, app.uuid_v7_on(coalesce(r.date, (p ->> 'date')::date), r.o::integer), r.member, coalesce(r.kind, 'contribution'),
            r.type, r.fine, ledger.money(r.amount, 'amount', r.o::integer),
            coalesce(r.place, (p ->> 'place')::uuid, a.id),
            coalesce(r.method, p ->> 'method'), nullif(trim(coalesce(r.reference, p ->> 'reference')), ''),
            coalesce(r.date, (p ->> 'date')::date), r.note, null)::ledger.receipt_line order by r.o)
    into v_lines
    from rows from (jsonb_to_recordset(p -> 'lines') as (member uuid, kind text, type uuid, fine uuid, amount text, place uuid, method text,
        reference text, date date, note text)) with ordinality
        as r (member, kind, type, fine, amount, place, method, reference, date, note, o)
    left join lateral (
        select x.id from app.accounts x
        where r.place is null and p ->> 'place' is null and x.chama_id = p_chama and x.is_active
          and x.purpose = case coalesce(r.method, p ->> 'method') when 'cash' then 'cash' when 'mobile_money' then 'mobile_money' else 'bank' end
        order by x.code limit 1
    ) a on true;
    if v_lines is null then
        perform ledger.refuse('MP421', '{"field": "lines", "why": "missing"}');
    end if;
    select l.n, case
            when c.id is null then 'member' when c.status not in ('active', 'suspended') then 'member_left'
            when l.kind not in ('contribution', 'fine', 'loan', 'fee') then 'kind'
            when (l.kind = 'contribution') <> (l.type is not null) then 'type'
            when l.type is not null and t.id is null then 'type'
            when g.id is null then 'place' when not coalesce(l.method, '') in ('cash', 'bank_transfer', 'mobile_money', 'card', 'check', 'other') then 'method' when l.paid_on is null then 'date' end as field
    into v_bad
    from unnest(v_lines) l
    left join app.chama_members c on c.chama_id = p_chama and c.id = l.member
    left join app.contribution_types t on t.chama_id = p_chama and t.id = l.type and t.is_active
    left join app.accounts g on g.chama_id = p_chama and g.id = l.place and g.is_active and g.purpose in ('cash', 'bank', 'mobile_money')
    where c.id is null or c.status not in ('active', 'suspended') or l.kind not in ('contribution', 'fine', 'loan', 'fee')
       or (l.kind = 'contribution') <> (l.type is not null) or (l.type is not null and t.id is null)
       or g.id is null or not coalesce(l.method, '') in ('cash', 'bank_transfer', 'mobile_money', 'card', 'check', 'other') or l.paid_on is null
    order by l.n limit 1;
    if found then
        perform ledger.refuse('MP421', jsonb_build_object('line', v_bad.n, 'field', v_bad.field, 'why', 'unknown'));
    end if;
    return v_lines;
end
$$;

comment on function ledger.receipt_lines(uuid, jsonb) is
    'The lines of a payment as sent, checked one by one; the first that cannot stand is named with its field (MP411, MP421).';
