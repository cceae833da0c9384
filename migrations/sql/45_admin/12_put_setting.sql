create or replace function ledger.put_setting(p_chama uuid, p_key text, p_value jsonb, p_from date, p_clause text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_all app.system_settings;
    v_value jsonb := p_value;
    v_why text;
begin
    select * into v_all from app.system_settings s
    where s.setting_key = p_key and s.chama_id is null order by s.effective_from desc limit 1;
    if not found then
        perform ledger.refuse('MP404', jsonb_build_object('what', 'setting', 'key', p_key));
    end if;
    -- Figures travel as decimal strings: JSON readers make floats of numbers.
    if v_all.setting_type = 'number' and p_value #>> '{}' ~ '^-?[0-9]{1,15}(\.[0-9]{1,6})?$' then
        v_value := to_jsonb((p_value #>> '{}')::numeric);
    end if;
    v_why := case when v_all.is_system then 'system' else app.setting_fault(v_all.setting_type, v_all.validation_rules, v_value) end;
    if v_why is not null then
        perform ledger.refuse('MP419', v_all.validation_rules || jsonb_build_object('key', p_key, 'why', v_why));
    end if;
    insert into app.system_settings as s (chama_id, setting_key, setting_value, setting_type, category, description, clause,
        validation_rules, effective_from, created_by, updated_by)
    values (p_chama, p_key, v_value, v_all.setting_type, v_all.category, v_all.description, p_clause, v_all.validation_rules, p_from,
        app.uid(), app.uid())
    on conflict (setting_key, effective_from, (coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid))) do update
    set setting_value = excluded.setting_value, clause = excluded.clause, row_version = s.row_version + 1, updated_at = now(),
        updated_by = excluded.updated_by;
end
$$;

comment on function ledger.put_setting(uuid, text, jsonb, date, text) is
    'Sets a chama''s own value of a setting from a day on, when its type and rules allow it (MP419) and it is no setting of the system.';
