-- The structure of the first release, frozen: later changes are new revisions.

CREATE TYPE ops.audit_row AS (
    event_type text, entity_type text, entity_id uuid, action text, old_values jsonb, new_values jsonb,
    changed text[], notes text, severity text, request_id uuid
);

CREATE TYPE ledger.movement AS (
    n integer, id uuid, kind text, member uuid, amount numeric, paid_on date, method text, reference text,
    reference_number text, fee numeric, category text, description text, notes text, contribution_type uuid, receipt uuid,
    batch uuid, meeting uuid, loan uuid, reverses uuid
);

CREATE TYPE ledger.leg AS (n integer, line integer, account uuid, member uuid, debit numeric, credit numeric);

CREATE TYPE ledger.credit AS (member uuid, type uuid, transaction uuid, amount numeric, paid_on date);

CREATE TYPE ledger.receipt_line AS (
    n integer, id uuid, member uuid, kind text, type uuid, fine uuid, amount numeric, place uuid, method text, reference text,
    paid_on date, note text, receipt uuid
);

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

CREATE TABLE app.chamas (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	name TEXT NOT NULL,
	short_name TEXT NOT NULL,
	description TEXT,
	category TEXT DEFAULT 'savings' NOT NULL,
	accent INTEGER DEFAULT 1 NOT NULL,
	is_sample BOOLEAN DEFAULT false NOT NULL,
	max_members INTEGER,
	min_contribution_amount NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	contribution_frequency TEXT DEFAULT 'monthly' NOT NULL,
	contribution_day INTEGER,
	meeting_frequency TEXT DEFAULT 'monthly' NOT NULL,
	currency TEXT DEFAULT 'KES' NOT NULL,
	loan_interest_rate NUMERIC(7, 4),
	loan_interest_period TEXT DEFAULT 'month' NOT NULL,
	max_loan_multiplier NUMERIC(5, 2),
	loan_grace_period INTEGER DEFAULT 0 NOT NULL,
	penalty_rate NUMERIC(7, 4),
	penalty_period TEXT DEFAULT 'month' NOT NULL,
	status TEXT DEFAULT 'active' NOT NULL,
	registration_number TEXT,
	registration_date DATE,
	dissolution_date DATE,
	location TEXT,
	contact_phone TEXT,
	paybill TEXT,
	meeting_location TEXT,
	meeting_time TEXT,
	time_zone TEXT DEFAULT 'Africa/Nairobi' NOT NULL,
	member_prefix TEXT DEFAULT 'M' NOT NULL,
	admin_notes TEXT,
	terms_and_conditions TEXT,
	constitution JSONB DEFAULT '[]'::jsonb NOT NULL,
	bylaws JSONB DEFAULT '[]'::jsonb NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	updated_by UUID,
	CONSTRAINT pk_chamas PRIMARY KEY (id),
	CONSTRAINT ck_chamas__category CHECK (category in ('savings', 'investment', 'credit', 'mixed')),
	CONSTRAINT ck_chamas__status CHECK (status in ('pending', 'active', 'suspended', 'dissolved', 'inactive')),
	CONSTRAINT ck_chamas__contribution_frequency CHECK (contribution_frequency in ('weekly', 'monthly', 'quarterly', 'yearly', 'flexible')),
	CONSTRAINT ck_chamas__meeting_frequency CHECK (meeting_frequency in ('weekly', 'monthly', 'quarterly', 'yearly', 'as_needed')),
	CONSTRAINT ck_chamas__accent CHECK (accent between 1 and 8),
	CONSTRAINT ck_chamas__currency CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT ck_chamas__max_members CHECK (max_members is null or max_members > 0)
);

CREATE TABLE app.idempotency_keys (
	chama_id UUID NOT NULL,
	key UUID NOT NULL,
	act TEXT NOT NULL,
	request_hash BYTEA NOT NULL,
	result JSONB,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_idempotency_keys PRIMARY KEY (chama_id, key)
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

CREATE TABLE app.permissions (
	code TEXT NOT NULL,
	sentence TEXT NOT NULL,
	works_when_frozen BOOLEAN DEFAULT false NOT NULL,
	CONSTRAINT pk_permissions PRIMARY KEY (code)
);

COMMENT ON COLUMN app.permissions.works_when_frozen IS 'whether the right still works in a chama that is not active';

CREATE TABLE app.users (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	email TEXT,
	phone TEXT,
	first_name TEXT NOT NULL,
	middle_name TEXT,
	last_name TEXT,
	date_of_birth DATE,
	gender TEXT,
	national_id_sealed BYTEA,
	profile_picture BYTEA,
	language TEXT DEFAULT 'en' NOT NULL,
	status TEXT DEFAULT 'active' NOT NULL,
	email_verified BOOLEAN DEFAULT false NOT NULL,
	phone_verified BOOLEAN DEFAULT false NOT NULL,
	kyc_status TEXT DEFAULT 'pending' NOT NULL,
	kyc_documents JSONB DEFAULT '[]'::jsonb NOT NULL,
	two_factor_enabled BOOLEAN DEFAULT false NOT NULL,
	last_login TIMESTAMP WITH TIME ZONE,
	failed_login_attempts INTEGER DEFAULT 0 NOT NULL,
	account_locked_until TIMESTAMP WITH TIME ZONE,
	role TEXT DEFAULT 'member' NOT NULL,
	permissions TEXT[] DEFAULT '{}'::text[] NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	updated_by UUID,
	CONSTRAINT pk_users PRIMARY KEY (id),
	CONSTRAINT ck_users__status CHECK (status in ('active', 'suspended', 'inactive', 'pending')),
	CONSTRAINT ck_users__kyc_status CHECK (kyc_status in ('pending', 'verified', 'rejected', 'expired')),
	CONSTRAINT ck_users__gender CHECK (gender in ('male', 'female', 'other')),
	CONSTRAINT ck_users__role CHECK (role in ('member', 'group_admin', 'admin', 'super_admin')),
	CONSTRAINT ck_users__language CHECK (language in ('en', 'sw')),
	CONSTRAINT ck_users__phone CHECK (phone ~ '^\+[1-9][0-9]{6,14}$')
);

CREATE INDEX ix_users__phone ON app.users (phone);

CREATE UNIQUE INDEX uq_users__email ON app.users (lower(email));

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

CREATE TABLE app.approvals (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	kind TEXT NOT NULL,
	subject_id UUID,
	payload JSONB DEFAULT '{}'::jsonb NOT NULL,
	reason TEXT NOT NULL,
	status TEXT DEFAULT 'pending' NOT NULL,
	requested_by UUID NOT NULL,
	requested_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	decided_by UUID,
	decided_at TIMESTAMP WITH TIME ZONE,
	decision_note TEXT,
	CONSTRAINT pk_approvals PRIMARY KEY (id),
	CONSTRAINT ck_approvals__kind CHECK (kind in ('waiver', 'reversal', 'difference', 'adjustment', 'unlock')),
	CONSTRAINT ck_approvals__status CHECK (status in ('pending', 'approved', 'rejected', 'withdrawn')),
	CONSTRAINT uq_approvals__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT ck_approvals__second_person CHECK (decided_by is null or decided_by <> requested_by),
	CONSTRAINT fk_approvals__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE INDEX ix_approvals__status ON app.approvals (chama_id, status);

CREATE INDEX ix_approvals__subject ON app.approvals (subject_id);

CREATE TABLE app.chama_members (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	user_id UUID NOT NULL,
	role TEXT DEFAULT 'member' NOT NULL,
	member_number TEXT NOT NULL,
	join_date DATE NOT NULL,
	leave_date DATE,
	status TEXT DEFAULT 'active' NOT NULL,
	granted TEXT[] DEFAULT '{}'::text[] NOT NULL,
	denied TEXT[] DEFAULT '{}'::text[] NOT NULL,
	voting_rights BOOLEAN DEFAULT true NOT NULL,
	notes TEXT,
	total_contributions NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	current_balance NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	outstanding_loans NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	penalty_balance NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	updated_by UUID,
	CONSTRAINT pk_chama_members PRIMARY KEY (id),
	CONSTRAINT ck_chama_members__role CHECK (role in ('leader', 'treasurer', 'secretary', 'member')),
	CONSTRAINT ck_chama_members__status CHECK (status in ('active', 'inactive', 'suspended', 'left')),
	CONSTRAINT uq_chama_members__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT uq_chama_members__chama_id_member_number UNIQUE (chama_id, member_number),
	CONSTRAINT uq_chama_members__chama_id_user_id UNIQUE (chama_id, user_id),
	CONSTRAINT ck_chama_members__leave_date CHECK (leave_date is null or leave_date >= join_date),
	CONSTRAINT fk_chama_members__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT,
	CONSTRAINT fk_chama_members__user_id FOREIGN KEY(user_id) REFERENCES app.users (id) ON DELETE RESTRICT
);

CREATE INDEX ix_chama_members__user_id ON app.chama_members (user_id);

CREATE TABLE app.change_counters (
	chama_id UUID NOT NULL,
	topic TEXT NOT NULL,
	version BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_change_counters PRIMARY KEY (chama_id, topic),
	CONSTRAINT fk_change_counters__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
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

CREATE TABLE app.fines_catalogue (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	name_sw TEXT,
	method TEXT NOT NULL,
	rule JSONB DEFAULT '{}'::jsonb NOT NULL,
	clause TEXT,
	effective_from DATE DEFAULT '2000-01-01'::date NOT NULL,
	effective_to DATE,
	is_active BOOLEAN DEFAULT true NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_fines_catalogue PRIMARY KEY (id),
	CONSTRAINT ck_fines_catalogue__method CHECK (method in ('FLAT_ONCE', 'FLAT_PER_DAY', 'PCT_ONCE', 'PCT_PER_PERIOD', 'PCT_PRORATA_DAYS', 'FLAT_PLUS_DAILY_PCT', 'TIERED', 'ESCALATING_COUNT')),
	CONSTRAINT uq_fines_catalogue__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT uq_fines_catalogue__chama_id_code_effective_from UNIQUE (chama_id, code, effective_from),
	CONSTRAINT fk_fines_catalogue__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE TABLE app.funds (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	purpose TEXT NOT NULL,
	balance NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	is_active BOOLEAN DEFAULT true NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_funds PRIMARY KEY (id),
	CONSTRAINT ck_funds__purpose CHECK (purpose in ('savings', 'shares', 'welfare', 'fines', 'reserve', 'project', 'general')),
	CONSTRAINT uq_funds__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT uq_funds__chama_id_code UNIQUE (chama_id, code),
	CONSTRAINT fk_funds__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

COMMENT ON COLUMN app.funds.balance IS 'credits minus debits of the fund''s accounts';

CREATE TABLE app.import_batches (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	kind TEXT NOT NULL,
	file_name TEXT NOT NULL,
	file_hash BYTEA NOT NULL,
	mapping JSONB DEFAULT '{}'::jsonb NOT NULL,
	totals JSONB DEFAULT '{}'::jsonb NOT NULL,
	rows_added INTEGER DEFAULT 0 NOT NULL,
	rows_left_out INTEGER DEFAULT 0 NOT NULL,
	status TEXT DEFAULT 'posted' NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	reversed_at TIMESTAMP WITH TIME ZONE,
	reversed_by UUID,
	reversal_reason TEXT,
	CONSTRAINT pk_import_batches PRIMARY KEY (id),
	CONSTRAINT ck_import_batches__kind CHECK (kind in ('members', 'opening_balances', 'contributions', 'mpesa', 'bank')),
	CONSTRAINT ck_import_batches__status CHECK (status in ('draft', 'posted', 'reversed')),
	CONSTRAINT uq_import_batches__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT fk_import_batches__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE INDEX ix_import_batches__file_hash ON app.import_batches (chama_id, file_hash);

CREATE TABLE app.number_sequences (
	chama_id UUID NOT NULL,
	kind TEXT NOT NULL,
	prefix TEXT NOT NULL,
	next_value BIGINT DEFAULT 1 NOT NULL,
	CONSTRAINT pk_number_sequences PRIMARY KEY (chama_id, kind),
	CONSTRAINT ck_number_sequences__kind CHECK (kind in ('transaction', 'receipt', 'fine', 'statement', 'member')),
	CONSTRAINT ck_number_sequences__next_value CHECK (next_value > 0),
	CONSTRAINT fk_number_sequences__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE TABLE app.periods (
	chama_id UUID NOT NULL,
	month DATE NOT NULL,
	status TEXT DEFAULT 'locked' NOT NULL,
	reason TEXT,
	changed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	changed_by UUID,
	CONSTRAINT pk_periods PRIMARY KEY (chama_id, month),
	CONSTRAINT ck_periods__status CHECK (status in ('open', 'locked')),
	CONSTRAINT ck_periods__month CHECK (extract(day from month) = 1),
	CONSTRAINT fk_periods__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

COMMENT ON COLUMN app.periods.month IS 'the first day of the month';

CREATE TABLE app.role_permissions (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID,
	role TEXT NOT NULL,
	permission TEXT NOT NULL,
	allowed BOOLEAN DEFAULT true NOT NULL,
	CONSTRAINT pk_role_permissions PRIMARY KEY (id),
	CONSTRAINT ck_role_permissions__role CHECK (role in ('leader', 'treasurer', 'secretary', 'member')),
	CONSTRAINT fk_role_permissions__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT,
	CONSTRAINT fk_role_permissions__permission FOREIGN KEY(permission) REFERENCES app.permissions (code) ON DELETE RESTRICT
);

CREATE INDEX ix_role_permissions__chama_id ON app.role_permissions (chama_id);

CREATE UNIQUE INDEX uq_role_permissions__one ON app.role_permissions (role, permission, coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid));

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

CREATE TABLE app.system_settings (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID,
	setting_key TEXT NOT NULL,
	setting_value JSONB NOT NULL,
	setting_type TEXT NOT NULL,
	category TEXT NOT NULL,
	description TEXT NOT NULL,
	clause TEXT,
	is_encrypted BOOLEAN DEFAULT false NOT NULL,
	is_system BOOLEAN DEFAULT false NOT NULL,
	validation_rules JSONB DEFAULT '{}'::jsonb NOT NULL,
	effective_from DATE DEFAULT '2000-01-01'::date NOT NULL,
	effective_to DATE,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	updated_by UUID,
	CONSTRAINT pk_system_settings PRIMARY KEY (id),
	CONSTRAINT ck_system_settings__setting_type CHECK (setting_type in ('string', 'number', 'boolean', 'object', 'array')),
	CONSTRAINT ck_system_settings__category CHECK (category in ('general', 'financial', 'security', 'notifications')),
	CONSTRAINT ck_system_settings__dates CHECK (effective_to is null or effective_to > effective_from),
	CONSTRAINT fk_system_settings__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE INDEX ix_system_settings__chama_id ON app.system_settings (chama_id);

CREATE UNIQUE INDEX uq_system_settings__dated ON app.system_settings (setting_key, effective_from, coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid));

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

CREATE TABLE app.accounts (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	account_type TEXT NOT NULL,
	purpose TEXT NOT NULL,
	fund_id UUID,
	per_member BOOLEAN DEFAULT false NOT NULL,
	holder TEXT,
	external_number TEXT,
	balance NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	min_balance NUMERIC(15, 2),
	entries BIGINT DEFAULT 0 NOT NULL,
	is_active BOOLEAN DEFAULT true NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_accounts PRIMARY KEY (id),
	CONSTRAINT ck_accounts__account_type CHECK (account_type in ('asset', 'liability', 'equity', 'income', 'expense')),
	CONSTRAINT ck_accounts__purpose CHECK (purpose in ('cash', 'bank', 'mobile_money', 'savings', 'shares', 'welfare', 'loans_receivable', 'fines_receivable', 'fine_income', 'interest_income', 'fee_income', 'expense', 'reserve', 'opening', 'difference', 'other')),
	CONSTRAINT fk_accounts__chama_id_fund_id FOREIGN KEY(chama_id, fund_id) REFERENCES app.funds (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT uq_accounts__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT uq_accounts__chama_id_code UNIQUE (chama_id, code),
	CONSTRAINT ck_accounts__fund CHECK ((account_type = 'asset') = (fund_id is null)),
	CONSTRAINT ck_accounts__balance CHECK (min_balance is null or balance >= min_balance),
	CONSTRAINT fk_accounts__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE INDEX ix_accounts__fund_id ON app.accounts (chama_id, fund_id);

COMMENT ON COLUMN app.accounts.balance IS 'debits minus credits for assets and expenses, else credits minus debits';

COMMENT ON COLUMN app.accounts.entries IS 'how many entries made the balance';

CREATE TABLE app.import_rows (
	batch_id UUID NOT NULL,
	line INTEGER NOT NULL,
	chama_id UUID NOT NULL,
	kind TEXT NOT NULL,
	raw_hash BYTEA NOT NULL,
	occurrence INTEGER DEFAULT 1 NOT NULL,
	raw TEXT NOT NULL,
	entity_id UUID,
	live BOOLEAN DEFAULT true NOT NULL,
	CONSTRAINT pk_import_rows PRIMARY KEY (batch_id, line),
	CONSTRAINT fk_import_rows__chama_id_batch_id FOREIGN KEY(chama_id, batch_id) REFERENCES app.import_batches (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT ck_import_rows__occurrence CHECK (occurrence > 0)
);

CREATE INDEX ix_import_rows__batch ON app.import_rows (chama_id, batch_id);

CREATE UNIQUE INDEX uq_import_rows__live ON app.import_rows (chama_id, kind, raw_hash, occurrence) WHERE live;

COMMENT ON COLUMN app.import_rows.entity_id IS 'the member or the transaction the line became';

COMMENT ON COLUMN app.import_rows.live IS 'false once its import was taken back';

CREATE TABLE app.next_of_kin (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	member_id UUID NOT NULL,
	relation TEXT NOT NULL,
	full_name TEXT,
	phone TEXT,
	share_pct NUMERIC(5, 2) NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_next_of_kin PRIMARY KEY (id),
	CONSTRAINT fk_next_of_kin__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT ck_next_of_kin__share_pct CHECK (share_pct > 0 and share_pct <= 100)
);

CREATE INDEX ix_next_of_kin__member ON app.next_of_kin (chama_id, member_id);

CREATE TABLE app.contribution_types (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	name_sw TEXT,
	kind TEXT DEFAULT 'regular' NOT NULL,
	account_id UUID NOT NULL,
	frequency TEXT DEFAULT 'monthly' NOT NULL,
	due_rule JSONB DEFAULT '{}'::jsonb NOT NULL,
	grace_days INTEGER DEFAULT 0 NOT NULL,
	penalty_rule JSONB,
	unit_price NUMERIC(15, 2),
	position INTEGER DEFAULT 0 NOT NULL,
	counts_for_standing BOOLEAN DEFAULT true NOT NULL,
	clause TEXT,
	is_active BOOLEAN DEFAULT true NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_contribution_types PRIMARY KEY (id),
	CONSTRAINT ck_contribution_types__kind CHECK (kind in ('regular', 'voluntary', 'penalty', 'special', 'catch_up')),
	CONSTRAINT ck_contribution_types__frequency CHECK (frequency in ('weekly', 'monthly', 'quarterly', 'yearly', 'flexible')),
	CONSTRAINT fk_contribution_types__chama_id_account_id FOREIGN KEY(chama_id, account_id) REFERENCES app.accounts (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT uq_contribution_types__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT uq_contribution_types__chama_id_code UNIQUE (chama_id, code),
	CONSTRAINT ck_contribution_types__grace_days CHECK (grace_days >= 0),
	CONSTRAINT fk_contribution_types__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
);

CREATE INDEX ix_contribution_types__account ON app.contribution_types (chama_id, account_id);

COMMENT ON COLUMN app.contribution_types.unit_price IS 'for shares: what one costs';

COMMENT ON COLUMN app.contribution_types.position IS 'the order in which receipts are allocated';

CREATE TABLE app.member_balances (
	account_id UUID NOT NULL,
	member_id UUID NOT NULL,
	chama_id UUID NOT NULL,
	balance NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	CONSTRAINT pk_member_balances PRIMARY KEY (account_id, member_id),
	CONSTRAINT fk_member_balances__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_member_balances__chama_id_account_id FOREIGN KEY(chama_id, account_id) REFERENCES app.accounts (chama_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_member_balances__account ON app.member_balances (chama_id, account_id);

CREATE INDEX ix_member_balances__member ON app.member_balances (chama_id, member_id);

CREATE TABLE app.receipts (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	number TEXT NOT NULL,
	member_id UUID NOT NULL,
	place_id UUID NOT NULL,
	payment_date DATE NOT NULL,
	payment_method TEXT NOT NULL,
	payment_reference TEXT,
	total NUMERIC(15, 2) NOT NULL,
	printed INTEGER DEFAULT 0 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_receipts PRIMARY KEY (id),
	CONSTRAINT ck_receipts__payment_method CHECK (payment_method in ('cash', 'bank_transfer', 'mobile_money', 'card', 'check', 'other')),
	CONSTRAINT fk_receipts__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_receipts__chama_id_place_id FOREIGN KEY(chama_id, place_id) REFERENCES app.accounts (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT uq_receipts__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT uq_receipts__chama_id_number UNIQUE (chama_id, number)
);

CREATE INDEX ix_receipts__member ON app.receipts (chama_id, member_id);

CREATE INDEX ix_receipts__payment_reference ON app.receipts (chama_id, payment_reference);

CREATE INDEX ix_receipts__place ON app.receipts (chama_id, place_id);

CREATE TABLE app.contribution_rates (
	type_id UUID NOT NULL,
	effective_from DATE NOT NULL,
	chama_id UUID NOT NULL,
	amount NUMERIC(15, 2) NOT NULL,
	clause TEXT,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_contribution_rates PRIMARY KEY (type_id, effective_from),
	CONSTRAINT fk_contribution_rates__chama_id_type_id FOREIGN KEY(chama_id, type_id) REFERENCES app.contribution_types (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT ck_contribution_rates__amount CHECK (amount >= 0 and amount <> 'NaN')
);

CREATE INDEX ix_contribution_rates__type ON app.contribution_rates (chama_id, type_id);

CREATE TABLE app.transactions (
	id UUID NOT NULL,
	chama_id UUID NOT NULL,
	member_id UUID,
	transaction_type TEXT NOT NULL,
	transaction_number TEXT NOT NULL,
	reference_number TEXT,
	amount NUMERIC(15, 2) NOT NULL,
	currency TEXT DEFAULT 'KES' NOT NULL,
	fee_amount NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	net_amount NUMERIC(15, 2) GENERATED ALWAYS AS (amount - fee_amount) STORED NOT NULL,
	payment_method TEXT,
	payment_reference TEXT,
	payment_date DATE NOT NULL,
	status TEXT DEFAULT 'confirmed' NOT NULL,
	confirmation_code TEXT,
	failure_reason TEXT,
	processed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	processed_by UUID,
	category TEXT,
	description TEXT,
	notes TEXT,
	tags TEXT[] DEFAULT '{}'::text[] NOT NULL,
	contribution_type_id UUID,
	receipt_id UUID,
	import_batch_id UUID,
	related_loan UUID,
	related_meeting UUID,
	related_transaction UUID,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_transactions PRIMARY KEY (id),
	CONSTRAINT ck_transactions__transaction_type CHECK (transaction_type in ('contribution', 'loan_disbursement', 'loan_repayment', 'penalty', 'interest', 'withdrawal', 'fee', 'adjustment', 'transfer')),
	CONSTRAINT ck_transactions__payment_method CHECK (payment_method in ('cash', 'bank_transfer', 'mobile_money', 'card', 'check', 'other')),
	CONSTRAINT ck_transactions__status CHECK (status in ('pending', 'confirmed', 'failed', 'cancelled', 'reversed')),
	CONSTRAINT fk_transactions__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_transactions__chama_id_receipt_id FOREIGN KEY(chama_id, receipt_id) REFERENCES app.receipts (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_transactions__chama_id_import_batch_id FOREIGN KEY(chama_id, import_batch_id) REFERENCES app.import_batches (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_transactions__chama_id_contribution_type_id FOREIGN KEY(chama_id, contribution_type_id) REFERENCES app.contribution_types (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT uq_transactions__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT ck_transactions__amount CHECK (amount > 0 and amount <= 9999999999999.99 and amount <> 'NaN'),
	CONSTRAINT ck_transactions__fee_amount CHECK (fee_amount >= 0 and fee_amount <> 'NaN' and fee_amount <= amount),
	CONSTRAINT fk_transactions__chama_id FOREIGN KEY(chama_id) REFERENCES app.chamas (id) ON DELETE RESTRICT
)
 PARTITION BY RANGE (id);

CREATE INDEX ix_transactions__contribution_type ON app.transactions (chama_id, contribution_type_id);

CREATE INDEX ix_transactions__import_batch ON app.transactions (chama_id, import_batch_id);

CREATE INDEX ix_transactions__member ON app.transactions (chama_id, member_id, id);

CREATE INDEX ix_transactions__number ON app.transactions (chama_id, transaction_number);

CREATE INDEX ix_transactions__receipt ON app.transactions (chama_id, receipt_id);

CREATE INDEX ix_transactions__reference ON app.transactions (chama_id, payment_reference);

CREATE INDEX ix_transactions__related ON app.transactions (chama_id, related_transaction);

CREATE INDEX ix_transactions__status ON app.transactions (chama_id, status) WHERE status <> 'confirmed';

CREATE INDEX ix_transactions__type ON app.transactions (chama_id, transaction_type, id);

COMMENT ON COLUMN app.transactions.related_transaction IS 'the transaction this one reverses';

CREATE TABLE app.contribution_credits (
	transaction_id UUID NOT NULL,
	chama_id UUID NOT NULL,
	member_id UUID NOT NULL,
	type_id UUID NOT NULL,
	amount NUMERIC(15, 2) NOT NULL,
	CONSTRAINT pk_contribution_credits PRIMARY KEY (transaction_id),
	CONSTRAINT fk_contribution_credits__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_contribution_credits__chama_id_type_id FOREIGN KEY(chama_id, type_id) REFERENCES app.contribution_types (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_contribution_credits__chama_id_transaction_id FOREIGN KEY(chama_id, transaction_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT ck_contribution_credits__amount CHECK (amount > 0 and amount <> 'NaN')
);

CREATE INDEX ix_contribution_credits__member ON app.contribution_credits (chama_id, member_id, type_id);

CREATE INDEX ix_contribution_credits__transaction ON app.contribution_credits (chama_id, transaction_id);

CREATE INDEX ix_contribution_credits__type ON app.contribution_credits (chama_id, type_id);

CREATE TABLE app.contributions (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	member_id UUID NOT NULL,
	type_id UUID NOT NULL,
	transaction_id UUID,
	contribution_type TEXT NOT NULL,
	period_year INTEGER NOT NULL,
	period_month INTEGER,
	period_week INTEGER,
	period_start DATE NOT NULL,
	expected_amount NUMERIC(15, 2) NOT NULL,
	actual_amount NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	waived_amount NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	variance NUMERIC(15, 2) GENERATED ALWAYS AS (actual_amount - expected_amount) STORED NOT NULL,
	due_date DATE NOT NULL,
	grace_until DATE NOT NULL,
	paid_date DATE,
	days_late INTEGER DEFAULT 0 NOT NULL,
	status TEXT DEFAULT 'pending' NOT NULL,
	waiver_reason TEXT,
	waiver_requested_by UUID,
	waived_by UUID,
	waived_at TIMESTAMP WITH TIME ZONE,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_contributions PRIMARY KEY (id),
	CONSTRAINT ck_contributions__contribution_type CHECK (contribution_type in ('regular', 'voluntary', 'penalty', 'special', 'catch_up')),
	CONSTRAINT ck_contributions__status CHECK (status in ('pending', 'partial', 'completed', 'overdue', 'waived')),
	CONSTRAINT fk_contributions__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_contributions__chama_id_type_id FOREIGN KEY(chama_id, type_id) REFERENCES app.contribution_types (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_contributions__chama_id_transaction_id FOREIGN KEY(chama_id, transaction_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT uq_contributions__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT uq_contributions__member_id_type_id_period_start UNIQUE (member_id, type_id, period_start),
	CONSTRAINT ck_contributions__amounts CHECK (actual_amount >= 0 and waived_amount >= 0 and actual_amount + waived_amount <= expected_amount),
	CONSTRAINT ck_contributions__second_person CHECK (waived_by is null or waived_by <> waiver_requested_by)
);

CREATE INDEX ix_contributions__due ON app.contributions (chama_id, type_id, due_date);

CREATE INDEX ix_contributions__member ON app.contributions (chama_id, member_id, due_date);

CREATE INDEX ix_contributions__period ON app.contributions (chama_id, period_year, period_month);

CREATE INDEX ix_contributions__status ON app.contributions (chama_id, status, due_date);

CREATE INDEX ix_contributions__transaction ON app.contributions (chama_id, transaction_id);

COMMENT ON COLUMN app.contributions.transaction_id IS 'the last transaction that paid of it';

COMMENT ON COLUMN app.contributions.days_late IS 'from the due date to the payment that completed it';

CREATE TABLE app.ledger_entries (
	transaction_id UUID NOT NULL,
	line INTEGER NOT NULL,
	chama_id UUID NOT NULL,
	account_id UUID NOT NULL,
	member_id UUID,
	debit NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	credit NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	balance_after NUMERIC(15, 2) NOT NULL,
	account_entry BIGINT NOT NULL,
	CONSTRAINT pk_ledger_entries PRIMARY KEY (transaction_id, line),
	CONSTRAINT fk_ledger_entries__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_ledger_entries__chama_id_transaction_id FOREIGN KEY(chama_id, transaction_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_ledger_entries__chama_id_account_id FOREIGN KEY(chama_id, account_id) REFERENCES app.accounts (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT ck_ledger_entries__one_side CHECK (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0)),
	CONSTRAINT ck_ledger_entries__limit CHECK (debit <= 9999999999999.99 and credit <= 9999999999999.99)
)
 PARTITION BY RANGE (transaction_id);

CREATE INDEX ix_ledger_entries__account ON app.ledger_entries (chama_id, account_id, transaction_id);

CREATE INDEX ix_ledger_entries__member ON app.ledger_entries (chama_id, member_id, transaction_id);

COMMENT ON COLUMN app.ledger_entries.account_entry IS 'the running count of entries on the account';

CREATE TABLE app.reversals (
	transaction_id UUID NOT NULL,
	chama_id UUID NOT NULL,
	reversal_id UUID NOT NULL,
	reason TEXT NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_reversals PRIMARY KEY (transaction_id),
	CONSTRAINT fk_reversals__chama_id_transaction_id FOREIGN KEY(chama_id, transaction_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_reversals__reversal FOREIGN KEY(chama_id, reversal_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT uq_reversals__chama_id_reversal_id UNIQUE (chama_id, reversal_id)
);

CREATE TABLE app.contribution_allocations (
	contribution_id UUID NOT NULL,
	transaction_id UUID NOT NULL,
	chama_id UUID NOT NULL,
	amount NUMERIC(15, 2) NOT NULL,
	CONSTRAINT pk_contribution_allocations PRIMARY KEY (contribution_id, transaction_id),
	CONSTRAINT fk_contribution_allocations__chama_id_contribution_id FOREIGN KEY(chama_id, contribution_id) REFERENCES app.contributions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_contribution_allocations__chama_id_transaction_id FOREIGN KEY(chama_id, transaction_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT ck_contribution_allocations__amount CHECK (amount > 0 and amount <> 'NaN')
);

CREATE INDEX ix_contribution_allocations__contribution ON app.contribution_allocations (chama_id, contribution_id);

CREATE INDEX ix_contribution_allocations__transaction ON app.contribution_allocations (chama_id, transaction_id);

CREATE TABLE app.fines (
	id UUID DEFAULT app.uuid_v7() NOT NULL,
	chama_id UUID NOT NULL,
	member_id UUID NOT NULL,
	rule_id UUID,
	contribution_id UUID,
	breach TEXT DEFAULT '' NOT NULL,
	transaction_id UUID NOT NULL,
	charged_on DATE NOT NULL,
	reason TEXT NOT NULL,
	working JSONB DEFAULT '[]'::jsonb NOT NULL,
	amount NUMERIC(15, 2) NOT NULL,
	paid_amount NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	waived_amount NUMERIC(15, 2) DEFAULT 0 NOT NULL,
	status TEXT DEFAULT 'charged' NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	created_by UUID,
	CONSTRAINT pk_fines PRIMARY KEY (id),
	CONSTRAINT ck_fines__status CHECK (status in ('charged', 'partial', 'paid', 'waived', 'cancelled')),
	CONSTRAINT fk_fines__chama_id_member_id FOREIGN KEY(chama_id, member_id) REFERENCES app.chama_members (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_fines__chama_id_rule_id FOREIGN KEY(chama_id, rule_id) REFERENCES app.fines_catalogue (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_fines__chama_id_contribution_id FOREIGN KEY(chama_id, contribution_id) REFERENCES app.contributions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_fines__chama_id_transaction_id FOREIGN KEY(chama_id, transaction_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT uq_fines__chama_id_id UNIQUE (chama_id, id),
	CONSTRAINT ck_fines__amounts CHECK (amount > 0 and paid_amount >= 0 and waived_amount >= 0 and paid_amount + waived_amount <= amount)
);

CREATE INDEX ix_fines__contribution ON app.fines (chama_id, contribution_id);

CREATE INDEX ix_fines__member ON app.fines (chama_id, member_id, charged_on);

CREATE INDEX ix_fines__rule ON app.fines (chama_id, rule_id);

CREATE INDEX ix_fines__status ON app.fines (chama_id, status);

CREATE INDEX ix_fines__transaction ON app.fines (chama_id, transaction_id);

CREATE UNIQUE INDEX uq_fines__once ON app.fines (contribution_id, rule_id, breach) WHERE status <> 'cancelled';

COMMENT ON COLUMN app.fines.contribution_id IS 'the due whose lateness is fined';

COMMENT ON COLUMN app.fines.breach IS 'which breach of the rule: charging it again changes nothing';

COMMENT ON COLUMN app.fines.transaction_id IS 'the charge in the books';

CREATE TABLE app.fine_payments (
	fine_id UUID NOT NULL,
	transaction_id UUID NOT NULL,
	chama_id UUID NOT NULL,
	amount NUMERIC(15, 2) NOT NULL,
	CONSTRAINT pk_fine_payments PRIMARY KEY (fine_id, transaction_id),
	CONSTRAINT fk_fine_payments__chama_id_fine_id FOREIGN KEY(chama_id, fine_id) REFERENCES app.fines (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT fk_fine_payments__chama_id_transaction_id FOREIGN KEY(chama_id, transaction_id) REFERENCES app.transactions (chama_id, id) ON DELETE RESTRICT,
	CONSTRAINT ck_fine_payments__amount CHECK (amount > 0 and amount <> 'NaN')
);

CREATE INDEX ix_fine_payments__fine ON app.fine_payments (chama_id, fine_id);

CREATE INDEX ix_fine_payments__transaction ON app.fine_payments (chama_id, transaction_id);
