create or replace function ops.tg_transaction_entered() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from app.ledger_entries e where e.transaction_id = new.id) then
        raise exception 'transaction without entries' using errcode = 'MP417', detail = '{"what": "entries"}';
    end if;
    return null;
end
$$;

alter function ops.tg_transaction_entered() owner to mp_invariant;
comment on function ops.tg_transaction_entered() is 'Refuses at commit a transaction that has no entries.';
drop trigger if exists tg_transactions__200_entered on app.transactions;
create constraint trigger tg_transactions__200_entered after insert on app.transactions
    deferrable initially deferred for each row execute function ops.tg_transaction_entered();
alter table app.transactions enable always trigger tg_transactions__200_entered;
-- A new partition gets the trigger from the owner of the tables.
grant execute on function ops.tg_transaction_entered() to mp_tables;
