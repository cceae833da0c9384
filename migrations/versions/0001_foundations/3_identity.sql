-- The structure of the first release, frozen: later changes are new revisions.

CREATE TABLE auth.attempts (
    ticket UUID DEFAULT gen_random_uuid() NOT NULL,
    purpose TEXT NOT NULL,
    account UUID NOT NULL,
    email_hash BYTEA NOT NULL,
    device_role TEXT NOT NULL,
    session_id UUID,
    epoch INTEGER NOT NULL,
    server_nonce BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    attempted_at TIMESTAMP WITH TIME ZONE,
    xid xid8,
    client_nonce BYTEA,
    proof BYTEA,
    code TEXT,
    payload JSONB DEFAULT '{}'::jsonb NOT NULL,
    verdict TEXT,
    tries_left SMALLINT,
    wait_until TIMESTAMP WITH TIME ZONE,
    outcome TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_attempts PRIMARY KEY (ticket),
    CONSTRAINT ck_attempts__purpose CHECK (purpose in ('sign_in', 'step_up', 'password', 'renew', 'totp_begin', 'totp_enable', 'totp_disable', 'recovery_codes')),
    CONSTRAINT ck_attempts__verdict CHECK (verdict in ('ok', 'bad', 'bad_code', 'need_code', 'inactive', 'wait', 'closed')),
    CONSTRAINT ck_attempts__outcome CHECK (outcome in ('ok', 'bad', 'bad_code', 'need_code', 'inactive', 'wait', 'closed'))
);
CREATE INDEX ix_attempts__account_attempted_at ON auth.attempts (account, attempted_at);
CREATE INDEX ix_attempts__device_role_created_at ON auth.attempts (device_role, created_at);

CREATE TABLE auth.budgets (
    account UUID NOT NULL,
    device_role TEXT NOT NULL,
    level SMALLINT DEFAULT 0 NOT NULL,
    locked_until TIMESTAMP WITH TIME ZONE,
    closed_at TIMESTAMP WITH TIME ZONE,
    known_since TIMESTAMP WITH TIME ZONE,
    cleared_at TIMESTAMP WITH TIME ZONE DEFAULT '-infinity'::timestamptz NOT NULL,
    touched_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_budgets PRIMARY KEY (account, device_role)
);

CREATE TABLE auth.epoch (
    single BOOLEAN DEFAULT true NOT NULL,
    number INTEGER DEFAULT 1 NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_epoch PRIMARY KEY (single),
    CONSTRAINT ck_epoch__single CHECK (single)
);

CREATE TABLE auth.server_secret (
    single BOOLEAN DEFAULT true NOT NULL,
    secret BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_server_secret PRIMARY KEY (single),
    CONSTRAINT ck_server_secret__single CHECK (single)
);

CREATE TABLE app.computers (
    id UUID DEFAULT app.uuid_v7() NOT NULL,
    name TEXT NOT NULL,
    device_role TEXT NOT NULL,
    status TEXT DEFAULT 'active' NOT NULL,
    enrolled_by UUID,
    enrolled_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    last_seen TIMESTAMP WITH TIME ZONE,
    revoked_by UUID,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_computers PRIMARY KEY (id),
    CONSTRAINT ck_computers__status CHECK (status in ('active', 'revoked')),
    CONSTRAINT ck_computers__device_role CHECK (device_role ~ '^mpd_[0-9a-f]{16}$'),
    CONSTRAINT uq_computers__device_role UNIQUE (device_role),
    CONSTRAINT fk_computers__enrolled_by FOREIGN KEY(enrolled_by) REFERENCES app.users (id),
    CONSTRAINT fk_computers__revoked_by FOREIGN KEY(revoked_by) REFERENCES app.users (id)
);

CREATE TABLE app.sealed_keys (
    id UUID DEFAULT app.uuid_v7() NOT NULL,
    chama_id UUID NOT NULL,
    user_id UUID,
    version INTEGER DEFAULT 1 NOT NULL,
    wrapped BYTEA NOT NULL,
    wrapped_by UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_sealed_keys PRIMARY KEY (id),
    CONSTRAINT fk_sealed_keys__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id),
    CONSTRAINT fk_sealed_keys__user_id FOREIGN KEY(user_id) REFERENCES app.users (id),
    CONSTRAINT fk_sealed_keys__wrapped_by FOREIGN KEY(wrapped_by) REFERENCES app.users (id)
);
CREATE INDEX ix_sealed_keys__user_id ON app.sealed_keys (user_id);
CREATE UNIQUE INDEX uq_sealed_keys__chama_id_user_id_version ON app.sealed_keys (chama_id, user_id, version) NULLS NOT DISTINCT;

CREATE TABLE auth.credentials (
    user_id UUID NOT NULL,
    salt BYTEA NOT NULL,
    cost SMALLINT NOT NULL,
    stored_key BYTEA NOT NULL,
    public_key BYTEA NOT NULL,
    sealed_private BYTEA NOT NULL,
    recovery_public BYTEA,
    changed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_credentials PRIMARY KEY (user_id),
    CONSTRAINT ck_credentials__salt CHECK (octet_length(salt) = 16),
    CONSTRAINT ck_credentials__cost CHECK (cost between 4 and 16),
    CONSTRAINT ck_credentials__stored_key CHECK (octet_length(stored_key) = 32),
    CONSTRAINT ck_credentials__public_key CHECK (octet_length(public_key) = 32),
    CONSTRAINT fk_credentials__user_id FOREIGN KEY(user_id) REFERENCES app.users (id)
);

CREATE TABLE auth.events (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    kind TEXT NOT NULL,
    user_id UUID,
    actor_id UUID,
    device_role TEXT NOT NULL,
    detail JSONB DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT pk_events PRIMARY KEY (id),
    CONSTRAINT fk_events__user_id FOREIGN KEY(user_id) REFERENCES app.users (id),
    CONSTRAINT fk_events__actor_id FOREIGN KEY(actor_id) REFERENCES app.users (id)
);
CREATE INDEX ix_events__user_id_at ON auth.events (user_id, at);

CREATE TABLE auth.invites (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    user_id UUID NOT NULL,
    kind TEXT NOT NULL,
    salt BYTEA NOT NULL,
    code_hash BYTEA NOT NULL,
    epoch INTEGER NOT NULL,
    created_by UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_invites PRIMARY KEY (id),
    CONSTRAINT ck_invites__kind CHECK (kind in ('invitation', 'reset')),
    CONSTRAINT fk_invites__user_id FOREIGN KEY(user_id) REFERENCES app.users (id),
    CONSTRAINT fk_invites__created_by FOREIGN KEY(created_by) REFERENCES app.users (id)
);
CREATE INDEX ix_invites__user_id ON auth.invites (user_id);

CREATE TABLE auth.recovery_codes (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    user_id UUID NOT NULL,
    salt BYTEA NOT NULL,
    code_hash BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    epoch INTEGER NOT NULL,
    CONSTRAINT pk_recovery_codes PRIMARY KEY (id),
    CONSTRAINT fk_recovery_codes__user_id FOREIGN KEY(user_id) REFERENCES app.users (id)
);
CREATE INDEX ix_recovery_codes__user_id ON auth.recovery_codes (user_id);

CREATE TABLE auth.sessions (
    token_hash BYTEA NOT NULL,
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    user_id UUID NOT NULL,
    device_role TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    last_seen TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    step_up_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_sessions PRIMARY KEY (token_hash),
    CONSTRAINT uq_sessions__id UNIQUE (id),
    CONSTRAINT fk_sessions__user_id FOREIGN KEY(user_id) REFERENCES app.users (id)
);
CREATE INDEX ix_sessions__user_id ON auth.sessions (user_id);

CREATE TABLE auth.totp (
    user_id UUID NOT NULL,
    secret BYTEA NOT NULL,
    last_step BIGINT DEFAULT 0 NOT NULL,
    enabled_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_totp PRIMARY KEY (user_id),
    CONSTRAINT ck_totp__secret CHECK (octet_length(secret) = 20),
    CONSTRAINT fk_totp__user_id FOREIGN KEY(user_id) REFERENCES app.users (id)
);
