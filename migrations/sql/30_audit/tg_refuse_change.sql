create or replace function ops.tg_refuse_change() returns trigger
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Two steps: the other tables have no status, and one condition would ask them for it.
    if tg_op = 'UPDATE' and tg_table_name like 'transactions%' then
        if new.status = 'reversed' and old.status = 'confirmed'
            and to_jsonb(new) - array['status', 'net_amount'] = to_jsonb(old) - array['status', 'net_amount']
        then
            return new;
        end if;
    end if;
    raise exception 'posted rows are never changed' using errcode = 'MP420', detail = jsonb_build_object('state', 'posted');
end
$$;

comment on function ops.tg_refuse_change() is
    'Refuses to change or remove posted rows, even for the owner; the one change allowed marks a transaction reversed.';
-- A new partition gets the trigger from the owner of the tables.
grant execute on function ops.tg_refuse_change() to mp_tables;
