create or replace function api.save_account(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_old app.accounts;
    v_id uuid := coalesce((p ->> 'id')::uuid, app.uuid_v7());
    v_purpose text := p ->> 'purpose';
    v_name text := ledger.text(p, 'name', 60, true);
begin
    perform app.require(p_chama, 'settings.change');
    v_done := ledger.claim(p_chama, p_key, 'save_account', p);
    if v_done is not null then
        return v_done;
    end if;
    perform ledger.text(p, 'holder', 80), ledger.text(p, 'external_number', 40);
    if exists (select from app.accounts a where a.chama_id = p_chama and lower(a.name) = lower(v_name) and a.id <> v_id) then
        perform ledger.refuse('MP416', jsonb_build_object('what', 'account', 'number', v_name));
    end if;
    if p ? 'row_version' then
        select * into v_old from app.accounts a where a.chama_id = p_chama and a.id = v_id for update;
        if not found then
            perform ledger.refuse('MP404', '{"what": "account"}');
        end if;
        perform ledger.same_version(p, v_old.row_version, to_jsonb(v_old));
        if not coalesce((p ->> 'is_active')::boolean, true) and v_old.balance <> 0 then
            perform ledger.refuse('MP420', jsonb_build_object('state', 'holds_money', 'balance', v_old.balance));
        end if;
        update app.accounts a set name = v_name, holder = ledger.text(p, 'holder', 80), external_number = ledger.text(p, 'external_number', 40),
            is_active = coalesce((p ->> 'is_active')::boolean, a.is_active), row_version = a.row_version + 1
        where a.chama_id = p_chama and a.id = v_id;
    elsif v_purpose is null or v_purpose not in ('cash', 'bank', 'mobile_money') then
        perform ledger.refuse('MP421', '{"field": "purpose", "why": "unknown"}');
    else
        insert into app.accounts (id, chama_id, code, name, account_type, purpose, holder, external_number, min_balance, created_by)
        values (v_id, p_chama, ledger.next_code(p_chama, 1000), v_name, 'asset', v_purpose, ledger.text(p, 'holder', 80),
            ledger.text(p, 'external_number', 40), 0, app.uid());
    end if;
    return ledger.answer(p_chama, p_key, jsonb_build_object('account', v_id), array['accounts', 'settings', 'home']);
end
$$;

comment on function api.save_account(uuid, uuid, jsonb) is
    'Adds a place where money lies, or changes one when row_version is sent: {id?, row_version?, name, purpose: cash|bank|mobile_money, holder?, external_number?, is_active?} -> {account, changes}. One that holds money is not closed (MP420).';
