create or replace function ledger.put_kin(p_chama uuid, p_member uuid, p jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_total numeric;
begin
    if not p ? 'next_of_kin' then
        return;
    end if;
    perform ledger.text(k, 'relation', 60, true), ledger.text(k, 'full_name', 120), ledger.text(k, 'phone', 20)
    from jsonb_array_elements(p -> 'next_of_kin') k;
    if exists (select from jsonb_array_elements(p -> 'next_of_kin') k where k ->> 'share_pct' !~ '^[0-9]{1,3}(\.[0-9]{1,2})?$'
        or k ->> 'share_pct' is null or (k ->> 'share_pct')::numeric <= 0) then
        perform ledger.refuse('MP421', '{"field": "next_of_kin", "why": "share"}');
    end if;
    select sum((k ->> 'share_pct')::numeric) into v_total from jsonb_array_elements(p -> 'next_of_kin') k;
    if v_total <> 100 then
        perform ledger.refuse('MP421', jsonb_build_object('field', 'next_of_kin', 'why', 'shares_not_whole', 'total', v_total));
    end if;
    delete from app.next_of_kin k where k.chama_id = p_chama and k.member_id = p_member;
    insert into app.next_of_kin (chama_id, member_id, relation, full_name, phone, share_pct, created_by)
    select p_chama, p_member, trim(k ->> 'relation'), ledger.text(k, 'full_name', 120), ledger.text(k, 'phone', 20),
        (k ->> 'share_pct')::numeric, app.uid()
    from jsonb_array_elements(p -> 'next_of_kin') with ordinality as u (k, o) order by o;
end
$$;

comment on function ledger.put_kin(uuid, uuid, jsonb) is 'Replaces the next of kin of a member when they are sent: shares make 100 or there are none.';
