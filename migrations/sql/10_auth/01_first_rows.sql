-- The epoch a restore moves on, and the secret behind the answers about unknown accounts (244 bits of the server's own randomness).
insert into auth.epoch (single) values (true) on conflict do nothing;
insert into auth.server_secret (secret)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
on conflict do nothing;
