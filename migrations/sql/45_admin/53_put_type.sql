create or replace function ledger.put_type(p_chama uuid, p app.contribution_types, p_new boolean) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_new then
        insert into app.contribution_types (id, chama_id, code, name, name_sw, kind, account_id, frequency, due_rule, grace_days, penalty_rule,
            unit_price, position, counts_for_standing, clause, is_active, created_by)
        values (p.id, p_chama, p.code, trim(p.name), p.name_sw, p.kind, p.account_id, p.frequency, p.due_rule, p.grace_days, p.penalty_rule,
            p.unit_price, p.position, p.counts_for_standing, p.clause, p.is_active, app.uid());
        return;
    end if;
    update app.contribution_types t set code = p.code, name = trim(p.name), name_sw = p.name_sw, kind = p.kind, account_id = p.account_id,
        frequency = p.frequency, due_rule = p.due_rule, grace_days = p.grace_days, penalty_rule = p.penalty_rule, unit_price = p.unit_price,
        position = p.position, counts_for_standing = p.counts_for_standing, clause = p.clause, is_active = p.is_active,
        row_version = t.row_version + 1
    where t.chama_id = p_chama and t.id = p.id;
    -- What has fallen due keeps its day; what was raised ahead follows the new rule.
    update app.contributions c set due_date = ledger.due_date(p.due_rule, c.period_start),
        grace_until = ledger.due_date(p.due_rule, c.period_start) + p.grace_days, row_version = c.row_version + 1
    where c.chama_id = p_chama and c.type_id = p.id and c.status = 'pending' and c.due_date > app.today(p_chama)
      and (c.due_date, c.grace_until) is distinct from
          (ledger.due_date(p.due_rule, c.period_start), ledger.due_date(p.due_rule, c.period_start) + p.grace_days);
end
$$;

comment on function ledger.put_type(uuid, app.contribution_types, boolean) is
    'Keeps a contribution type as checked; the dates of dues still to come follow its rule.';
