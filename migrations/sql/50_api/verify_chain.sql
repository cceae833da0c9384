create or replace function api.verify_chain(p_chama uuid) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'iso_8601' set bytea_output = 'hex' set extra_float_digits = 1
as $$
declare
    v_head app.chain_heads;
    v_bad record;
    v_links bigint;
begin
    perform app.require(p_chama, 'audit.view');
    select * into v_head from app.chain_heads h where h.chain = p_chama;
    select l.seq, l.why into v_bad from (
        select a.seq, case
            when a.seq <> a.row then 'missing'
            when a.prev_hash <> coalesce(a.before, sha256(uuid_send(p_chama))) then 'order'
            when a.hash <> sha256(a.prev_hash || int8send(a.seq)
                || convert_to(to_char(a.performed_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS.US'), 'UTF8')
                || convert_to(a.body_text, 'UTF8')) then 'changed'
            when a.body_text::jsonb -> 'new' is distinct from coalesce(a.new_values, 'null')
              or a.body_text::jsonb -> 'old' is distinct from coalesce(a.old_values, 'null')
              or a.body_text::jsonb ->> 'by' is distinct from a.performed_by::text
              or a.body_text::jsonb ->> 'entity' is distinct from a.entity_type then 'changed' end as why
        from (select x.*, row_number() over w as row, lag(x.hash) over w as before
              from app.audit_logs x where x.chama_id = p_chama window w as (order by x.seq)) a
    ) l where l.why is not null order by l.seq limit 1;
    select count(*) into v_links from app.audit_logs a where a.chama_id = p_chama;
    if v_bad.seq is null and (v_links <> coalesce(v_head.seq, 0)) then
        select v_links + 1 as seq, 'missing' as why into v_bad;
    end if;
    return jsonb_build_object('whole', v_bad.seq is null, 'links', v_links, 'first_bad', v_bad.seq, 'why', v_bad.why,
        'head', encode(v_head.hash, 'hex'));
end
$$;

comment on function api.verify_chain(uuid) is
    'Walks the audit chain of a chama: {whole, links, first_bad, why: missing|order|changed, head}.';
