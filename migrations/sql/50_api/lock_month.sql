create or replace function api.lock_month(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'periods.lock');
    v_month date := date_trunc('month', (p ->> 'month')::date)::date;
begin
    v_done := ledger.claim(p_chama, p_key, 'lock_month', p);
    if v_done is not null then
        return v_done;
    end if;
    if v_month is null or (v_month + interval '1 month')::date > app.today(p_chama) then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_month, 'why', 'not_over'));
    end if;
    if v_month < date '1990-01-01' then
        perform ledger.refuse('MP418', jsonb_build_object('date', v_month, 'why', 'too_old'));
    end if;
    insert into app.periods (chama_id, month, status, reason, changed_by)
    select p_chama, d::date, 'locked', p ->> 'note', v_user
    from generate_series(least(
        (select date_trunc('month', min(t.payment_date)) from app.transactions t where t.chama_id = p_chama), v_month::timestamp),
        v_month::timestamp, interval '1 month') d
    on conflict (chama_id, month) do update
    set status = 'locked', reason = excluded.reason, changed_at = now(), changed_by = excluded.changed_by
    where app.periods.status <> 'locked';
    return ledger.answer(p_chama, p_key, jsonb_build_object('month', v_month), array['periods']);
end
$$;

comment on function api.lock_month(uuid, uuid, jsonb) is
    'Locks a finished month and all before it: {month, note?} -> {month, changes}. Nothing dated inside can be posted afterwards.';
