create or replace function ops.refresh_statistics() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    analyze app.chama_members, app.member_balances, app.receipts, app.transactions, app.ledger_entries, app.contributions, app.contribution_allocations, app.idempotency_keys;
end
$$;

alter function ops.refresh_statistics() owner to mp_tables;
comment on function ops.refresh_statistics() is
    'Counts the tables that a posting fills: a connection keeps plans made while they were empty until then, and those read too much.';
revoke all on function ops.refresh_statistics() from public;
grant execute on function ops.refresh_statistics() to mp_api;
