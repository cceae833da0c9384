create or replace function ledger.open_books(p_chama uuid, p jsonb, p_batch uuid) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_date date := (p ->> 'date')::date;
    v_opening uuid := ledger.account_for(p_chama, 'opening');
    v_left numeric;
    v_right numeric;
    v_lines jsonb;
    v_posted jsonb;
begin
    if exists (select from jsonb_array_elements(p -> 'members') m cross join lateral jsonb_object_keys(m) k
        where k not in ('member', 'savings', 'shares', 'welfare', 'loan', 'loan_note', 'fines', 'line')) then
        perform ledger.refuse('MP421', '{"field": "members", "why": "format"}');
    elsif exists (select from jsonb_array_elements(p -> 'places') x where not ledger.is_place(p_chama, (x ->> 'account')::uuid)) then
        perform ledger.refuse('MP421', '{"field": "place", "why": "unknown"}');
    end if;
    -- Nothing is booked before both sides agree: what the places hold and members owe, and what the funds claim of it.
    select coalesce(sum(ledger.money(x ->> 'amount', 'amount')), 0) into v_left
    from (select jsonb_array_elements(p -> 'places') union all
          select jsonb_build_object('amount', m ->> 'loan') from jsonb_array_elements(p -> 'members') m where m ->> 'loan' is not null) s (x);
    select coalesce(sum(ledger.money(v.value, v.key)), 0) into v_right
    from (select m from jsonb_array_elements(p -> 'members') m) s
    cross join lateral jsonb_each_text(s.m - array['member', 'loan', 'loan_note', 'fines', 'line']) v;
    v_right := v_right + coalesce((select sum(ledger.money(f ->> 'amount', 'amount')) from jsonb_array_elements(coalesce(p -> 'funds', '[]')) f), 0);
    if v_left <> v_right then
        perform ledger.refuse('MP417', jsonb_build_object('what', 'opening', 'left', v_left, 'right', v_right));
    end if;
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('type', 'adjustment', 'member', s.member, 'category', 'opening', 'description', 'Brought forward',
        'amount', s.amount::text, 'debit', s.debit, 'credit', s.credit, 'note', s.note))) into v_lines
    from (
        select null::uuid as member, ledger.money(x ->> 'amount', 'amount') as amount, (x ->> 'account')::uuid as debit, v_opening as credit, null as note
        from jsonb_array_elements(p -> 'places') x
        union all
        select null, ledger.money(x ->> 'amount', 'amount'), v_opening, (x ->> 'account')::uuid, null
        from jsonb_array_elements(coalesce(p -> 'funds', '[]')) x
        union all
        select (m ->> 'member')::uuid, ledger.money(v.value, v.key),
            case when v.key = 'loan' then ledger.account_for(p_chama, 'loans_receivable') else v_opening end,
            case when v.key = 'loan' then v_opening else ledger.account_for(p_chama, v.key) end,
            case when v.key = 'loan' then m ->> 'loan_note' end
        from jsonb_array_elements(p -> 'members') m cross join lateral jsonb_each_text(m - array['member', 'loan_note', 'fines', 'line']) v
    ) s;
    v_posted := ledger.book(p_chama, jsonb_build_object('date', v_date, 'lines', v_lines), array['adjustment'], p_batch);
    if exists (select from jsonb_array_elements(p -> 'members') m where m ->> 'fines' is not null) then
        perform ledger.charge_fines(p_chama, jsonb_build_object('date', v_date, 'lines', (
            select jsonb_agg(jsonb_build_object('member', m ->> 'member', 'amount', m ->> 'fines', 'reason', 'Brought forward'))
            from jsonb_array_elements(p -> 'members') m where m ->> 'fines' is not null)), p_batch);
    end if;
    return jsonb_build_object('posted', jsonb_array_length(v_posted -> 'transactions'), 'left', v_left::text, 'right', v_right::text);
end
$$;

comment on function ledger.open_books(uuid, jsonb, uuid) is
    'Books the balances brought forward, only when both sides agree (MP417): {date, places: [{account, amount}], members: [{member, savings?, shares?, welfare?, loan?, loan_note?, fines?}], funds: [{account, amount}]}.';
