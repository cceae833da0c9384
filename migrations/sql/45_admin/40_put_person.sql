create or replace function ledger.put_person(p_user uuid, p jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old app.users;
    v_new app.users;
begin
    select * into v_old from app.users u where u.id = p_user for update;
    v_new := jsonb_populate_record(v_old, (select coalesce(jsonb_object_agg(e.key, nullif(trim(e.value #>> '{}'), '')), '{}')
        from jsonb_each(p) e
        where e.key in ('first_name', 'middle_name', 'last_name', 'phone', 'email', 'date_of_birth', 'gender', 'language')));
    if p ? 'national_id_sealed' then
        v_new.national_id_sealed := decode(p ->> 'national_id_sealed', 'base64');
    end if;
    v_new.language := coalesce(v_new.language, 'en');
    perform ledger.check_person(to_jsonb(v_new));
    if v_new is not distinct from v_old then
        return;
    elsif p_user <> app.uid() and ops.others_person(p_user) then
        perform ledger.refuse('MP403', '{"permission": "members.manage", "why": "other_chama"}');
    elsif v_old.status <> 'pending' and p_user <> app.uid() and lower(v_new.email) is distinct from lower(v_old.email) then
        -- The address is what a person signs in with: nobody else moves it once they do.
        perform ledger.refuse('MP421', '{"field": "email", "why": "signs_in"}');
    end if;
    update app.users set first_name = v_new.first_name, middle_name = v_new.middle_name, last_name = v_new.last_name, phone = v_new.phone,
        email = v_new.email, date_of_birth = v_new.date_of_birth, gender = v_new.gender, language = v_new.language,
        national_id_sealed = v_new.national_id_sealed, phone_verified = phone_verified and phone is not distinct from v_new.phone,
        email_verified = email_verified and email is not distinct from v_new.email,
        row_version = row_version + 1, updated_at = now(), updated_by = app.uid()
    where id = p_user;
exception when unique_violation then
    perform ledger.refuse('MP421', '{"field": "email", "why": "in_use"}');
end
$$;

comment on function ledger.put_person(uuid, jsonb) is
    'Changes what is sent of a person''s names, contact and identity; never of one who also belongs to a chama out of reach.';
