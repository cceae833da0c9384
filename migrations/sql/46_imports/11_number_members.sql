create or replace function ledger.number_members(p_chama uuid, p_members jsonb) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_prefix text;
    v_next bigint;
    v_numbered jsonb;
    v_wanted integer;
begin
    -- The row of the member numbers is the lock under which a number stays free.
    select s.prefix, s.next_value into v_prefix, v_next from app.number_sequences s
    where s.chama_id = p_chama and s.kind = 'member' for update;
    select count(*) into v_wanted from jsonb_array_elements(p_members) m where nullif(trim(m ->> 'number'), '') is null;
    with free as (
        select g.n, ledger.numbered(v_prefix, g.n, 3) as number, row_number() over (order by g.n) as o
        from generate_series(v_next, v_next + v_wanted + jsonb_array_length(p_members)
            + (select count(*) from app.chama_members m where m.chama_id = p_chama)) as g (n)
        where not exists (select from app.chama_members m where m.chama_id = p_chama and m.member_number = ledger.numbered(v_prefix, g.n, 3))
          and not exists (select from jsonb_array_elements(p_members) m where m ->> 'number' = ledger.numbered(v_prefix, g.n, 3))
    ),
    sent as (
        select u.m, u.o, nullif(trim(u.m ->> 'number'), '') as number,
            sum(case when nullif(trim(u.m ->> 'number'), '') is null then 1 else 0 end) over (order by u.o) as blanks
        from jsonb_array_elements(p_members) with ordinality as u (m, o)
    ),
    moved as (
        update app.number_sequences s set next_value = f.n + 1
        from (select max(free.n) as n from free where free.o <= v_wanted) f
        where s.chama_id = p_chama and s.kind = 'member' and f.n is not null
    )
    select jsonb_agg(s.m || jsonb_build_object('number', coalesce(s.number, f.number)) order by s.o) into v_numbered
    from sent s left join free f on s.number is null and f.o = s.blanks;
    return v_numbered;
end
$$;

comment on function ledger.number_members(uuid, jsonb) is
    'Gives the next free numbers to those who are sent without one, and returns all of them; numbers that are sent stay.';
