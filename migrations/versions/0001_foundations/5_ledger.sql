-- The structure of the first release, frozen: later changes are new revisions.

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
