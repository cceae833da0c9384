create or replace function ledger.open_amount(p_chama uuid, p_of text, p_id uuid) returns numeric
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select case p_of
        when 'contribution' then (
            select c.expected_amount - c.actual_amount - c.waived_amount from app.contributions c where c.chama_id = p_chama and c.id = p_id)
        when 'fine' then (
            select case when f.status = 'cancelled' then 0 else f.amount - f.paid_amount - f.waived_amount end
            from app.fines f where f.chama_id = p_chama and f.id = p_id)
    end;
end;

comment on function ledger.open_amount(uuid, text, uuid) is 'What is still to pay of a due or a fine; null when there is no such thing.';
