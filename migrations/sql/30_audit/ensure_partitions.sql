create or replace function ops.ensure_partitions(p_from date, p_to date) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_parent text;
    v_step interval;
    v_start date;
    v_name text;
begin
    for v_parent, v_step in
        values ('transactions', interval '3 months'), ('ledger_entries', interval '3 months'),
               ('audit_logs', interval '1 month'), ('notifications', interval '1 month')
    loop
        -- Audit and notifications are of the day they are written, whatever day the money carries.
        v_start := case when v_step = interval '1 month' then date_trunc('month', greatest(p_from, current_date - 31)::timestamp)
            else date_trunc('quarter', p_from::timestamp) end::date;
        while v_start <= p_to loop
            v_name := v_parent || to_char(v_start, case when v_step = interval '1 month' then '"_"YYYY"m"MM' else '"_"YYYY"q"Q' end);
            if to_regclass('app.' || v_name) is null then
                execute format('lock table app.%I in share update exclusive mode', v_parent);
                execute format('create table if not exists app.%I partition of app.%I for values from (%L) to (%L)',
                    v_name, v_parent, app.uuid_floor(v_start), app.uuid_floor((v_start + v_step)::date));
                execute format('alter table app.%I enable row level security', v_name);
                execute format('alter table app.%I force row level security', v_name);
            end if;
            v_start := (v_start + v_step)::date;
        end loop;
    end loop;
end
$$;

alter function ops.ensure_partitions(date, date) owner to mp_tables;
comment on function ops.ensure_partitions(date, date) is
    'Makes the date partitions between two days where they lack: quarters of the ledger, months of audit and notifications.';
grant create, usage on schema app to mp_tables;
grant execute on function ops.ensure_partitions(date, date) to mp_api, mp_auth;
