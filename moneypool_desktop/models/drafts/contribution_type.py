"""A contribution type and its amount as a dialog collects them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.penalty_rules import read_penalty_rule
from moneypool_desktop.models.domain.periods import read_due_rule
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import spaces_tidied
from moneypool_desktop.models.domain.values import ContributionFrequency
from moneypool_desktop.models.drafts.checks import Amount, Day, amount_problem, only, shown, text_problem

_CODE = re.compile(r"[A-Z0-9_]{1,20}")
_LONGEST_NAME = 80
_LONGEST_GRACE = 366


@dataclass(frozen=True, slots=True)
class ContributionTypeDraft:
    """A new type, or a changed one when `row_version` is given.

    `amount` None leaves the amount as it is; a new one holds from `effective_from`, today when that is None.
    """

    code: str
    name: str
    account: UUID | None
    name_sw: str = ""
    kind: str = "regular"
    frequency: str = "monthly"
    due_rule: Mapping[str, Any] | None = None
    grace_days: int = 0
    penalty_rule: Mapping[str, Any] | None = None
    unit_price: Amount = None
    position: int = 99
    counts_for_standing: bool = True
    clause: str = ""
    is_active: bool = True
    amount: Amount = None
    effective_from: Day = None
    id: UUID | None = None
    row_version: int | None = None

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: code, name, account, due_rule, grace_days, penalty_rule, amount, …"""
        penalty = read_penalty_rule(self.penalty_rule) if self.penalty_rule is not None else None
        start = self.effective_from
        return only(
            {
                "code": code_problem(self.code),
                "name": label_problem(self.name),
                "name_sw": text_problem(self.name_sw),
                "account": "" if self.account else tr("Choose the account the money belongs to."),
                "due_rule": self._due_problem(),
                "grace_days": ""
                if 0 <= self.grace_days <= _LONGEST_GRACE
                else tr("Days of grace are from 0 to {most}.", most=_LONGEST_GRACE),
                "penalty_rule": penalty.sentence if isinstance(penalty, Problem) else "",
                "unit_price": amount_problem(self.unit_price) if self.unit_price is not None else "",
                "clause": text_problem(self.clause),
                "amount": amount_problem(self.amount) if self.amount is not None else "",
                "effective_from": start.sentence if isinstance(start, Problem) else "",
            }
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        act: dict[str, Any] = {
            "code": self.code,
            "name": spaces_tidied(self.name),
            "name_sw": spaces_tidied(self.name_sw) or None,
            "kind": self.kind,
            "account": str(self.account),
            "frequency": self.frequency,
            "due_rule": dict(self.due_rule or {}),
            "grace_days": self.grace_days,
            "penalty_rule": dict(self.penalty_rule) if self.penalty_rule is not None else None,
            "unit_price": shown(self.unit_price) if isinstance(self.unit_price, Decimal) else None,
            "position": self.position,
            "counts_for_standing": self.counts_for_standing,
            "clause": self.clause.strip() or None,
            "is_active": self.is_active,
        }
        if self.amount is not None:
            act["amount"] = shown(self.amount)
        if isinstance(self.effective_from, date):
            act["effective_from"] = self.effective_from.isoformat()
        named = {"id": str(self.id) if self.id else None, "row_version": self.row_version}
        return act | {name: value for name, value in named.items() if value is not None}

    def _due_problem(self) -> str:
        frequency = ContributionFrequency(self.frequency)
        if frequency is ContributionFrequency.FLEXIBLE:
            return ""
        rule = read_due_rule(self.due_rule or {}, frequency)
        return rule.sentence if isinstance(rule, Problem) else ""


def code_problem(code: str) -> str:
    """Return what is wrong with the code of a rule, or no text."""
    return "" if _CODE.fullmatch(code) else tr("A code has capitals, figures and _ only, such as DUES.")


def label_problem(name: str) -> str:
    """Return what is wrong with the name of a rule, or no text."""
    length = len(spaces_tidied(name))
    if not length:
        return tr("Type a name.")
    return (
        text_problem(name)
        if length <= _LONGEST_NAME
        else tr(
            "A name has at most {most} letters. This one has {letters}. Shorten it.", most=_LONGEST_NAME, letters=length
        )
    )
