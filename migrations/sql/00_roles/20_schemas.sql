-- The schemas, who owns them and who may look inside. The ledger's own functions are for no client.
create schema if not exists app;
create schema if not exists auth;
create schema if not exists api;
create schema if not exists ops;
create schema if not exists ledger;

alter schema app owner to mp_tables;
alter schema auth owner to mp_auth;
alter schema api owner to mp_api;
alter schema ledger owner to mp_api;

revoke all on schema public from public;
revoke all on schema app, auth, api, ops, ledger from public;

grant usage on schema app, auth, api, ops to mp_device;
grant usage on schema app, auth, ledger to mp_tables, mp_api, mp_auth, mp_invariant;
grant usage on schema app, auth, ops to mp_enrol, mp_reaper;
grant usage on schema ops to mp_api, mp_auth;

comment on schema app is 'Tables, and the helpers that say who may do what.';
comment on schema auth is 'Credentials, sessions and the functions that check them.';
comment on schema api is 'What a client may ask for.';
comment on schema ops is 'Enrolment of computers, the reaper, partitions and checks.';
comment on schema ledger is 'Posting; for the functions of schema api only.';
