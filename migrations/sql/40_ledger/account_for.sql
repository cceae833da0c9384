create or replace function ledger.account_for(p_chama uuid, p_purpose text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_account uuid;
begin
    select a.id into v_account from app.accounts a
    where a.chama_id = p_chama and a.purpose = p_purpose and a.is_active order by a.code limit 1;
    if v_account is null then
        perform ledger.refuse('MP404', jsonb_build_object('what', 'account', 'purpose', p_purpose));
    end if;
    return v_account;
end
$$;

comment on function ledger.account_for(uuid, text) is 'The first active account of a purpose in a chama; MP404 names the purpose that lacks one.';
