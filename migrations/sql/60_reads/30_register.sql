create or replace function app.register(p_chama uuid)
returns table (id uuid, member_number text, full_name text, role text, savings numeric, shares numeric, owes numeric, standing text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_see text := app.setting(p_chama, 'members_see') #>> '{}';
    v_all boolean := v_see = 'all' or app.can(p_chama, 'members.view');
    v_own uuid[] := app.my_memberships();
begin
    return query
        select m.id, m.member_number, m.full_name, m.role, s.savings, s.shares, s.owes, s.standing
        from app.member_list m
        left join app.member_list s on s.chama_id = p_chama and s.id = m.id and (v_all or m.id = any (v_own))
        where m.chama_id = p_chama and p_chama = any (app.my_chamas())
          and (v_all or v_see = 'names' or m.id = any (v_own)) and (m.status <> 'left' or m.id = any (v_own))
        order by m.member_number;
end
$$;

alter function app.register(uuid) owner to mp_invariant;
comment on function app.register(uuid) is
    'The members of a chama as far as the setting members_see shows them to one without office: oneself, names, or names and figures.';
revoke all on function app.register(uuid) from public;
grant execute on function app.register(uuid) to mp_device;
