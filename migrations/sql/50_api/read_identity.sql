create or replace function api.read_identity(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_member uuid := (p ->> 'member')::uuid;
    v_sealed bytea;
begin
    if not v_member = any (app.my_memberships()) then
        perform app.require(p_chama, 'members.private');
    end if;
    v_done := ledger.claim(p_chama, p_key, 'read_identity', p);
    if v_done is not null then
        return v_done;
    end if;
    select u.national_id_sealed into v_sealed from app.chama_members m join app.users u on u.id = m.user_id
    where m.chama_id = p_chama and m.id = v_member;
    if not found then
        perform ledger.refuse('MP404', '{"what": "member"}');
    end if;
    perform ops.audit_event(p_chama, 'member.identity_read', 'member', v_member, 'update', ledger.text(p, 'reason', 200), 'info');
    return ledger.answer(p_chama, p_key, jsonb_build_object('sealed', encode(v_sealed, 'base64')), array['audit']);
end
$$;

comment on function api.read_identity(uuid, uuid, jsonb) is
    'The sealed identity number of a member, for who holds the key; every reading is written to the audit: {member, reason?} -> {sealed: base64|null, changes}.';
