create or replace function ledger.add_members(p_chama uuid, p_members jsonb) returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := app.uid();
    v_from date := (select min(r.effective_from) from app.contribution_rates r where r.chama_id = p_chama);
    v_offices boolean := app.can(p_chama, 'roles.change') or not exists (
        select from app.chama_members m where m.chama_id = p_chama and m.role = 'leader' and m.status = 'active');
    v_added integer;
begin
    insert into app.users (id, email, phone, first_name, middle_name, last_name, language, national_id_sealed, status, created_by)
    select x.person, nullif(trim(x.email), ''), x.phone, trim(x.first_name), nullif(trim(x.middle_name), ''), nullif(trim(x.last_name), ''),
        coalesce(x.language, 'en'), decode(x.national_id_sealed, 'base64'), 'pending', v_user
    from jsonb_to_recordset(p_members) as x (person uuid, email text, phone text, first_name text, middle_name text, last_name text,
        language text, national_id_sealed text, fills boolean)
    where not coalesce(x.fills, false);
    -- Offices come in only where someone may give them, or where nobody leads yet and so nobody could.
    insert into app.chama_members (id, chama_id, user_id, role, member_number, join_date, notes, created_by)
    select x.member, p_chama, x.person, case when v_offices then coalesce(x.role, 'member') else 'member' end, trim(x.number),
        coalesce(x.join_date, v_from, app.today(p_chama)), nullif(trim(x.notes), ''), v_user
    from jsonb_to_recordset(p_members) as x (member uuid, person uuid, number text, role text, join_date date, notes text, fills boolean)
    where not coalesce(x.fills, false);
    get diagnostics v_added = row_count;
    insert into app.next_of_kin (chama_id, member_id, relation, share_pct, created_by)
    select p_chama, (u.m ->> 'member')::uuid, ledger.text(k.j, 'relation', 60, true), (k.j ->> 'share_pct')::numeric, v_user
    from jsonb_array_elements(p_members) with ordinality as u (m, o)
    cross join jsonb_array_elements(coalesce(u.m -> 'next_of_kin', '[]')) with ordinality as k (j, n)
    where not exists (select from app.next_of_kin n where n.chama_id = p_chama and n.member_id = (u.m ->> 'member')::uuid)
    order by u.o, k.n;
    return v_added;
exception when unique_violation then
    -- an account of another group, which is not for this one to see
    perform ledger.refuse('MP421', '{"field": "email", "why": "in_use"}');
    return 0;
end
$$;

comment on function ledger.add_members(uuid, jsonb) is
    'Enters checked and numbered members in one set: people who cannot sign in yet, memberships from the first day of the books where no day is given, next of kin.';
