create or replace function ledger.not_only_own(p_chama uuid, p_transactions uuid[]) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_own uuid[] := app.my_memberships();
begin
    if not exists (
        select from app.transactions t
        where t.chama_id = p_chama and t.id = any (p_transactions) and (t.member_id is null or not t.member_id = any (v_own))
    ) then
        perform ledger.refuse('MP413', '{"what": "own"}');
    end if;
end
$$;

comment on function ledger.not_only_own(uuid, uuid[]) is 'Refuses (MP413) an act on transactions that concern nobody but the person acting.';
