-- The ledger's functions belong to the api's owner and are for no client; every function of schema api is for computers.
do $$
declare
    v_function regprocedure;
    v_schema text;
begin
    for v_function, v_schema in
        select p.oid::regprocedure, n.nspname
        from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('ledger', 'api')
    loop
        execute format('alter function %s owner to mp_api', v_function);
        execute format('revoke execute on function %s from public', v_function);
        if v_schema = 'api' then
            execute format('grant execute on function %s to mp_device', v_function);
        end if;
    end loop;
end
$$;
grant usage on type ledger.movement, ledger.leg, ledger.credit, ledger.receipt_line, ops.audit_row to mp_api, mp_auth, mp_invariant;
comment on schema ledger is 'Posting; for the functions of schema api only.';
