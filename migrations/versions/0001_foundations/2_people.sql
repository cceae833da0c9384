-- The structure of the first release, frozen: later changes are new revisions.

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

CREATE TABLE app.permissions (
    code TEXT NOT NULL,
    sentence TEXT NOT NULL,
    works_when_frozen BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT pk_permissions PRIMARY KEY (code)
);
COMMENT ON COLUMN app.permissions.works_when_frozen IS 'whether the right still works in a chama that is not active';

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
