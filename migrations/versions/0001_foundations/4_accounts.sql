-- The structure of the first release, frozen: later changes are new revisions.

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
