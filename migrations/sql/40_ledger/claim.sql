create or replace function ledger.claim(p_chama uuid, p_key uuid, p_act text, p jsonb) returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hash bytea := sha256(convert_to(p_act || p::text, 'UTF8'));
    v_done app.idempotency_keys;
begin
    if p_key is null then
        perform ledger.refuse('MP421', '{"field": "key", "why": "missing"}');
    end if;
    -- Signs that cannot be seen, as ledger.text refuses them, in any text of any act; jsonb writes the lowest as escapes.
    if (p - array['rows', 'mapping', 'totals', 'file_name'])::text
        ~ '[\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|(^|[^\\])(\\\\)*\\u00[01]' then
        perform ledger.refuse('MP421', '{"field": "text", "why": "hidden"}');
    end if;
    perform set_config('synchronous_commit', 'on', true);
    insert into app.idempotency_keys (chama_id, key, act, request_hash, created_by)
    values (p_chama, p_key, p_act, v_hash, app.uid()) on conflict do nothing;
    if found then
        -- The row of the transaction numbers orders all acts of a chama: whoever acts has it before any other lock, so that
        -- two acts never wait for each other and each sees what the one before it left.
        perform from app.number_sequences s where s.chama_id = p_chama and s.kind = 'transaction' for update;
        return null;
    end if;
    select * into v_done from app.idempotency_keys k where k.chama_id = p_chama and k.key = p_key;
    if v_done.request_hash is distinct from v_hash or v_done.result is null then
        perform ledger.refuse('MP409');
    end if;
    return v_done.result || '{"replayed": true}';
end
$$;

comment on function ledger.claim(uuid, uuid, text, jsonb) is
    'Claims a client-made key and waits until nobody else acts in the chama: null when the act is new, what it answered when it was done before, MP409 when the key stood for something else.';
