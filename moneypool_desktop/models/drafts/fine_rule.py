"""A fine of the catalogue as a dialog collects it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from moneypool_desktop.models.domain.penalty_rules import read_penalty_rule
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import spaces_tidied
from moneypool_desktop.models.drafts.checks import Day, only, text_problem
from moneypool_desktop.models.drafts.contribution_type import code_problem, label_problem


@dataclass(frozen=True, slots=True)
class FineRuleDraft:
    """A new fine, or a changed one when `row_version` is given; `rule` holds what `method` needs."""

    code: str
    name: str
    method: str
    rule: Mapping[str, Any]
    name_sw: str = ""
    clause: str = ""
    is_active: bool = True
    effective_from: Day = None
    id: UUID | None = None
    row_version: int | None = None

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: code, name, name_sw, rule (or the key of it that is wrong), clause."""
        read = read_penalty_rule({**self.rule, "method": self.method})
        start = self.effective_from
        return only(
            {
                "code": code_problem(self.code),
                "name": label_problem(self.name),
                "name_sw": text_problem(self.name_sw),
                "clause": text_problem(self.clause),
                "effective_from": start.sentence if isinstance(start, Problem) else "",
            }
            | ({read.field or "rule": read.sentence} if isinstance(read, Problem) else {})
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        act: dict[str, Any] = {
            "code": self.code,
            "name": spaces_tidied(self.name),
            "name_sw": spaces_tidied(self.name_sw) or None,
            "method": self.method,
            "rule": dict(self.rule),
            "clause": self.clause.strip() or None,
            "is_active": self.is_active,
        }
        if isinstance(self.effective_from, date):
            act["effective_from"] = self.effective_from.isoformat()
        named = {"id": str(self.id) if self.id else None, "row_version": self.row_version}
        return act | {name: value for name, value in named.items() if value is not None}
