create or replace function ops.tg_audit() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_entity constant text := tg_argv[0];
    v_chama_column constant text := tg_argv[1];
    v_ignored constant text[] := string_to_array(tg_argv[2], ' ');
    v_hidden constant text[] := string_to_array(tg_argv[3], ' ');
    v_pairs jsonb[];
    v_chama uuid;
    v_rows ops.audit_row[];
begin
    if tg_op = 'INSERT' then
        select array_agg(jsonb_build_object('new', jsonb_strip_nulls(to_jsonb(n)) - v_ignored)) into v_pairs from new_rows n;
    elsif tg_op = 'DELETE' then
        select array_agg(jsonb_build_object('old', jsonb_strip_nulls(to_jsonb(o)) - v_ignored)) into v_pairs from old_rows o;
    else
        -- Both transition tables hold the rows in the order they were changed. Side by side and not joined: a plan kept
        -- from the change of one row would compare each of a thousand with each other.
        select array_agg(jsonb_build_object('old', u.o, 'new', u.n)) into v_pairs
        from unnest(array(select to_jsonb(r) - v_ignored from old_rows r), array(select to_jsonb(r) - v_ignored from new_rows r)) as u (o, n)
        where u.o <> u.n;
    end if;
    for v_chama, v_rows in
        select case when v_chama_column = '' then null
                    else nullif(coalesce(p -> 'new', p -> 'old') ->> v_chama_column, '')::uuid end,
            array_agg(row(
                v_entity || '.' || lower(tg_op), v_entity, nullif(coalesce(p -> 'new', p -> 'old') ->> 'id', '')::uuid,
                case tg_op when 'INSERT' then 'create' when 'DELETE' then 'delete' else 'update' end,
                ops.hidden(p -> 'old', v_hidden), ops.hidden(p -> 'new', v_hidden),
                case tg_op when 'UPDATE' then (
                    select array_agg(f.key order by f.key) from jsonb_each(p -> 'new') f
                    where f.value is distinct from p -> 'old' -> f.key) end,
                null, 'info', null)::ops.audit_row order by o)
        from unnest(v_pairs) with ordinality as u (p, o)
        group by 1
    loop
        perform ops.write_links(v_chama, v_rows);
    end loop;
    return null;
end
$$;

alter function ops.tg_audit() owner to mp_auth;
comment on function ops.tg_audit() is
    'Statement trigger: one audit link a changed row, with both values. Arguments: entity, chama column, columns that are not news, columns shown as changed but never with their value.';
-- A new partition gets the trigger from the owner of the tables.
grant execute on function ops.tg_audit() to mp_tables;
