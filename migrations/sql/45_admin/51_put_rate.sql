create or replace function ledger.put_rate(p_chama uuid, p_type uuid, p_amount numeric, p_from date, p_clause text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_until date;
begin
    if p_from not between date '1990-01-01' and app.today(p_chama) + 3660 then
        perform ledger.refuse('MP418', jsonb_build_object('date', p_from, 'why', case when p_from < current_date then 'too_old' else 'too_far' end));
    elsif p_from < date_trunc('month', app.today(p_chama)) and exists (
        select from app.contributions c where c.chama_id = p_chama and c.type_id = p_type and c.due_date >= p_from) then
        perform ledger.refuse('MP418', jsonb_build_object('date', p_from, 'why', 'past'));
    end if;
    insert into app.contribution_rates (type_id, effective_from, chama_id, amount, clause, created_by)
    values (p_type, p_from, p_chama, p_amount, p_clause, app.uid())
    on conflict (type_id, effective_from) do update set amount = excluded.amount, clause = excluded.clause, created_by = excluded.created_by;
    select min(r.effective_from) into v_until from app.contribution_rates r
    where r.chama_id = p_chama and r.type_id = p_type and r.effective_from > p_from;
    -- Dues raised ahead follow, except those somebody has begun to pay: they keep the amount they were paid under.
    update app.contributions c set expected_amount = p_amount, row_version = c.row_version + 1
    where c.chama_id = p_chama and c.type_id = p_type and c.due_date >= p_from and (v_until is null or c.due_date < v_until)
      and c.actual_amount = 0 and c.waived_amount = 0 and c.expected_amount <> p_amount and p_amount > 0;
end
$$;

comment on function ledger.put_rate(uuid, uuid, numeric, date, text) is
    'Sets the amount of a contribution type from a day on; dues raised ahead and untouched follow. MP418 when dues before this month would change.';
