create or replace function ledger.tell_officers(
    p_chama uuid, p_permission text, p_title text, p_message text, p_values jsonb, p_entity text, p_id uuid
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into app.notifications (chama_id, user_id, title, message, values, category, status, sent_at, related_entity_type, related_entity_id)
    select p_chama, m.user_id, p_title, p_message, p_values, 'approvals', 'delivered', now(), p_entity, p_id
    from app.chama_members m
    where m.chama_id = p_chama and m.status = 'active' and m.user_id <> app.uid() and not p_permission = any (m.denied)
      and (p_permission = any (m.granted) or coalesce(
          (select r.allowed from app.role_permissions r where r.role = m.role and r.permission = p_permission and r.chama_id = m.chama_id),
          (select r.allowed from app.role_permissions r where r.role = m.role and r.permission = p_permission and r.chama_id is null), false));
end
$$;

comment on function ledger.tell_officers(uuid, text, text, text, jsonb, text, uuid) is
    'Puts a message in the bell of everybody else who holds a right in the chama.';
