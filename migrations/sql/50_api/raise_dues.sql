create or replace function api.raise_dues(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_through date := coalesce((p ->> 'through')::date, (date_trunc('month', app.today(p_chama))
        + (app.setting(p_chama, 'dues.ahead_months') #>> '{}')::integer * interval '1 month' - interval '1 day')::date);
begin
    if not (app.can(p_chama, 'dues.manage') or app.can(p_chama, 'money.receive')) then
        perform app.require(p_chama, 'dues.manage');
    end if;
    v_done := ledger.claim(p_chama, p_key, 'raise_dues', p);
    if v_done is not null then
        return v_done;
    end if;
    if v_through > app.today(p_chama) + 800 then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_through, 'why', 'too_far'));
    end if;
    return ledger.answer(p_chama, p_key, jsonb_build_object('raised', ledger.raise_dues(p_chama, v_through)), array['contributions']);
end
$$;

comment on function api.raise_dues(uuid, uuid, jsonb) is
    'Raises the dues of every member ahead of time: {through?} (default: as many months as the setting dues.ahead_months says) -> {raised, changes}.';
