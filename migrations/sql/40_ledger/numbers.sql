create or replace function ledger.numbers(p_chama uuid, p_kind text, p_count integer, out prefix text, out first bigint)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update app.number_sequences s set next_value = s.next_value + p_count
    where s.chama_id = p_chama and s.kind = p_kind
    returning s.prefix, s.next_value - p_count into prefix, first;
    if not found then
        perform ledger.refuse('MP404', jsonb_build_object('what', 'numbers'));
    end if;
end
$$;

comment on function ledger.numbers(uuid, text, integer) is
    'Takes the next numbers of a kind; taken back with the transaction that fails, so the run has no gap.';
