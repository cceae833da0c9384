create or replace function ledger.receipts_made(p_chama uuid, p_receipts uuid[]) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'receipts', (
            select jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'member', r.member_id, 'total', r.total::text,
                'date', r.payment_date) order by r.number)
            from app.receipts r where r.chama_id = p_chama and r.id = any (p_receipts)),
        'places', (
            select jsonb_object_agg(a.id, a.balance::text) from app.accounts a
            where a.chama_id = p_chama and a.purpose in ('cash', 'bank', 'mobile_money')));
end;

comment on function ledger.receipts_made(uuid, uuid[]) is 'What the window that received money shows at once: receipts with numbers, and what each place now holds.';
