create or replace function ops.hidden(p_row jsonb, p_columns text[]) returns jsonb
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
begin atomic
    select case when p_row is null or p_columns is null or not p_row ?| p_columns then p_row else (
        select jsonb_object_agg(
            e.key,
            case when e.key = any (p_columns) and e.value <> 'null'
                 then to_jsonb('sha256:' || encode(substring(sha256(convert_to(e.value::text, 'UTF8')) for 8), 'hex')) else e.value end)
        from jsonb_each(p_row) e) end;
end;

comment on function ops.hidden(jsonb, text[]) is 'A row for the audit with private columns replaced by a short hash: that they changed shows, what they say does not.';
grant execute on function ops.hidden(jsonb, text[]) to mp_auth;
