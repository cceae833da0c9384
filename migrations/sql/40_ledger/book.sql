create or replace function ledger.book(p_chama uuid, p jsonb, p_kinds text[], p_batch uuid default null) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_movements ledger.movement[];
    v_legs ledger.leg[];
    v_bad record;
begin
    select array_agg(row(r.o, app.uuid_v7_on(coalesce(r.date, (p ->> 'date')::date), r.o::integer), r.type, r.member,
            ledger.money(r.amount, 'amount', r.o::integer), coalesce(r.date, (p ->> 'date')::date), r.method, nullif(trim(r.reference), ''),
            null, null, r.category, r.description, r.note, null, null, p_batch, null, null, null)::ledger.movement order by r.o)
    into v_movements
    from rows from (jsonb_to_recordset(p -> 'lines') as (type text, member uuid, amount text, date date, method text, reference text,
        category text, description text, note text)) with ordinality
        as r (type, member, amount, date, method, reference, category, description, note, o);
    select array_agg(row(s.n, s.line, s.account, s.member, s.debit, s.credit)::ledger.leg order by s.n, s.line) into v_legs from (
        select m.n, 1 as line, (e.j ->> 'debit')::uuid as account, m.member, m.amount as debit, 0::numeric as credit
        from unnest(v_movements) m join jsonb_array_elements(p -> 'lines') with ordinality as e (j, o) on e.o = m.n where not e.j ? 'legs'
        union all
        select m.n, 2, (e.j ->> 'credit')::uuid, m.member, 0, m.amount
        from unnest(v_movements) m join jsonb_array_elements(p -> 'lines') with ordinality as e (j, o) on e.o = m.n where not e.j ? 'legs'
        union all
        select m.n, g.k::integer, (g.j ->> 'account')::uuid, coalesce((g.j ->> 'member')::uuid, m.member),
            case when g.j ? 'debit' then ledger.money(g.j ->> 'debit', 'debit', m.n) else 0 end,
            case when g.j ? 'credit' then ledger.money(g.j ->> 'credit', 'credit', m.n) else 0 end
        from unnest(v_movements) m join jsonb_array_elements(p -> 'lines') with ordinality as e (j, o) on e.o = m.n
        cross join jsonb_array_elements(e.j -> 'legs') with ordinality as g (j, k)
    ) s;
    select m.n, case when m.kind is null or not m.kind = any (p_kinds) then 'type' when m.paid_on is null then 'date'
            when not m.method in ('cash', 'bank_transfer', 'mobile_money', 'card', 'check', 'other') then 'method'
            when a.id is null or o.accounts < 2 then 'account' when (l.debit = 0) = (l.credit = 0) then 'amount' else 'member' end as field
    into v_bad
    from unnest(v_movements) m
    left join unnest(v_legs) l on l.n = m.n
    left join (select x.n, count(distinct x.account) as accounts from unnest(v_legs) x group by x.n) o on o.n = m.n
    left join app.accounts a on a.chama_id = p_chama and a.id = l.account and a.is_active
    left join app.chama_members c on c.chama_id = p_chama and c.id = coalesce(l.member, m.member)
    where m.kind is null or not m.kind = any (p_kinds) or m.paid_on is null or a.id is null
       or not m.method in ('cash', 'bank_transfer', 'mobile_money', 'card', 'check', 'other') or o.accounts < 2 or (l.debit = 0) = (l.credit = 0)
       or (coalesce(l.member, m.member) is not null and c.id is null) or (a.per_member and coalesce(l.member, m.member) is null)
    order by m.n limit 1;
    if found or v_movements is null then
        perform ledger.refuse('MP421', jsonb_build_object('line', v_bad.n, 'field', coalesce(v_bad.field, 'lines'), 'why', 'unknown'));
    end if;
    perform ledger.post(p_chama, v_movements, v_legs);
    return jsonb_build_object('transactions', (
        select jsonb_agg(jsonb_build_object('id', t.id, 'number', t.transaction_number, 'type', t.transaction_type, 'amount', t.amount::text)
            order by t.transaction_number)
        from app.transactions t where t.chama_id = p_chama and t.id in (select m.id from unnest(v_movements) m)));
end
$$;

comment on function ledger.book(uuid, jsonb, text[], uuid) is
    'Books movements whose accounts are named: lines [{type, member?, amount, date?, debit, credit | legs: [{account, member?, debit|credit}], method?, reference?, category?, description?, note?}] of the allowed types.';
