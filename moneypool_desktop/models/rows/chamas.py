"""What the screens show of a chama: its profile, rules, places and funds, and the templates a new one starts from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the constitution."""

    clause: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A chama as its settings page shows it; rates in per cent of their period."""

    id: UUID
    name: str
    short_name: str
    description: str | None
    category: str
    accent: int
    is_sample: bool
    max_members: int | None
    contribution_frequency: str
    meeting_frequency: str
    currency: str
    loan_interest_rate: Decimal | None
    loan_interest_period: str
    max_loan_multiplier: Decimal | None
    status: str
    registration_number: str | None
    registration_date: date | None
    location: str | None
    contact_phone: str | None
    paybill: str | None
    meeting_location: str | None
    meeting_time: str | None
    member_prefix: str
    constitution: tuple[Clause, ...]
    row_version: int


@dataclass(frozen=True, slots=True)
class Template:
    """Ready rules for a kind of group, in the language now spoken.

    `types` are (code, name, amount or price, clause).
    """

    code: str
    name: str
    about: str
    types: tuple[tuple[str, str, Decimal | None, str], ...]
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ContributionKind:
    """A contribution type with the amount in force today; `next_amount` holds from `next_from`."""

    id: UUID
    code: str
    name: str
    name_sw: str | None
    kind: str
    account_id: UUID
    frequency: str
    due_rule: Mapping[str, Any]
    grace_days: int
    penalty_rule: Mapping[str, Any] | None
    unit_price: Decimal | None
    position: int
    counts_for_standing: bool
    clause: str | None
    is_active: bool
    row_version: int
    amount: Decimal | None
    amount_since: date | None
    next_amount: Decimal | None
    next_from: date | None


@dataclass(frozen=True, slots=True)
class FineRule:
    """One fine of the catalogue; `rule` holds what its method needs, without the method."""

    id: UUID
    code: str
    name: str
    name_sw: str | None
    method: str
    rule: Mapping[str, Any]
    clause: str | None
    effective_from: date
    effective_to: date | None
    is_active: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the books; a place where money lies has `is_place`."""

    id: UUID
    code: str
    name: str
    account_type: str
    purpose: str
    fund_id: UUID | None
    per_member: bool
    holder: str | None
    external_number: str | None
    balance: Decimal
    is_place: bool
    is_active: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class Fund:
    """One fund and what it holds."""

    id: UUID
    code: str
    name: str
    purpose: str
    balance: Decimal
    is_active: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class Right:
    """One right with the offices that hold it in the chama; `changed` are those that differ from the usual."""

    code: str
    sentence: str
    works_when_frozen: bool
    roles: Sequence[str]
    changed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Override:
    """A member who may do more or less than the office says."""

    member_id: UUID
    number: str
    name: str
    role: str
    granted: Sequence[str]
    denied: Sequence[str]
    row_version: int
