create or replace function app.setting(p_chama uuid, p_key text, p_on date default null) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select s.setting_value
    from app.system_settings s
    cross join (select coalesce(p_on, app.today(p_chama), current_date) as day) d
    where s.setting_key = p_key and (s.chama_id = p_chama or s.chama_id is null)
      and s.effective_from <= d.day and (s.effective_to is null or d.day < s.effective_to)
    order by s.chama_id is null, s.effective_from desc
    limit 1;
end;

comment on function app.setting(uuid, text, date) is
    'The value of a setting in force in a chama on a day (today): its own, else the one for all; null when there is no such key.';
grant execute on function app.setting(uuid, text, date) to public;
