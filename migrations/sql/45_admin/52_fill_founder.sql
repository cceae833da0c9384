create or replace function ledger.fill_founder(p_chama uuid, p_members jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_founder app.chama_members;
    v_row jsonb;
    v_number text;
begin
    select m.* into v_founder from app.chama_members m join app.chamas c on c.id = m.chama_id
    where m.chama_id = p_chama and m.user_id = m.created_by and m.user_id = c.created_by;
    select m into v_row from jsonb_array_elements(p_members) m where (m ->> 'fills')::boolean;
    if v_row is null then
        -- The number the founder was given for want of a register belongs to whom the register gives it.
        if exists (select from jsonb_array_elements(p_members) m where m ->> 'number' = v_founder.member_number) then
            select x ->> 'number' into v_number
            from jsonb_array_elements(ledger.number_members(p_chama, p_members || '[{"number": null}]')) with ordinality as u (x, o)
            order by o desc limit 1;
            update app.chama_members set member_number = v_number, row_version = row_version + 1, updated_at = now(), updated_by = app.uid()
            where chama_id = p_chama and id = v_founder.id;
        end if;
        return;
    end if;
    update app.chama_members set member_number = v_row ->> 'number', join_date = coalesce((v_row ->> 'join_date')::date, join_date),
        notes = coalesce(notes, v_row ->> 'notes'), row_version = row_version + 1, updated_at = now(), updated_by = app.uid()
    where chama_id = p_chama and id = v_founder.id;
    update app.users u set first_name = v_row ->> 'first_name', middle_name = v_row ->> 'middle_name', last_name = v_row ->> 'last_name',
        phone = coalesce(u.phone, v_row ->> 'phone'),
        national_id_sealed = coalesce(u.national_id_sealed, decode(v_row ->> 'national_id_sealed', 'base64')),
        row_version = u.row_version + 1, updated_at = now(), updated_by = app.uid()
    where u.id = v_founder.user_id and (u.id = app.uid() or not ops.others_person(u.id));
end
$$;

comment on function ledger.fill_founder(uuid, jsonb) is
    'Completes the founder''s membership from their row of a register, keeping the e-mail they sign in with; without such a row, makes way for the member whose number they hold.';
