create or replace function api.import_members(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_batch uuid;
    v_most integer;
    v_members jsonb;
    v_added integer;
begin
    perform app.require(p_chama, 'imports.run');
    perform app.require(p_chama, 'members.manage');
    v_done := ledger.claim(p_chama, p_key, 'import_members', p);
    if v_done is not null then
        return v_done;
    end if;
    if coalesce(jsonb_array_length(p -> 'members'), 0) = 0 then
        perform ledger.refuse('MP421', '{"field": "lines", "why": "missing"}');
    end if;
    -- The row of the member numbers is the lock under which numbers stay free and the group below its limit.
    perform from app.number_sequences s where s.chama_id = p_chama and s.kind = 'member' for update;
    select c.max_members into v_most from app.chamas c where c.id = p_chama;
    if (select count(*) from app.chama_members m where m.chama_id = p_chama and m.status <> 'left')
        + (select count(*) from jsonb_array_elements(p -> 'members') m where not coalesce((m ->> 'fills')::boolean, false)) > v_most then
        perform ledger.refuse('MP421', jsonb_build_object('field', 'max_members', 'why', 'full', 'most', v_most));
    end if;
    v_batch := ledger.start_batch(p_chama, 'members', p);
    perform ledger.check_members(p_chama, p -> 'members');
    v_members := ledger.number_members(p_chama, p -> 'members');
    perform ledger.fill_founders(p_chama, v_members);
    v_added := ledger.add_members(p_chama, v_members);
    -- Whoever is connected found these tables small, and looks through all of them for each member until they are counted.
    if v_added >= 50 then
        perform ops.refresh_statistics();
    end if;
    perform ledger.keep_rows(p_chama, 'members', v_batch, p -> 'rows');
    return ledger.answer(p_chama, p_key, jsonb_build_object('batch', v_batch, 'posted', jsonb_array_length(v_members), 'added', v_added),
        array['imports', 'members', 'home']);
end
$$;

comment on function api.import_members(uuid, uuid, jsonb) is
    'Brings a register in, all or nothing: {file_name, file_hash, left_out, mapping, totals, rows: [{line, hash, occurrence, raw, entity}], members: [{line, member, person, number?, first_name, middle_name?, last_name?, phone?, email?, join_date?, role?, notes?, national_id_sealed? (base64), next_of_kin?: [{relation, share_pct}], fills?}]} -> {batch, posted, added, changes}. fills marks the row of an officer the founding entered; it has no entity.';
