create or replace function ledger.add_person(p jsonb) returns uuid
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := coalesce((p ->> 'person')::uuid, app.uuid_v7());
begin
    perform ledger.check_person(jsonb_build_object('language', 'en') || jsonb_strip_nulls(p));
    -- Waiting: whoever is entered in a register cannot sign in until an account is made for them.
    insert into app.users (id, email, phone, first_name, middle_name, last_name, date_of_birth, gender, language, national_id_sealed,
        status, created_by)
    values (v_user, nullif(trim(p ->> 'email'), ''), p ->> 'phone', ledger.text(p, 'first_name', 100, true),
        ledger.text(p, 'middle_name', 100), ledger.text(p, 'last_name', 100), (p ->> 'date_of_birth')::date, p ->> 'gender',
        coalesce(p ->> 'language', 'en'), decode(p ->> 'national_id_sealed', 'base64'), 'pending', app.uid());
    return v_user;
exception when unique_violation then
    perform ledger.refuse('MP421', '{"field": "email", "why": "in_use"}');
end
$$;

comment on function ledger.add_person(jsonb) is
    'Enters a new person; `person` is the id a client made to seal the identity number for. An e-mail that another account has is refused (MP421).';
