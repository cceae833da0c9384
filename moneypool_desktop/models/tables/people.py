"""People and groups: users, chamas, memberships, next of kin, and who may do what."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Numeric,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from moneypool_desktop.models.domain import values
from moneypool_desktop.models.tables import base
from moneypool_desktop.models.tables.base import Base, one_of


class User(Base):
    """A person, who may sign in when credentials exist in schema auth."""

    __tablename__ = "users"
    __table_args__ = (
        one_of("status", values.UserStatus),
        one_of("kyc_status", values.KycStatus),
        one_of("gender", values.Gender),
        one_of("role", values.UserRole),
        CheckConstraint("language in ('en', 'sw')", name="language"),
        CheckConstraint("phone ~ '^\\+[1-9][0-9]{6,14}$'", name="phone"),
        Index("uq_users__email", text("lower(email)"), unique=True),
        Index("ix_users__phone", "phone"),
    )

    id: Mapped[base.key]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    first_name: Mapped[str]
    middle_name: Mapped[str | None]
    last_name: Mapped[str | None]
    date_of_birth: Mapped[date | None]
    gender: Mapped[str | None]
    national_id_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    profile_picture: Mapped[bytes | None] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(server_default=text("'en'"))
    status: Mapped[str] = mapped_column(server_default=text("'active'"))
    email_verified: Mapped[base.no]
    phone_verified: Mapped[base.no]
    kyc_status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    kyc_documents: Mapped[base.json_list]
    two_factor_enabled: Mapped[base.no]
    last_login: Mapped[datetime | None]
    failed_login_attempts: Mapped[int] = mapped_column(server_default=text("0"))
    account_locked_until: Mapped[datetime | None]
    role: Mapped[str] = mapped_column(server_default=text("'member'"))
    permissions: Mapped[base.texts]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    updated_at: Mapped[base.created]
    created_by: Mapped[UUID | None]
    updated_by: Mapped[UUID | None]


class Chama(Base):
    """A savings and investment group with its constitution's figures."""

    __tablename__ = "chamas"
    __table_args__ = (
        one_of("category", values.ChamaCategory),
        one_of("status", values.ChamaStatus),
        one_of("contribution_frequency", values.ContributionFrequency),
        one_of("meeting_frequency", values.MeetingFrequency),
        CheckConstraint("accent between 1 and 8", name="accent"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("max_members is null or max_members > 0", name="max_members"),
    )

    id: Mapped[base.key]
    name: Mapped[str]
    short_name: Mapped[str]
    description: Mapped[str | None]
    category: Mapped[str] = mapped_column(server_default=text("'savings'"))
    accent: Mapped[int] = mapped_column(server_default=text("1"))
    is_sample: Mapped[base.no]
    max_members: Mapped[int | None]
    min_contribution_amount: Mapped[base.zero_money]
    contribution_frequency: Mapped[str] = mapped_column(server_default=text("'monthly'"))
    contribution_day: Mapped[int | None]
    meeting_frequency: Mapped[str] = mapped_column(server_default=text("'monthly'"))
    currency: Mapped[str] = mapped_column(server_default=text("'KES'"))
    loan_interest_rate: Mapped[Decimal | None] = mapped_column(Numeric(7, 4))
    loan_interest_period: Mapped[str] = mapped_column(server_default=text("'month'"))
    max_loan_multiplier: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    loan_grace_period: Mapped[int] = mapped_column(server_default=text("0"))
    penalty_rate: Mapped[Decimal | None] = mapped_column(Numeric(7, 4))
    penalty_period: Mapped[str] = mapped_column(server_default=text("'month'"))
    status: Mapped[str] = mapped_column(server_default=text("'active'"))
    registration_number: Mapped[str | None]
    registration_date: Mapped[date | None]
    dissolution_date: Mapped[date | None]
    location: Mapped[str | None]
    contact_phone: Mapped[str | None]
    paybill: Mapped[str | None]
    meeting_location: Mapped[str | None]
    meeting_time: Mapped[str | None]
    time_zone: Mapped[str] = mapped_column(server_default=text("'Africa/Nairobi'"))
    member_prefix: Mapped[str] = mapped_column(server_default=text("'M'"))
    admin_notes: Mapped[str | None]
    terms_and_conditions: Mapped[str | None]
    constitution: Mapped[base.json_list]
    bylaws: Mapped[base.json_list]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    updated_at: Mapped[base.created]
    created_by: Mapped[UUID | None]
    updated_by: Mapped[UUID | None]


class ChamaMember(Base):
    """A membership: role, number, dates, and balances that always equal the ledger's."""

    __tablename__ = "chama_members"
    __table_args__ = (
        one_of("role", values.MemberRole),
        one_of("status", values.MemberStatus),
        UniqueConstraint("chama_id", "id"),
        UniqueConstraint("chama_id", "member_number"),
        UniqueConstraint("chama_id", "user_id"),
        Index("ix_chama_members__user_id", "user_id"),
        CheckConstraint("leave_date is null or leave_date >= join_date", name="leave_date"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("app.users.id", ondelete="RESTRICT"))
    role: Mapped[str] = mapped_column(server_default=text("'member'"))
    member_number: Mapped[str]
    join_date: Mapped[date]
    leave_date: Mapped[date | None]
    status: Mapped[str] = mapped_column(server_default=text("'active'"))
    granted: Mapped[base.texts]
    denied: Mapped[base.texts]
    voting_rights: Mapped[base.yes]
    notes: Mapped[str | None]
    total_contributions: Mapped[base.zero_money]
    current_balance: Mapped[base.zero_money]
    outstanding_loans: Mapped[base.zero_money]
    penalty_balance: Mapped[base.zero_money]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    updated_at: Mapped[base.created]
    created_by: Mapped[UUID | None]
    updated_by: Mapped[UUID | None]


class NextOfKin(Base):
    """A person a member names, with the share of what is due to them."""

    __tablename__ = "next_of_kin"
    __table_args__ = (
        ForeignKeyConstraint(
            ["chama_id", "member_id"], ["app.chama_members.chama_id", "app.chama_members.id"], ondelete="RESTRICT"
        ),
        Index("ix_next_of_kin__member", "chama_id", "member_id"),
        CheckConstraint("share_pct > 0 and share_pct <= 100", name="share_pct"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID]
    member_id: Mapped[UUID]
    relation: Mapped[str]
    full_name: Mapped[str | None]
    phone: Mapped[str | None]
    share_pct: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class Permission(Base):
    """One right that can be granted, with the plain sentence that explains it."""

    __tablename__ = "permissions"

    code: Mapped[str] = mapped_column(primary_key=True)
    sentence: Mapped[str]
    works_when_frozen: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="whether the right still works in a chama that is not active"
    )


class RolePermission(Base):
    """The matrix: which role holds which right, for every chama or changed for one."""

    __tablename__ = "role_permissions"
    __table_args__ = (
        one_of("role", values.MemberRole),
        Index(
            "uq_role_permissions__one",
            "role",
            "permission",
            text("coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid)"),
            unique=True,
        ),
        Index("ix_role_permissions__chama_id", "chama_id"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID | None] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    role: Mapped[str]
    permission: Mapped[str] = mapped_column(ForeignKey("app.permissions.code", ondelete="RESTRICT"))
    allowed: Mapped[base.yes]


class Setting(Base):
    """A dated, typed and validated setting, for all chamas or for one."""

    __tablename__ = "system_settings"
    __table_args__ = (
        one_of("setting_type", values.SettingType),
        one_of("category", values.SettingCategory),
        Index(
            "uq_system_settings__dated",
            "setting_key",
            "effective_from",
            text("coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid)"),
            unique=True,
        ),
        Index("ix_system_settings__chama_id", "chama_id"),
        CheckConstraint("effective_to is null or effective_to > effective_from", name="dates"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID | None] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    setting_key: Mapped[str]
    setting_value: Mapped[Any] = mapped_column(base.JSONB)
    setting_type: Mapped[str]
    category: Mapped[str]
    description: Mapped[str]
    clause: Mapped[str | None]
    is_encrypted: Mapped[base.no]
    is_system: Mapped[base.no]
    validation_rules: Mapped[base.json_object]
    effective_from: Mapped[date] = mapped_column(server_default=text("'2000-01-01'::date"))
    effective_to: Mapped[date | None]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    updated_at: Mapped[base.created]
    created_by: Mapped[UUID | None]
    updated_by: Mapped[UUID | None]
