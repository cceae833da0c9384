create or replace function app.member_history(p_chama uuid, p_member uuid)
returns table (id uuid, at timestamp, by_name text, event text, action text, old_values jsonb, new_values jsonb, changed text[], notes text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid;
    v_zone text;
    -- Of what the system's own chain says of a person, what the register shows of them; the rest is theirs.
    v_shown constant text[] := array['first_name', 'middle_name', 'last_name', 'phone', 'email', 'date_of_birth', 'gender', 'language', 'national_id_sealed'];
begin
    perform app.require(p_chama, 'audit.view');
    select m.user_id, c.time_zone into v_user, v_zone from app.chama_members m join app.chamas c on c.id = m.chama_id
    where m.chama_id = p_chama and m.id = p_member;
    return query
        select a.id, a.performed_at at time zone v_zone, w.name, a.event_type, a.action, a.old_values, a.new_values, a.changed_fields, a.notes
        from (
            select l.* from app.audit_logs l where l.chama_id = p_chama and l.entity_type = 'member' and l.entity_id = p_member
            union all
            select l.* from app.audit_logs l
            where l.chama_id = p_chama and l.entity_type = 'next_of_kin' and coalesce(l.new_values, l.old_values) ->> 'member_id' = p_member::text
            union all
            select l.* from app.audit_logs l
            where l.chama_id is null and l.entity_type = 'user' and l.entity_id = v_user and l.event_type = 'user.update'
              and l.changed_fields && v_shown
        ) a
        left join lateral (
            select concat_ws(' ', u.first_name, u.last_name) as name from app.users u
            where u.id = a.performed_by and exists (select from app.chama_members m where m.chama_id = p_chama and m.user_id = u.id)) w on true
        order by a.performed_at desc, a.seq desc
        limit 500;
end
$$;

alter function app.member_history(uuid, uuid) owner to mp_invariant;
comment on function app.member_history(uuid, uuid) is
    'What was done to one member''s record, newest first, for who may see the audit: the membership, next of kin, and the names and contact of the person.';
revoke all on function app.member_history(uuid, uuid) from public;
grant execute on function app.member_history(uuid, uuid) to mp_device;
