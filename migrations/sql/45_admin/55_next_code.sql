create or replace function ledger.next_code(p_chama uuid, p_from integer) returns text
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select n::text from generate_series(p_from, p_from + 9999) n
    where not exists (select from app.accounts a where a.chama_id = p_chama and a.code = n::text)
    order by n limit 1;
end;

comment on function ledger.next_code(uuid, integer) is 'The first account code of a chama that is free from a figure on.';
