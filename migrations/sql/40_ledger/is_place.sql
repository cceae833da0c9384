create or replace function ledger.is_place(p_chama uuid, p_account uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
return exists (
    select from app.accounts a where a.chama_id = p_chama and a.id = p_account and a.is_active and a.purpose in ('cash', 'bank', 'mobile_money'));

comment on function ledger.is_place(uuid, uuid) is 'Whether an account is an open place of the chama where money lies.';
