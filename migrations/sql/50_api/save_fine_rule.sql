create or replace function api.save_fine_rule(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_old app.fines_catalogue;
    v_new app.fines_catalogue;
    v_from date := coalesce((p ->> 'effective_from')::date, app.today(p_chama));
    v_used boolean;
begin
    perform app.require(p_chama, 'fines.manage');
    v_done := ledger.claim(p_chama, p_key, 'save_fine_rule', p);
    if v_done is not null then
        return v_done;
    end if;
    if p ? 'row_version' then
        select * into v_old from app.fines_catalogue f where f.chama_id = p_chama and f.id = (p ->> 'id')::uuid for update;
        if not found then
            perform ledger.refuse('MP404', '{"what": "fine_rule"}');
        end if;
        perform ledger.same_version(p, v_old.row_version, to_jsonb(v_old));
    end if;
    v_new := jsonb_populate_record(v_old, '{"rule": {}, "is_active": true}'::jsonb || coalesce(jsonb_strip_nulls(to_jsonb(v_old)), '{}')
        || (p - array['id', 'chama_id', 'row_version', 'created_at', 'created_by', 'effective_from', 'effective_to']));
    perform ledger.check_fine_rule(v_new);
    v_used := exists (select from app.fines f where f.chama_id = p_chama and f.rule_id = v_old.id);
    if exists (select from app.fines_catalogue f where f.chama_id = p_chama and f.code = v_new.code and f.code is distinct from v_old.code) then
        perform ledger.refuse('MP416', jsonb_build_object('what', 'code', 'number', v_new.code));
    end if;
    -- A rule that was fined by stays as it was; its successor begins on its day.
    if v_old.id is not null and (not v_used or (v_new.method, v_new.rule) = (v_old.method, v_old.rule) or v_from <= v_old.effective_from) then
        update app.fines_catalogue f set code = v_new.code, name = trim(v_new.name), name_sw = v_new.name_sw, method = v_new.method,
            rule = v_new.rule, clause = v_new.clause, is_active = v_new.is_active, row_version = f.row_version + 1
        where f.chama_id = p_chama and f.id = v_old.id;
        v_new.id := v_old.id;
    else
        update app.fines_catalogue f set effective_to = v_from, is_active = false, row_version = f.row_version + 1
        where f.chama_id = p_chama and f.id = v_old.id;
        v_new.id := case when v_old.id is null then coalesce((p ->> 'id')::uuid, app.uuid_v7()) else app.uuid_v7() end;
        insert into app.fines_catalogue (id, chama_id, code, name, name_sw, method, rule, clause, effective_from, is_active, created_by)
        values (v_new.id, p_chama, v_new.code, trim(v_new.name), v_new.name_sw, v_new.method, v_new.rule, v_new.clause,
            case when v_old.id is null and not p ? 'effective_from' then date '2000-01-01' else v_from end, v_new.is_active, app.uid());
    end if;
    return ledger.answer(p_chama, p_key, jsonb_build_object('rule', v_new.id), array['types', 'settings', 'fines']);
end
$$;

comment on function api.save_fine_rule(uuid, uuid, jsonb) is
    'Adds a fine to the catalogue, or changes one when row_version is sent: {id?, row_version?, code, name, name_sw?, method, rule, clause?, is_active?, effective_from?} -> {rule, changes}. A rule somebody was fined by is not rewritten: a successor begins.';
