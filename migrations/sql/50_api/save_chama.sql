create or replace function api.save_chama(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_user uuid := app.require(p_chama, 'settings.change');
    v_old app.chamas;
    v_new app.chamas;
begin
    v_done := ledger.claim(p_chama, p_key, 'save_chama', p);
    if v_done is not null then
        return v_done;
    end if;
    select * into v_old from app.chamas c where c.id = p_chama for update;
    perform ledger.same_version(p, v_old.row_version, to_jsonb(v_old));
    v_new := jsonb_populate_record(v_old, p - array['id', 'status', 'is_sample', 'currency', 'dissolution_date', 'row_version',
        'created_at', 'created_by', 'updated_at', 'updated_by']);
    perform ledger.check_chama(v_new);
    update app.chamas c set name = trim(v_new.name), short_name = trim(v_new.short_name), description = v_new.description, category = v_new.category,
        accent = v_new.accent, max_members = v_new.max_members, min_contribution_amount = v_new.min_contribution_amount,
        contribution_frequency = v_new.contribution_frequency, contribution_day = v_new.contribution_day, meeting_frequency = v_new.meeting_frequency,
        loan_interest_rate = v_new.loan_interest_rate, loan_interest_period = v_new.loan_interest_period,
        max_loan_multiplier = v_new.max_loan_multiplier, loan_grace_period = v_new.loan_grace_period, penalty_rate = v_new.penalty_rate,
        penalty_period = v_new.penalty_period, registration_number = v_new.registration_number, registration_date = v_new.registration_date,
        location = v_new.location, contact_phone = v_new.contact_phone, paybill = v_new.paybill, meeting_location = v_new.meeting_location,
        meeting_time = v_new.meeting_time, time_zone = v_new.time_zone, member_prefix = v_new.member_prefix, admin_notes = v_new.admin_notes,
        terms_and_conditions = v_new.terms_and_conditions, constitution = v_new.constitution, bylaws = v_new.bylaws,
        row_version = c.row_version + 1, updated_at = now(), updated_by = v_user
    where c.id = p_chama;
    update app.number_sequences s set prefix = v_new.member_prefix || '-'
    where s.chama_id = p_chama and s.kind = 'member' and v_new.member_prefix <> v_old.member_prefix;
    return ledger.answer(p_chama, p_key, jsonb_build_object('chama', p_chama, 'row_version', v_old.row_version + 1), array['chamas', 'settings', 'home']);
end
$$;

comment on function api.save_chama(uuid, uuid, jsonb) is
    'Changes what is sent of a chama''s profile and constitution: {row_version, name?, short_name?, accent?, constitution?: [{clause, title, text}], …} -> {chama, row_version, changes}. Currency and status are not changed here.';
