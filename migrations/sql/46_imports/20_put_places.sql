create or replace function ledger.put_places(p_chama uuid, p_places jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from jsonb_array_elements(p_places) x where x ->> 'purpose' not in ('cash', 'mobile_money', 'bank')) then
        perform ledger.refuse('MP421', '{"field": "place", "why": "value"}');
    end if;
    update app.accounts a set external_number = x.number, row_version = a.row_version + 1
    from jsonb_to_recordset(p_places) as x (account uuid, number text)
    where a.chama_id = p_chama and a.id = x.account and a.external_number is null and nullif(x.number, '') is not null;
    -- Beside its like: the second bank account stands after the first, under the next free code.
    insert into app.accounts (id, chama_id, code, name, account_type, purpose, external_number, min_balance, created_by)
    select x.account, p_chama, f.code, ledger.text(to_jsonb(x), 'name', 100, true), 'asset', x.purpose, nullif(x.number, ''), 0, app.uid()
    from (
        select r.*, row_number() over (partition by r.purpose order by r.o) as n
        from rows from (jsonb_to_recordset(p_places) as (account uuid, name text, purpose text, number text)) with ordinality
            as r (account, name, purpose, number, o)
        where not exists (select from app.accounts a where a.chama_id = p_chama and a.id = r.account)
    ) x
    cross join lateral (
        select g.c::text as code, row_number() over (order by g.c) as n
        from (select coalesce(max(a.code::integer), 1900) as c from app.accounts a
            where a.chama_id = p_chama and a.purpose = x.purpose and a.code ~ '^[0-9]{1,8}$') l
        cross join lateral generate_series(l.c + 1, l.c + 200) as g (c)
        where not exists (select from app.accounts a where a.chama_id = p_chama and a.code = g.c::text)
    ) f
    where f.n = x.n;
end
$$;

comment on function ledger.put_places(uuid, jsonb) is
    'Gives a place its number where it has none, and makes places the chama lacks: [{account, name, purpose: cash|mobile_money|bank, number?}].';
