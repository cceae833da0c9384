create or replace function ops.audit_event(
    p_chama uuid, p_event text, p_entity text, p_entity_id uuid, p_action text,
    p_notes text default null, p_severity text default 'info', p_old jsonb default null, p_new jsonb default null
) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform ops.write_links(p_chama, array[row(p_event, p_entity, p_entity_id, p_action, p_old, p_new, null, p_notes, p_severity, null)::ops.audit_row]);
end
$$;

comment on function ops.audit_event(uuid, text, text, uuid, text, text, text, jsonb, jsonb) is
    'Adds one link to an audit chain for an event that is no change of a row, such as a sign-in or a print.';
grant execute on function ops.audit_event(uuid, text, text, uuid, text, text, text, jsonb, jsonb) to mp_auth, mp_api, mp_enrol;
