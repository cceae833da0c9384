create or replace function ledger.same_version(p jsonb, p_now integer, p_theirs jsonb) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if (p ->> 'row_version')::integer is distinct from p_now then
        perform ledger.refuse('MP415', jsonb_build_object('version', p_now, 'theirs', p_theirs, 'yours', p));
    end if;
end
$$;

comment on function ledger.same_version(jsonb, integer, jsonb) is
    'Refuses (MP415, with both values) a change made from another version of a row than the one that stands.';
