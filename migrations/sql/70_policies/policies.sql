-- Who sees which rows. One line a table; every policy is TO PUBLIC (a role named in a policy could drop it) and in the
-- array form, which is worked out once a statement and uses the index. What may be written is decided by grants and functions;
-- the write policies only keep a faulty function inside the chamas of the person it acts for.
do $$
declare
    v_table text;
    v_see text;
    v_write text;
    v_own constant text := '(select app.my_chamas())::uuid[]';
begin
    for v_table, v_see, v_write in
        select t, s, w from (values
        ('chamas',                   'id = any (%1$s)', 'id = any (%1$s)'),
        ('chama_members',            'chama_id = any (%2$s) or user_id = (select app.uid())', 'chama_id = any (%1$s)'),
        ('users',                    'id = (select app.uid()) or exists (select from app.chama_members m where m.user_id = users.id and m.chama_id = any (%2$s))', 'true'),
        ('next_of_kin',              'chama_id = any (%3$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('permissions',              '(select app.uid()) is not null', 'false'),
        ('role_permissions',         'chama_id is null or chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('system_settings',          'chama_id is null or chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('funds',                    'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('accounts',                 'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('member_balances',          'chama_id = any (%5$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('receipts',                 'chama_id = any (%5$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('transactions',             'chama_id = any (%5$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('reversals',                'chama_id = any (%5$s) or exists (select from app.transactions t where t.id = transaction_id)', 'chama_id = any (%1$s)'),
        ('ledger_entries',           'chama_id = any (%5$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('periods',                  'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('number_sequences',         'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('idempotency_keys',         'chama_id = any (%1$s) and created_by = (select app.uid())', 'chama_id = any (%1$s)'),
        ('contribution_types',       'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('contribution_rates',       'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('contributions',            'chama_id = any (%5$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('contribution_allocations', 'chama_id = any (%5$s) or exists (select from app.contributions c where c.id = contribution_id)', 'chama_id = any (%1$s)'),
        ('contribution_credits',     'chama_id = any (%5$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('fines_catalogue',          'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('fines',                    'chama_id = any (%5$s) or member_id = any (%4$s)', 'chama_id = any (%1$s)'),
        ('fine_payments',            'chama_id = any (%5$s) or exists (select from app.fines f where f.id = fine_id)', 'chama_id = any (%1$s)'),
        ('approvals',                'chama_id = any (%6$s) or requested_by = (select app.uid())', 'chama_id = any (%1$s)'),
        ('audit_logs',               'chama_id = any (%7$s)', 'true'),
        ('chain_heads',              'chain = any (%1$s)', 'true'),
        ('change_counters',          'chama_id = any (%1$s)', 'chama_id = any (%1$s)'),
        ('import_batches',           'chama_id = any (%8$s)', 'chama_id = any (%1$s)'),
        ('import_rows',              'chama_id = any (%8$s)', 'chama_id = any (%1$s)'),
        ('notifications',            'user_id = (select app.uid())', 'true')
        ) as rules (t, s, w)
    loop
        v_see := format(v_see, v_own,
            $p$(select app.chamas_with('members.view'))::uuid[]$p$,
            $p$(select app.chamas_with('members.private'))::uuid[]$p$,
            '(select app.my_memberships())::uuid[]',
            $p$(select app.chamas_with('ledger.view'))::uuid[]$p$,
            $p$(select app.chamas_with('approvals.view'))::uuid[]$p$,
            $p$(select app.chamas_with('audit.view'))::uuid[]$p$,
            $p$(select app.chamas_with('imports.run'))::uuid[]$p$);
        v_write := format(v_write, v_own);
        execute format('alter table app.%I enable row level security', v_table);
        execute format('alter table app.%I force row level security', v_table);
        execute format('drop policy if exists %I on app.%I', v_table || '__see', v_table);
        execute format('drop policy if exists %I on app.%I', v_table || '__add', v_table);
        execute format('drop policy if exists %I on app.%I', v_table || '__change', v_table);
        execute format('drop policy if exists %I on app.%I', v_table || '__remove', v_table);
        execute format('create policy %I on app.%I for select using (%s)', v_table || '__see', v_table, v_see);
        execute format('create policy %I on app.%I for insert with check (%s)', v_table || '__add', v_table, v_write);
        execute format('create policy %I on app.%I for update using (%s) with check (%s)', v_table || '__change', v_table, v_write, v_write);
        execute format('create policy %I on app.%I for delete using (%s)', v_table || '__remove', v_table, v_write);
        execute format('comment on policy %I on app.%I is %L', v_table || '__see', v_table, 'Who sees which rows.');
    end loop;
end
$$;
