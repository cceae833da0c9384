create or replace function api.save_fund(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_old app.funds;
    v_id uuid := coalesce((p ->> 'id')::uuid, app.uuid_v7());
    v_name text := ledger.text(p, 'name', 60, true);
    v_code text := upper(ledger.text(p, 'code', 12));
begin
    perform app.require(p_chama, 'settings.change');
    v_done := ledger.claim(p_chama, p_key, 'save_fund', p);
    if v_done is not null then
        return v_done;
    end if;
    if exists (select from app.funds f where f.chama_id = p_chama and (f.code = v_code or lower(f.name) = lower(v_name)) and f.id <> v_id) then
        perform ledger.refuse('MP416', jsonb_build_object('what', 'fund', 'number', v_name));
    end if;
    if p ? 'row_version' then
        select * into v_old from app.funds f where f.chama_id = p_chama and f.id = v_id for update;
        if not found then
            perform ledger.refuse('MP404', '{"what": "fund"}');
        end if;
        perform ledger.same_version(p, v_old.row_version, to_jsonb(v_old));
        if not coalesce((p ->> 'is_active')::boolean, true) and v_old.balance <> 0 then
            perform ledger.refuse('MP420', jsonb_build_object('state', 'holds_money', 'balance', v_old.balance));
        end if;
        update app.funds f set name = v_name, is_active = coalesce((p ->> 'is_active')::boolean, f.is_active), row_version = f.row_version + 1
        where f.chama_id = p_chama and f.id = v_id;
    elsif v_code is null or v_code !~ '^[A-Z0-9]{2,12}$' then
        perform ledger.refuse('MP421', '{"field": "code", "why": "format"}');
    else
        insert into app.funds (id, chama_id, code, name, purpose, created_by) values (v_id, p_chama, v_code, v_name, 'project', app.uid());
        insert into app.accounts (chama_id, code, name, account_type, purpose, fund_id, created_by)
        values (p_chama, ledger.next_code(p_chama, 2400), v_name, 'equity', 'other', v_id, app.uid());
    end if;
    return ledger.answer(p_chama, p_key, jsonb_build_object('fund', v_id), array['accounts', 'settings']);
end
$$;

comment on function api.save_fund(uuid, uuid, jsonb) is
    'Adds a fund for a project with the account that holds it, or renames or closes a fund when row_version is sent: {id?, row_version?, code, name, is_active?} -> {fund, changes}. One that holds money is not closed (MP420).';
