create or replace function api.create_chama(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_user uuid := app.uid();
    v_member uuid := app.uuid_v7();
    v_done jsonb;
begin
    if length(trim(coalesce(p ->> 'name', ''))) < 3 then
        perform ledger.refuse('MP421', '{"field": "name", "why": "missing"}');
    end if;
    perform ledger.check_zone(coalesce(p ->> 'time_zone', 'UTC'));
    -- The membership first: it is what lets its maker see the rows that follow.
    if not exists (select from app.chama_members m where m.chama_id = p_chama) then
        perform ops.found_chama(p_chama, v_member, v_user, p);
    end if;
    v_done := ledger.claim(p_chama, p_key, 'create_chama', p);
    if v_done is not null then
        return v_done;
    end if;
    perform ledger.furnish_chama(p_chama, v_user, p);
    perform ledger.found_rules(p_chama, v_member, p);
    return ledger.answer(p_chama, p_key, jsonb_build_object('chama', p_chama, 'member', v_member),
        array['chamas', 'members', 'accounts', 'settings']);
end
$$;

comment on function api.create_chama(uuid, uuid, jsonb) is
    'Founds a chama of which the signed-in person is the first officer: {name, short_name, role, member_number?, join_date?, books_from, funds: [...], accounts: [...], types: [...], fines: [...], constitution?: [{clause, title, text}], settings?: [{key, value, clause}], officers?: [{role, first_name, …}], …} -> {chama, member, changes}. The lists come from a template.';
