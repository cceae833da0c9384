create or replace function ops.write_links(p_chama uuid, p_rows ops.audit_row[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'iso_8601' set bytea_output = 'hex' set extra_float_digits = 1
as $$
declare
    v_chain uuid := coalesce(p_chama, '00000000-0000-0000-0000-000000000000');
    v_head app.chain_heads;
    v_count integer := cardinality(p_rows);
    v_now timestamptz := clock_timestamp();
    v_stamp bytea;
    v_user uuid;
    v_session uuid;
    v_agent text := left(current_setting('application_name', true), 200);
    v_bodies text[];
    v_hashes bytea[];
    v_hash bytea;
begin
    select l.user_id, l.id into v_user, v_session from auth.live_sessions l
    where l.token_hash = sha256(convert_to(current_setting('app.session_token', true), 'UTF8'));
    insert into app.chain_heads (chain, seq, hash) values (v_chain, 0, sha256(uuid_send(v_chain))) on conflict do nothing;
    select * into v_head from app.chain_heads h where h.chain = v_chain for update;
    v_stamp := convert_to(to_char(v_now at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS.US'), 'UTF8');
    select array_agg(jsonb_build_object(
        'event', r.event_type, 'entity', r.entity_type, 'id', r.entity_id, 'action', r.action, 'old', r.old_values,
        'new', r.new_values, 'by', v_user, 'computer', session_user, 'session', v_session, 'notes', r.notes)::text order by r.o)
    into v_bodies
    from unnest(p_rows) with ordinality as r (event_type, entity_type, entity_id, action, old_values, new_values, changed, notes, severity, request_id, o);
    v_hash := v_head.hash;
    v_hashes := array[v_hash];
    for i in 1 .. v_count loop
        v_hash := sha256(v_hash || int8send(v_head.seq + i) || v_stamp || convert_to(v_bodies[i], 'UTF8'));
        v_hashes[i + 1] := v_hash;
    end loop;
    perform ops.ensure_partitions((v_now at time zone 'utc')::date, (v_now at time zone 'utc')::date);
    insert into app.audit_logs (id, chama_id, seq, event_type, entity_type, entity_id, action, old_values, new_values,
        changed_fields, ip_address, user_agent, computer, session_id, request_id, notes, severity, performed_by, performed_at,
        body_text, prev_hash, hash)
    select app.uuid_v7_on((v_now at time zone 'utc')::date, r.o::integer), p_chama, v_head.seq + r.o, r.event_type, r.entity_type,
        r.entity_id, r.action, r.old_values, r.new_values, r.changed, inet_client_addr(), v_agent, session_user, v_session,
        r.request_id, r.notes, coalesce(r.severity, 'info'), v_user, v_now, v_bodies[r.o], v_hashes[r.o], v_hashes[r.o + 1]
    from unnest(p_rows) with ordinality as r (event_type, entity_type, entity_id, action, old_values, new_values, changed, notes, severity, request_id, o);
    update app.chain_heads set seq = v_head.seq + v_count, hash = v_hash where chain = v_chain;
end
$$;

alter function ops.write_links(uuid, ops.audit_row[]) owner to mp_auth;
comment on function ops.write_links(uuid, ops.audit_row[]) is
    'Adds links to an audit chain: hash = sha256(hash before, seq, UTC microseconds, body), the body kept exactly as hashed.';
grant insert, select on app.audit_logs to mp_auth;
grant select, insert, update on app.chain_heads to mp_auth;
grant usage on schema ops to mp_auth, mp_api, mp_tables, mp_device, mp_invariant;
grant execute on function ops.write_links(uuid, ops.audit_row[]) to mp_api, mp_enrol;
