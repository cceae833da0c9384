create or replace function ledger.check_journal(p_chama uuid, p_lines jsonb) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_own uuid[] := app.my_memberships();
    v_fines boolean;
    v_to_oneself boolean;
    v_only_oneself boolean;
begin
    with side as (
        select u.o, (u.j ->> 'member')::uuid as member, s.account, s.credits, s.member as theirs
        from jsonb_array_elements(p_lines) with ordinality as u (j, o)
        cross join lateral (
            select (u.j ->> 'debit')::uuid as account, false as credits, null::uuid as member where not u.j ? 'legs'
            union all
            select (u.j ->> 'credit')::uuid, true, null where not u.j ? 'legs'
            union all
            select (g ->> 'account')::uuid, g ? 'credit', (g ->> 'member')::uuid
            from jsonb_array_elements(case when u.j ? 'legs' then u.j -> 'legs' else '[]' end) g
        ) s
    ),
    line as (
        select s.o, bool_or(a.purpose = 'fines_receivable') as fines, bool_or(s.credits and ledger.is_place(p_chama, a.id)) as pays,
            bool_or(coalesce(s.theirs, s.member) = any (v_own)) as own
        from side s left join app.accounts a on a.chama_id = p_chama and a.id = s.account
        group by s.o
    )
    select bool_or(l.fines), bool_or(l.pays and l.own), bool_and(coalesce(l.own, false)) into v_fines, v_to_oneself, v_only_oneself from line l;
    if v_fines then
        -- What members owe of fines is kept fine by fine: only charging, paying and waiving move it.
        perform ledger.refuse('MP421', '{"field": "account", "why": "fines"}');
    elsif v_to_oneself or v_only_oneself then
        perform ledger.refuse('MP413', '{"what": "own"}');
    end if;
end
$$;

comment on function ledger.check_journal(uuid, jsonb) is
    'Refuses entries on the account of fines (MP421), and those that pay the person acting or concern nobody else (MP413).';
