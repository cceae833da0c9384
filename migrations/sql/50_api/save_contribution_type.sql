create or replace function api.save_contribution_type(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_old app.contribution_types;
    v_new app.contribution_types;
begin
    perform app.require(p_chama, 'dues.manage');
    v_done := ledger.claim(p_chama, p_key, 'save_contribution_type', p);
    if v_done is not null then
        return v_done;
    end if;
    v_new := jsonb_populate_record(null::app.contribution_types, '{"kind": "regular", "frequency": "monthly", "due_rule": {}, "grace_days": 0,
        "position": 99, "counts_for_standing": true, "is_active": true}');
    if p ? 'row_version' then
        select * into v_old from app.contribution_types t where t.chama_id = p_chama and t.id = (p ->> 'id')::uuid for update;
        if not found then
            perform ledger.refuse('MP404', '{"what": "contribution_type"}');
        end if;
        perform ledger.same_version(p, v_old.row_version, to_jsonb(v_old));
        v_new := v_old;
    end if;
    v_new := jsonb_populate_record(v_new, p - array['id', 'chama_id', 'row_version', 'created_at', 'created_by', 'amount']
        || case when p ? 'account' then jsonb_build_object('account_id', p -> 'account') else '{}' end);
    perform ledger.check_type(p_chama, v_new);
    if exists (select from app.contribution_types t where t.chama_id = p_chama and t.code = v_new.code and t.id is distinct from v_old.id) then
        perform ledger.refuse('MP416', jsonb_build_object('what', 'code', 'number', v_new.code));
    elsif v_old.id is not null and (v_new.frequency, v_new.account_id) is distinct from (v_old.frequency, v_old.account_id)
        and exists (select from app.contributions c where c.chama_id = p_chama and c.type_id = v_old.id) then
        perform ledger.refuse('MP420', '{"state": "raised"}');
    end if;
    v_new.id := coalesce(v_old.id, (p ->> 'id')::uuid, app.uuid_v7());
    perform ledger.put_type(p_chama, v_new, v_old.id is null);
    if p ->> 'amount' is not null then
        perform ledger.put_rate(p_chama, v_new.id, ledger.money(p ->> 'amount', 'amount'), coalesce((p ->> 'effective_from')::date, app.today(p_chama)),
            v_new.clause);
    end if;
    return ledger.answer(p_chama, p_key, jsonb_build_object('type', v_new.id), array['types', 'settings', 'contributions', 'members']);
end
$$;

comment on function api.save_contribution_type(uuid, uuid, jsonb) is
    'Makes a contribution type, or changes one when row_version is sent: {id?, row_version?, code, name, name_sw?, kind?, account, frequency, due_rule, grace_days?, penalty_rule?, unit_price?, position?, counts_for_standing?, clause?, is_active?, amount?, effective_from?} -> {type, changes}. A new amount holds from its day; frequency and account stay once dues were raised (MP420).';
