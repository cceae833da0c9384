create or replace function api.set_setting(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_from date := coalesce((p ->> 'effective_from')::date, app.today(p_chama));
    v_key text := p ->> 'key';
    v_same app.system_settings;
begin
    perform app.require(p_chama, 'settings.change');
    v_done := ledger.claim(p_chama, p_key, 'set_setting', p);
    if v_done is not null then
        return v_done;
    end if;
    if v_from not between app.today(p_chama) and app.today(p_chama) + 3660 then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_from, 'why', case when v_from < app.today(p_chama) then 'before_today' else 'too_far' end));
    end if;
    select * into v_same from app.system_settings s where s.chama_id = p_chama and s.setting_key = v_key and s.effective_from = v_from for update;
    if found then
        perform ledger.same_version(p, v_same.row_version, jsonb_build_object('value', v_same.setting_value, 'by', v_same.updated_by));
    end if;
    perform ledger.put_setting(p_chama, v_key, p -> 'value', v_from, ledger.text(p, 'clause', 40));
    return ledger.answer(p_chama, p_key, jsonb_build_object('key', v_key, 'value', p -> 'value', 'effective_from', v_from), array['settings', 'home']);
end
$$;

comment on function api.set_setting(uuid, uuid, jsonb) is
    'Sets a chama''s own value of a setting from today or a later day: {key, value, effective_from?, clause?, row_version (when that day has a value)} -> {key, value, effective_from, changes}.';
