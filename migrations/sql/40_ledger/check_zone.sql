create or replace function ledger.check_zone(p_zone text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    perform now() at time zone p_zone;
exception when invalid_parameter_value then
    perform ledger.refuse('MP421', '{"field": "time_zone", "why": "value"}');
end
$$;

comment on function ledger.check_zone(text) is 'Refuses (MP421) a time zone the server does not know: no date of the chama could be worked out any more.';
