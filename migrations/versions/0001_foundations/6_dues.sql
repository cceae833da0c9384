-- The structure of the first release, frozen: later changes are new revisions.

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
