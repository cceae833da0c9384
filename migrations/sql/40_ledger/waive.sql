create or replace function ledger.waive(p_chama uuid, p_asked app.approvals, p_user uuid) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_of text := p_asked.payload ->> 'of';
    v_amount numeric := (p_asked.payload ->> 'amount')::numeric;
    v_member uuid;
    v_posted jsonb;
begin
    select case v_of when 'contribution' then (select c.member_id from app.contributions c where c.chama_id = p_chama and c.id = p_asked.subject_id)
        else (select f.member_id from app.fines f where f.chama_id = p_chama and f.id = p_asked.subject_id) end into v_member;
    if v_member = any (app.my_memberships()) then
        perform ledger.refuse('MP413', '{"what": "own"}');
    elsif v_amount > ledger.open_amount(p_chama, v_of, p_asked.subject_id) then
        perform ledger.refuse('MP421', jsonb_build_object(
            'field', 'amount', 'why', 'more_than_owed', 'owed', ledger.open_amount(p_chama, v_of, p_asked.subject_id)));
    end if;
    if v_of = 'contribution' then
        update app.contributions c set waived_amount = c.waived_amount + v_amount, waiver_reason = p_asked.reason,
            waiver_requested_by = p_asked.requested_by, waived_by = p_user, waived_at = now(), row_version = c.row_version + 1,
            status = case when c.actual_amount + c.waived_amount + v_amount < c.expected_amount then c.status
                when c.actual_amount > 0 then 'completed' else 'waived' end
        where c.chama_id = p_chama and c.id = p_asked.subject_id;
        return '{}';
    end if;
    v_posted := ledger.book(p_chama, jsonb_build_object('date', app.today(p_chama), 'lines', jsonb_build_array(jsonb_build_object(
        'type', 'adjustment', 'member', v_member, 'amount', v_amount::text, 'category', 'fine_waived', 'description', p_asked.reason,
        'debit', ledger.account_for(p_chama, 'fine_income'), 'credit', ledger.account_for(p_chama, 'fines_receivable')))), array['adjustment']);
    update app.fines f set waived_amount = f.waived_amount + v_amount, row_version = f.row_version + 1,
        status = case when f.paid_amount + f.waived_amount + v_amount < f.amount then f.status
            when f.paid_amount > 0 then 'paid' else 'waived' end
    where f.chama_id = p_chama and f.id = p_asked.subject_id;
    return v_posted;
end
$$;

comment on function ledger.waive(uuid, app.approvals, uuid) is
    'Carries out an approved waiver: of a due, its expectation shrinks; of a fine, the charge is taken back in the books by as much.';
