-- Which tables leave a trail, and which of their columns are no news of their own (kept figures, stamps).
do $$
declare
    v_table text;
    v_entity text;
    v_chama text;
    v_ignored text;
    v_hidden text;
    v_event text;
begin
    for v_table, v_entity, v_chama, v_ignored, v_hidden in values
        ('chamas', 'chama', 'id', 'row_version updated_at updated_by', ''),
        ('chama_members', 'member', 'chama_id', 'row_version updated_at updated_by total_contributions current_balance outstanding_loans penalty_balance', ''),
        ('users', 'user', '', 'row_version updated_at updated_by last_login failed_login_attempts', 'national_id_sealed profile_picture kyc_documents'),
        ('next_of_kin', 'next_of_kin', 'chama_id', '', 'full_name phone'),
        ('role_permissions', 'right', 'chama_id', '', ''),
        ('system_settings', 'setting', 'chama_id', 'row_version updated_at updated_by', ''),
        ('funds', 'fund', 'chama_id', 'row_version balance', ''),
        ('accounts', 'account', 'chama_id', 'row_version balance entries', ''),
        ('transactions', 'transaction', 'chama_id', 'net_amount processed_at', ''),
        ('reversals', 'reversal', 'chama_id', '', ''),
        ('periods', 'period', 'chama_id', '', ''),
        ('contribution_types', 'contribution_type', 'chama_id', 'row_version', ''),
        ('contribution_rates', 'contribution_rate', 'chama_id', '', ''),
        ('fines_catalogue', 'fine_rule', 'chama_id', 'row_version', ''),
        ('fines', 'fine', 'chama_id', 'row_version paid_amount status', ''),
        ('approvals', 'approval', 'chama_id', '', ''),
        ('import_batches', 'import', 'chama_id', '', '')
    loop
        foreach v_event in array array['insert', 'update', 'delete'] loop
            execute format(
                'create or replace trigger %I after %s on app.%I referencing %s for each statement execute function ops.tg_audit(%L, %L, %L, %L)',
                'tg_' || v_table || '__audit_' || v_event, v_event, v_table,
                case v_event when 'insert' then 'new table as new_rows' when 'delete' then 'old table as old_rows'
                    else 'old table as old_rows new table as new_rows' end,
                v_entity, v_chama, v_ignored, v_hidden);
        end loop;
    end loop;
end
$$;
comment on table app.audit_logs is 'One link of an audit chain: who did what, when, before and after, and the hash of the link before.';
