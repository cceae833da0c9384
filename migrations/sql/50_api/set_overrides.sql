create or replace function api.set_overrides(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'roles.change');
    v_old app.chama_members;
    v_granted text[] := array(select distinct jsonb_array_elements_text(p -> 'granted') order by 1);
    v_denied text[] := array(select distinct jsonb_array_elements_text(p -> 'denied') order by 1);
    v_unknown text;
begin
    v_done := ledger.claim(p_chama, p_key, 'set_overrides', p);
    if v_done is not null then
        return v_done;
    end if;
    select * into v_old from app.chama_members m where m.chama_id = p_chama and m.id = (p ->> 'member')::uuid for update;
    if not found then
        perform ledger.refuse('MP404', '{"what": "member"}');
    end if;
    perform ledger.same_version(p, v_old.row_version, jsonb_build_object('granted', v_old.granted, 'denied', v_old.denied));
    select x into v_unknown from unnest(v_granted || v_denied) x
    where x not in (select code from app.permissions) or (x = any (v_granted) and x = any (v_denied)) limit 1;
    if found then
        perform ledger.refuse('MP421', jsonb_build_object('field', 'permission', 'why', 'unknown', 'permission', v_unknown));
    elsif v_old.user_id = v_user and not (v_granted <@ v_old.granted and v_old.denied <@ v_denied) then
        perform ledger.refuse('MP413', '{"what": "own"}');
    elsif v_old.role = 'leader' and 'roles.change' = any (v_denied) then
        perform ledger.keep_a_leader(p_chama, v_old.id);
    end if;
    update app.chama_members m set granted = v_granted, denied = v_denied, row_version = m.row_version + 1, updated_at = now(), updated_by = v_user
    where m.chama_id = p_chama and m.id = v_old.id;
    return ledger.answer(p_chama, p_key, jsonb_build_object('member', v_old.id, 'granted', v_granted, 'denied', v_denied), array['members', 'rights']);
end
$$;

comment on function api.set_overrides(uuid, uuid, jsonb) is
    'Sets what one member may do beyond or short of the office: {member, granted: [right], denied: [right], row_version} -> {member, granted, denied, changes}. Nobody widens their own rights (MP413).';
