create or replace function ledger.check_chama(p app.chamas) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_row jsonb := to_jsonb(p);
    v_field text;
begin
    perform ledger.text(v_row, f.field, f.most, f.field in ('name', 'short_name'))
    from (values ('name', 120), ('short_name', 40), ('description', 2000), ('registration_number', 60), ('location', 200), ('contact_phone', 30),
        ('paybill', 30), ('meeting_location', 200), ('meeting_time', 40), ('member_prefix', 8)) as f (field, most);
    perform ledger.check_zone(p.time_zone);
    v_field := case
        when length(p.name) < 3 then 'name'
        when p.accent not between 1 and 8 then 'accent'
        when p.max_members < 1 then 'max_members'
        when p.contribution_day not between 1 and 31 then 'contribution_day'
        when p.min_contribution_amount = 'NaN' or p.min_contribution_amount < 0 then 'min_contribution_amount'
        when p.loan_interest_rate = 'NaN' or p.loan_interest_rate < 0 then 'loan_interest_rate'
        when p.max_loan_multiplier = 'NaN' or p.max_loan_multiplier < 0 then 'max_loan_multiplier'
        when p.penalty_rate = 'NaN' or p.penalty_rate < 0 then 'penalty_rate'
        when p.loan_grace_period < 0 then 'loan_grace_period'
        when coalesce(p.member_prefix, '') !~ '^[A-Za-z0-9]{1,8}$' then 'member_prefix'
        when jsonb_typeof(p.constitution) <> 'array' or exists (
            select from jsonb_array_elements(case jsonb_typeof(p.constitution) when 'array' then p.constitution else '[]' end) c
            where nullif(trim(c ->> 'clause'), '') is null or nullif(trim(c ->> 'text'), '') is null) then 'constitution' end;
    if v_field is not null then
        perform ledger.refuse('MP421', jsonb_build_object('field', v_field, 'why', 'format'));
    end if;
end
$$;

comment on function ledger.check_chama(app.chamas) is 'Refuses (MP421) a profile whose names, figures or clauses cannot be.';
