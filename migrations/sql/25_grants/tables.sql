-- Computers read what policies show them and call the api; only the api's owner writes, and only what its acts need.
do $$
declare
    v_table text;
    v_verbs text;
begin
    for v_table, v_verbs in
        select t, v from (values
        ('chamas', 'insert, update'), ('chama_members', 'insert, update, delete'), ('users', 'insert, update, delete'),
        ('next_of_kin', 'insert, update, delete'), ('permissions', ''), ('role_permissions', 'insert, update'),
        ('system_settings', 'insert, update'), ('funds', 'insert, update'), ('accounts', 'insert, update'),
        ('member_balances', 'insert, update'), ('receipts', 'insert, update (printed)'),
        ('transactions', 'insert, update (status)'), ('reversals', 'insert'), ('ledger_entries', 'insert'),
        ('periods', 'insert, update'), ('number_sequences', 'insert, update'),
        ('idempotency_keys', 'insert, update (result)'), ('contribution_types', 'insert, update'),
        ('contribution_rates', 'insert, update'), ('contributions', 'insert, update, delete'),
        ('contribution_allocations', 'insert, update (amount), delete'), ('contribution_credits', 'insert, update, delete'),
        ('fines_catalogue', 'insert, update'), ('fines', 'insert, update'), ('fine_payments', 'insert, delete'),
        ('approvals', 'insert, update'), ('audit_logs', ''), ('chain_heads', ''), ('change_counters', 'insert, update'),
        ('import_batches', 'insert, update'), ('import_rows', 'insert, update'), ('notifications', 'insert, update (status, read_at)')
        ) as rules (t, v)
    loop
        execute format('alter table app.%I owner to mp_tables', v_table);
        execute format('revoke all on app.%I from public, mp_device, mp_api, mp_invariant', v_table);
        execute format('grant select on app.%I to mp_api, mp_invariant', v_table);
        if v_table not in ('users', 'idempotency_keys') then
            execute format('grant select on app.%I to mp_device', v_table);
        end if;
        if v_verbs <> '' then
            execute format('grant %s on app.%I to mp_api', v_verbs, v_table);
        end if;
    end loop;
end
$$;

-- Identity numbers leave only through the function that logs the reading.
grant select (id, email, phone, first_name, middle_name, last_name, date_of_birth, gender, language, status, email_verified,
    phone_verified, kyc_status, two_factor_enabled, last_login, role, row_version, created_at, updated_at, profile_picture)
    on app.users to mp_device;
comment on table app.users is 'A person, who may sign in when credentials exist in schema auth.';
