create or replace function ledger.mark_changed(p_chama uuid, p_topics text[]) returns void
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    insert into app.change_counters as c (chama_id, topic, version)
    select p_chama, t, 1 from (select distinct unnest(p_topics) as t order by 1) s
    on conflict (chama_id, topic) do update set version = c.version + 1;
end;

comment on function ledger.mark_changed(uuid, text[]) is 'Says that topics of a chama changed, for windows that poll.';
