create or replace function ops.found_chama(p_chama uuid, p_member uuid, p_user uuid, p jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into app.chamas (id, name, short_name, description, category, accent, is_sample, contribution_frequency, meeting_frequency,
        currency, loan_interest_rate, max_loan_multiplier, registration_number, registration_date, location, contact_phone, paybill,
        meeting_location, meeting_time, time_zone, member_prefix, created_by)
    values (p_chama, trim(p ->> 'name'), coalesce(p ->> 'short_name', trim(p ->> 'name')), p ->> 'description',
        coalesce(p ->> 'category', 'savings'), coalesce((p ->> 'accent')::integer, 1), coalesce((p ->> 'is_sample')::boolean, false),
        coalesce(p ->> 'contribution_frequency', 'monthly'), coalesce(p ->> 'meeting_frequency', 'monthly'), coalesce(p ->> 'currency', 'KES'),
        (p ->> 'loan_interest_rate')::numeric, (p ->> 'max_loan_multiplier')::numeric, p ->> 'registration_number',
        (p ->> 'registration_date')::date, p ->> 'location', p ->> 'contact_phone', p ->> 'paybill', p ->> 'meeting_location',
        p ->> 'meeting_time', coalesce(p ->> 'time_zone', 'Africa/Nairobi'), coalesce(p ->> 'member_prefix', 'M'), p_user);
    insert into app.chama_members (id, chama_id, user_id, role, member_number, join_date, created_by)
    values (p_member, p_chama, p_user, coalesce(p ->> 'role', 'leader'),
        coalesce(p ->> 'member_number', coalesce(p ->> 'member_prefix', 'M') || '-001'),
        coalesce((p ->> 'join_date')::date, current_date), p_user);
end
$$;

comment on function ops.found_chama(uuid, uuid, uuid, jsonb) is 'Makes the chama and the membership of its founder.';
alter function ops.found_chama(uuid, uuid, uuid, jsonb) owner to mp_auth;
grant insert on app.chamas, app.chama_members to mp_auth;
grant execute on function ops.found_chama(uuid, uuid, uuid, jsonb) to mp_api;
