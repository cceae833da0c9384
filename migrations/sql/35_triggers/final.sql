do $$
declare
    v_table text;
begin
    foreach v_table in array array['transactions', 'ledger_entries', 'audit_logs', 'reversals'] loop
        execute format('create or replace trigger %I before update or delete on app.%I for each row execute function ops.tg_refuse_change()',
            'tg_' || v_table || '__100_final', v_table);
        execute format('create or replace trigger %I before truncate on app.%I for each statement execute function ops.tg_refuse_change()',
            'tg_' || v_table || '__110_final', v_table);
        execute format('alter table app.%I enable always trigger %I', v_table, 'tg_' || v_table || '__100_final');
        execute format('alter table app.%I enable always trigger %I', v_table, 'tg_' || v_table || '__110_final');
    end loop;
end
$$;
comment on table app.ledger_entries is 'One side of a transaction: a debit or a credit on one account.';
