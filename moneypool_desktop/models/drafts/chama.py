"""A new chama as first run collects it, and the profile of one as settings change it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.names import parse_email, tidy_name
from moneypool_desktop.models.domain.phones import parse_phone
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import spaces_tidied
from moneypool_desktop.models.domain.values import MemberRole
from moneypool_desktop.models.drafts.checks import Amount, Day, amount_problem, day_problem, only, text_problem
from moneypool_desktop.models.rows.chamas import Clause

ACCENTS = range(1, 9)
_SHORTEST, _LONGEST, _LONGEST_SHORT = 3, 120, 40
_PREFIX = re.compile(r"[A-Za-z0-9]{1,8}")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class OfficerDraft:
    """Another officer, entered in the register at once; an account is made for them later."""

    role: str
    first_name: str
    last_name: str = ""
    phone: str = ""
    email: str = ""

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: role, first_name, last_name, phone, email."""
        names = {"first_name": tidy_name(self.first_name)}
        if self.last_name.strip():
            names["last_name"] = tidy_name(self.last_name)
        if self.phone.strip():
            names["phone"] = parse_phone(self.phone)
        if self.email.strip():
            names["email"] = parse_email(self.email)
        known = self.role in set(MemberRole)
        return only({"role": "" if known else tr("Choose the office.")} | {
            name: read.sentence for name, read in names.items() if isinstance(read, Problem)
        })  # fmt: skip

    def payload(self) -> dict[str, Any]:
        """Return it as the books take it."""
        phone = parse_phone(self.phone) if self.phone.strip() else None
        email = parse_email(self.email) if self.email.strip() else None
        named = {"last_name": spaces_tidied(self.last_name), "phone": phone, "email": email}
        officer = {"role": self.role, "first_name": spaces_tidied(self.first_name)}
        return officer | {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class ChamaDraft:
    """A new chama. `amounts` replaces amounts of the template by type code; `role` is the founder's own office.

    `due_rule` replaces the day on which monthly dues fall, as {"kind": "day_of_month", "day": 5}.

    `books_from` is the first day of dues and postings, `joined` the day the founder joined.
    """

    name: str
    today: date
    template: str = "savings"
    short_name: str = ""
    role: str = "leader"
    language: str = "en"
    member_prefix: str = "M"
    accent: int = 1
    currency: str = "KES"
    books_from: Day = None
    joined: Day = None
    registration_number: str = ""
    location: str = ""
    contact_phone: str = ""
    paybill: str = ""
    meeting_location: str = ""
    meeting_time: str = ""
    amounts: tuple[tuple[str, Amount], ...] = ()
    due_rule: Mapping[str, Any] | None = None
    officers: tuple[OfficerDraft, ...] = ()
    is_sample: bool = False

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field; `amount.CODE` for an amount, `officer.N.field` counted from 1."""
        days = {"books_from": self.books_from, "joined": self.joined}
        texts = {name: getattr(self, name) for name in _TEXTS}
        found = {
            "name": name_problem(self.name),
            "short_name": _short_problem(self.short_name),
            "member_prefix": prefix_problem(self.member_prefix),
            "accent": "" if self.accent in ACCENTS else tr("Choose one of the eight colours."),
            "currency": "" if _CURRENCY.fullmatch(self.currency) else tr("A currency has three capitals, such as KES."),
            "role": "" if self.role in set(MemberRole) else tr("Choose the office."),
        }
        found |= {name: day_problem(day, self.today) for name, day in days.items() if day is not None}
        found |= {name: text_problem(text) for name, text in texts.items()}
        found |= {f"amount.{code}": amount_problem(amount) for code, amount in self.amounts}
        for place, officer in enumerate(self.officers, start=1):
            found |= {f"officer.{place}.{name}": wrong for name, wrong in officer.problems().items()}
        return only(found)

    def payload(self) -> dict[str, Any]:
        """Return what the person typed as the books take it; the template's lists are added by the service."""
        name = spaces_tidied(self.name)
        act: dict[str, Any] = {
            "name": name,
            "short_name": spaces_tidied(self.short_name) or name[:_LONGEST_SHORT],
            "role": self.role,
            "member_prefix": self.member_prefix.strip().upper(),
            "accent": self.accent,
            "currency": self.currency,
            "is_sample": self.is_sample,
            "officers": [officer.payload() for officer in self.officers],
        }
        days = {"books_from": self.books_from, "join_date": self.joined}
        act |= {field: day.isoformat() for field, day in days.items() if isinstance(day, date)}
        texts = {field: spaces_tidied(getattr(self, field)) for field in _TEXTS}
        return act | {field: text for field, text in texts.items() if text}


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """The profile and constitution of a chama as changed; `row_version` is the version that was seen."""

    name: str
    short_name: str
    row_version: int
    accent: int = 1
    description: str = ""
    member_prefix: str = "M"
    registration_number: str = ""
    location: str = ""
    contact_phone: str = ""
    paybill: str = ""
    meeting_location: str = ""
    meeting_time: str = ""
    meeting_frequency: str = "monthly"
    max_members: int | None = None
    loan_interest_rate: Amount = None
    max_loan_multiplier: Amount = None
    constitution: tuple[Clause, ...] = ()

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field; `clause.N` counted from 1."""
        found = {
            "name": name_problem(self.name),
            "short_name": _short_problem(self.short_name)
            or ("" if self.short_name.strip() else tr("Type a short name.")),
            "member_prefix": prefix_problem(self.member_prefix),
            "accent": "" if self.accent in ACCENTS else tr("Choose one of the eight colours."),
            "max_members": ""
            if self.max_members is None or self.max_members > 0
            else tr("A group has at least one member."),
            "description": text_problem(self.description),
            "loan_interest_rate": _rate_problem(self.loan_interest_rate),
            "max_loan_multiplier": _rate_problem(self.max_loan_multiplier),
        }
        found |= {name: text_problem(getattr(self, name)) for name in _TEXTS}
        for place, clause in enumerate(self.constitution, start=1):
            whole = clause.clause.strip() and clause.text.strip()
            found[f"clause.{place}"] = "" if whole else tr("A clause has a number and a text.")
        return only(found)

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        texts = {field: spaces_tidied(getattr(self, field)) or None for field in (*_TEXTS, "description")}
        rates = {"loan_interest_rate": self.loan_interest_rate, "max_loan_multiplier": self.max_loan_multiplier}
        return texts | {name: f"{rate}" if isinstance(rate, Decimal) else None for name, rate in rates.items()} | {
            "row_version": self.row_version,
            "name": spaces_tidied(self.name),
            "short_name": spaces_tidied(self.short_name),
            "accent": self.accent,
            "member_prefix": self.member_prefix.strip().upper(),
            "meeting_frequency": self.meeting_frequency,
            "max_members": self.max_members,
            "constitution": [
                {"clause": clause.clause.strip(), "title": clause.title.strip(), "text": clause.text.strip()}
                for clause in self.constitution
            ],
        }  # fmt: skip


_TEXTS = ("registration_number", "location", "contact_phone", "paybill", "meeting_location", "meeting_time")


def name_problem(name: str) -> str:
    """Return what is wrong with the name of a chama, or no text."""
    length = len(spaces_tidied(name))
    if length < _SHORTEST:
        return tr("Type the name of the group, three letters at least.")
    if length > _LONGEST:
        return tr(
            "A name has at most {most} letters. This one has {letters}. Shorten it.", most=_LONGEST, letters=length
        )
    return text_problem(name)


def prefix_problem(prefix: str) -> str:
    """Return what is wrong with what member numbers begin with, or no text."""
    return "" if _PREFIX.fullmatch(prefix.strip()) else tr("Member numbers begin with one to eight letters or figures.")


def _short_problem(name: str) -> str:
    if len(spaces_tidied(name)) > _LONGEST_SHORT:
        return tr("A short name has at most {most} letters.", most=_LONGEST_SHORT)
    return text_problem(name)


def _rate_problem(rate: Amount) -> str:
    if isinstance(rate, Problem):
        return rate.sentence
    return tr("A rate is not below nothing.") if rate is not None and not rate >= 0 else ""
