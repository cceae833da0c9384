create or replace function ledger.refuse(p_code text, p_detail jsonb default '{}') returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'refused' using errcode = p_code, detail = p_detail;
end
$$;

comment on function ledger.refuse(text, jsonb) is 'Raises a refusal of the MP class with the figures its sentence needs.';
