-- The structure of the first release, frozen: later changes are new revisions.

CREATE TABLE app.audit_logs (
    id UUID DEFAULT app.uuid_v7() NOT NULL,
    chama_id UUID,
    seq BIGINT NOT NULL,
    event_type TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    entity_id UUID,
    action TEXT NOT NULL,
    old_values JSONB,
    new_values JSONB,
    changed_fields TEXT[],
    ip_address INET,
    user_agent TEXT,
    computer TEXT,
    session_id UUID,
    request_id UUID,
    notes TEXT,
    severity TEXT DEFAULT 'info' NOT NULL,
    performed_by UUID,
    performed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    body_text TEXT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_audit_logs PRIMARY KEY (id),
    CONSTRAINT ck_audit_logs__action CHECK (action in ('create', 'update', 'delete', 'approve', 'reject', 'suspend', 'activate')),
    CONSTRAINT ck_audit_logs__severity CHECK (severity in ('info', 'warning', 'error', 'critical'))
)
 PARTITION BY RANGE (id);
CREATE INDEX ix_audit_logs__chain ON app.audit_logs (chama_id, seq);
CREATE INDEX ix_audit_logs__entity ON app.audit_logs (entity_type, entity_id);
CREATE INDEX ix_audit_logs__who ON app.audit_logs (chama_id, performed_by, id);
COMMENT ON COLUMN app.audit_logs.chama_id IS 'null: the chain of the system''s own events';
COMMENT ON COLUMN app.audit_logs.body_text IS 'exactly the text that was hashed';

CREATE TABLE app.chain_heads (
    chain UUID NOT NULL,
    seq BIGINT DEFAULT 0 NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_chain_heads PRIMARY KEY (chain)
);
COMMENT ON COLUMN app.chain_heads.chain IS 'the chama, or all zeros for the system''s own events';

CREATE TABLE app.change_counters (
    chama_id UUID NOT NULL,
    topic TEXT NOT NULL,
    version BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_change_counters PRIMARY KEY (chama_id, topic),
    CONSTRAINT fk_change_counters__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE TABLE app.notifications (
    id UUID DEFAULT app.uuid_v7() NOT NULL,
    chama_id UUID,
    user_id UUID NOT NULL,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    values JSONB DEFAULT '{}'::jsonb NOT NULL,
    notification_type TEXT DEFAULT 'info' NOT NULL,
    category TEXT DEFAULT 'general' NOT NULL,
    channels TEXT[] DEFAULT '{app}'::text[] NOT NULL,
    priority TEXT DEFAULT 'normal' NOT NULL,
    status TEXT DEFAULT 'pending' NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    read_at TIMESTAMP WITH TIME ZONE,
    related_entity_type TEXT,
    related_entity_id UUID,
    action_url TEXT,
    metadata JSONB DEFAULT '{}'::jsonb NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_notifications PRIMARY KEY (id),
    CONSTRAINT ck_notifications__notification_type CHECK (notification_type in ('info', 'warning', 'error', 'success', 'reminder', 'announcement')),
    CONSTRAINT ck_notifications__priority CHECK (priority in ('low', 'normal', 'high', 'urgent')),
    CONSTRAINT ck_notifications__status CHECK (status in ('pending', 'sent', 'delivered', 'read', 'failed'))
)
 PARTITION BY RANGE (id);
CREATE INDEX ix_notifications__chama ON app.notifications (chama_id, id);
CREATE INDEX ix_notifications__expires ON app.notifications (expires_at);
CREATE INDEX ix_notifications__user ON app.notifications (user_id, id);
COMMENT ON COLUMN app.notifications.values IS 'what fills the places of title and message, whose text is a catalogue key';
