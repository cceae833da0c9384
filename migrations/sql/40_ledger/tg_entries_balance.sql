create or replace function ops.tg_entries_balance() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from app.ledger_entries e
        join app.transactions t on t.id = e.transaction_id
        where e.transaction_id in (select n.transaction_id from new_rows n)
        group by e.transaction_id, t.amount
        having sum(e.debit) <> sum(e.credit) or sum(e.debit) <> t.amount or count(*) < 2
    ) then
        raise exception 'entries do not balance' using errcode = 'MP417', detail = '{"what": "entries"}';
    end if;
    return null;
end
$$;

alter function ops.tg_entries_balance() owner to mp_invariant;
comment on function ops.tg_entries_balance() is
    'Refuses a statement after which a transaction''s debits, credits and amount are not one and the same figure.';
create or replace trigger tg_ledger_entries__200_balance after insert on app.ledger_entries
    referencing new table as new_rows for each statement execute function ops.tg_entries_balance();
alter table app.ledger_entries enable always trigger tg_ledger_entries__200_balance;
-- A new partition gets the trigger from the owner of the tables.
grant execute on function ops.tg_entries_balance() to mp_tables;
