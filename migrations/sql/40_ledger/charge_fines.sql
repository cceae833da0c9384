create or replace function ledger.charge_fines(p_chama uuid, p jsonb, p_batch uuid default null) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_date date := coalesce((p ->> 'date')::date, app.today(p_chama));
    v_lines jsonb;
    v_movements ledger.movement[];
    v_legs ledger.leg[];
    v_receivable uuid := ledger.account_for(p_chama, 'fines_receivable');
    v_income uuid := ledger.account_for(p_chama, 'fine_income');
    v_user uuid := app.uid();
    v_sent integer := jsonb_array_length(p -> 'lines');
begin
    if exists (select from jsonb_array_elements(p -> 'lines') l where length(trim(coalesce(l ->> 'reason', ''))) < 3) then
        perform ledger.refuse('MP421', '{"field": "reason", "why": "missing"}');
    end if;
    select jsonb_agg(l) into v_lines from jsonb_array_elements(p -> 'lines') l
    where l ->> 'contribution' is null or not exists (
        select from app.fines f where f.chama_id = p_chama and f.contribution_id = (l ->> 'contribution')::uuid
          and f.rule_id is not distinct from (l ->> 'rule')::uuid and f.breach = coalesce(l ->> 'breach', '') and f.status <> 'cancelled');
    if v_lines is null then
        return jsonb_build_object('fines', '[]'::jsonb, 'skipped', v_sent);
    end if;
    if exists (select from jsonb_array_elements(v_lines) l
        where not exists (select from app.chama_members c where c.chama_id = p_chama and c.id = (l ->> 'member')::uuid
            and c.status in ('active', 'suspended'))) then
        perform ledger.refuse('MP421', '{"field": "member", "why": "unknown"}');
    end if;
    select array_agg(row(o, app.uuid_v7_on(v_date, o::integer), 'penalty', (l ->> 'member')::uuid, ledger.money(l ->> 'amount', 'amount', o::integer), v_date,
            null, null, null, null, 'fine_charged', l ->> 'reason', null, null, null, p_batch, null, null, null)::ledger.movement order by o)
    into v_movements from jsonb_array_elements(v_lines) with ordinality as u (l, o);
    select array_agg(g order by n) into v_legs from (
        select m.n, row(m.n, 1, v_receivable, m.member, m.amount, 0)::ledger.leg as g from unnest(v_movements) m
        union all
        select m.n, row(m.n, 2, v_income, m.member, 0, m.amount)::ledger.leg from unnest(v_movements) m
    ) s;
    perform ledger.post(p_chama, v_movements, v_legs);
    insert into app.fines (id, chama_id, member_id, rule_id, contribution_id, breach, transaction_id, charged_on, reason, working, amount, created_by)
    select m.id, p_chama, m.member, (l ->> 'rule')::uuid, (l ->> 'contribution')::uuid, coalesce(l ->> 'breach', ''), m.id, v_date,
        l ->> 'reason', coalesce(l -> 'working', '[]'), m.amount, v_user
    from unnest(v_movements) m join jsonb_array_elements(v_lines) with ordinality as u (l, o) on o = m.n;
    return jsonb_build_object('skipped', v_sent - cardinality(v_movements), 'fines', (
        select jsonb_agg(jsonb_build_object('id', t.id, 'number', t.transaction_number, 'member', t.member_id, 'amount', t.amount::text) order by t.id)
        from app.transactions t where t.chama_id = p_chama and t.id in (select m.id from unnest(v_movements) m)));
end
$$;

comment on function ledger.charge_fines(uuid, jsonb, uuid) is
    'Charges fines as what members owe, each with its charge in the books; the same breach of the same due is charged once.';
