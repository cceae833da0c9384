create or replace function app.today(p_chama uuid) returns date
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select (clock_timestamp() at time zone c.time_zone)::date from app.chamas c where c.id = p_chama;
end;

comment on function app.today(uuid) is 'Today in the time zone of a chama, by the clock of the server.';
grant execute on function app.today(uuid) to public;
