create or replace function api.number_statements(p_chama uuid, p_key uuid, p jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_done jsonb;
    v_members uuid[] := array(
        select x::uuid from jsonb_array_elements_text(p -> 'members') with ordinality as u (x, o) group by x order by min(o));
    v_prefix text;
    v_first bigint;
begin
    if not (app.can(p_chama, 'ledger.view') or v_members <@ app.my_memberships()) then
        perform app.require(p_chama, 'ledger.view');
    end if;
    v_done := ledger.claim(p_chama, p_key, 'number_statements', p);
    if v_done is not null then
        return v_done;
    end if;
    select n.prefix, n.first into v_prefix, v_first from ledger.numbers(p_chama, 'statement', cardinality(v_members)) n;
    perform ops.audit_event(p_chama, 'statement.print', 'statement', null, 'create', null, 'info', null, jsonb_build_object('members', v_members,
        'from', (p ->> 'from')::date, 'to', (p ->> 'to')::date, 'first', v_first));
    return ledger.answer(p_chama, p_key, jsonb_build_object('numbers', (
        select jsonb_object_agg(u.m, ledger.numbered(v_prefix || to_char(app.today(p_chama), 'YYYY-'), v_first + u.o - 1, 4))
        from unnest(v_members) with ordinality as u (m, o))), array['statements']);
end
$$;

comment on function api.number_statements(uuid, uuid, jsonb) is
    'Numbers the statements about to be made and notes it in the audit: {members: [uuid], from, to} -> {numbers: {member: number}}.';
