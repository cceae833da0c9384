create or replace function ledger.fill_founders(p_chama uuid, p_members jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := app.uid();
    v_rows jsonb := coalesce((select jsonb_agg(m) from jsonb_array_elements(p_members) m where (m ->> 'fills')::boolean), '[]');
    v_yielding jsonb;
begin
    -- A number the founding gave for want of a register belongs to whom the register gives it.
    select jsonb_agg(jsonb_build_object('member', f.id, 'number', null) order by f.member_number) into v_yielding
    from app.chama_members f join app.chamas c on c.id = f.chama_id and c.created_at = f.created_at
    where f.chama_id = p_chama and exists (select from jsonb_array_elements(p_members) m where m ->> 'number' = f.member_number)
      and not exists (select from jsonb_array_elements(v_rows) m where (m ->> 'member')::uuid = f.id);
    select v_rows || coalesce(jsonb_agg(x), '[]') into v_rows
    from jsonb_array_elements(ledger.number_members(p_chama, p_members || coalesce(v_yielding, '[]'))) x
    where exists (select from jsonb_array_elements(v_yielding) y where y ->> 'member' = x ->> 'member');

    -- Out of the way first: two of them may exchange their numbers.
    update app.chama_members m set member_number = m.id::text
    from jsonb_to_recordset(v_rows) as x (member uuid, number text)
    where m.chama_id = p_chama and m.id = x.member and m.member_number <> x.number;
    update app.chama_members m set member_number = x.number, join_date = coalesce(x.join_date, m.join_date),
        notes = coalesce(m.notes, x.notes), row_version = m.row_version + 1, updated_at = now(), updated_by = v_user
    from jsonb_to_recordset(v_rows) as x (member uuid, number text, join_date date, notes text)
    where m.chama_id = p_chama and m.id = x.member;
    update app.users u set first_name = x.first_name, middle_name = x.middle_name, last_name = x.last_name,
        phone = coalesce(u.phone, x.phone), email = coalesce(u.email, x.email),
        national_id_sealed = coalesce(u.national_id_sealed, decode(x.national_id_sealed, 'base64')),
        row_version = u.row_version + 1, updated_at = now(), updated_by = v_user
    from jsonb_to_recordset(v_rows) as x (member uuid, fills boolean, first_name text, middle_name text, last_name text, phone text,
        email text, national_id_sealed text)
    join app.chama_members m on m.chama_id = p_chama and m.id = x.member
    where x.fills and u.id = m.user_id and (u.id = v_user or not ops.others_person(u.id));
end
$$;

comment on function ledger.fill_founders(uuid, jsonb) is
    'Completes the memberships the founding made from their rows of a register, keeping the e-mail they sign in with, and gives another number to who must make way for a member of the register.';
