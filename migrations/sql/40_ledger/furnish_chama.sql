create or replace function ledger.furnish_chama(p_chama uuid, p_user uuid, p jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_books_from date := coalesce((p ->> 'books_from')::date, date_trunc('year', current_date)::date);
begin
    if v_books_from not between date '1990-01-01' and current_date + 800 then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_books_from, 'why', case when v_books_from < current_date then 'too_old' else 'too_far' end));
    end if;
    insert into app.number_sequences (chama_id, kind, prefix)
    values (p_chama, 'transaction', 'T-'), (p_chama, 'receipt', 'R-'), (p_chama, 'fine', 'F-'), (p_chama, 'statement', 'ST-'),
        (p_chama, 'member', coalesce(p ->> 'member_prefix', 'M') || '-');
    update app.number_sequences set next_value = 2 where chama_id = p_chama and kind = 'member';
    insert into app.funds (chama_id, code, name, purpose, created_by)
    select p_chama, f.code, f.name, f.purpose, p_user
    from jsonb_to_recordset(p -> 'funds') as f (code text, name text, purpose text);
    insert into app.accounts (chama_id, code, name, account_type, purpose, fund_id, per_member, holder, external_number, min_balance, created_by)
    select p_chama, a.code, a.name, a.account_type, a.purpose, f.id, coalesce(a.per_member, false), a.holder, a.external_number,
        case when a.purpose in ('cash', 'bank', 'mobile_money') then 0 end, p_user
    from jsonb_to_recordset(p -> 'accounts') as a (code text, name text, account_type text, purpose text, fund text, per_member boolean,
        holder text, external_number text)
    left join app.funds f on f.chama_id = p_chama and f.code = a.fund;
    insert into app.contribution_types (chama_id, code, name, name_sw, kind, account_id, frequency, due_rule, grace_days, penalty_rule,
        unit_price, position, counts_for_standing, clause, created_by)
    select p_chama, t.code, t.name, t.name_sw, coalesce(t.kind, 'regular'), a.id, t.frequency, coalesce(t.due_rule, '{}'), coalesce(t.grace_days, 0),
        t.penalty_rule, t.unit_price, t.position, coalesce(t.counts_for_standing, true), t.clause, p_user
    from jsonb_to_recordset(p -> 'types') as t (code text, name text, name_sw text, kind text, account text, frequency text, due_rule jsonb,
        grace_days integer, penalty_rule jsonb, unit_price numeric, position integer, counts_for_standing boolean, clause text)
    join app.accounts a on a.chama_id = p_chama and a.code = t.account;
    insert into app.contribution_rates (type_id, effective_from, chama_id, amount, clause, created_by)
    select y.id, v_books_from, p_chama, ledger.money(t.amount, 'amount'), t.clause, p_user
    from jsonb_to_recordset(p -> 'types') as t (code text, amount text, clause text)
    join app.contribution_types y on y.chama_id = p_chama and y.code = t.code
    where t.amount is not null;
    insert into app.fines_catalogue (chama_id, code, name, name_sw, method, rule, clause, created_by)
    select p_chama, r.code, r.name, r.name_sw, r.method, coalesce(r.rule, '{}'), r.clause, p_user
    from jsonb_to_recordset(coalesce(p -> 'fines', '[]')) as r (code text, name text, name_sw text, method text, rule jsonb, clause text);
end
$$;

comment on function ledger.furnish_chama(uuid, uuid, jsonb) is
    'Gives a new chama its numbering, funds, accounts, contribution types with first amounts, and fines, as the chosen template lists them.';
