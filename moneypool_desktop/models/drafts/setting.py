"""A new value of a setting as the settings page collects it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import date_long
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.checks import Day, only, text_problem


@dataclass(frozen=True, slots=True)
class SettingDraft:
    """A value (Decimal, text, True/False, or what could not be read) under the rules the setting has.

    `effective_from` None is today; `row_version` is sent when the value of that very day is changed.
    """

    key: str
    value: Decimal | str | bool | Problem
    rules: Mapping[str, Any]
    today: date
    effective_from: Day = None
    clause: str = ""
    row_version: int | None = None

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: value, date, clause."""
        return only({"value": self._value_problem(), "date": self._date_problem(), "clause": text_problem(self.clause)})

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; figures travel as decimal strings."""
        value = f"{self.value:f}" if isinstance(self.value, Decimal) else self.value
        act: dict[str, Any] = {"key": self.key, "value": value, "clause": self.clause.strip() or None}
        if isinstance(self.effective_from, date):
            act["effective_from"] = self.effective_from.isoformat()
        return act if self.row_version is None else act | {"row_version": self.row_version}

    def _value_problem(self) -> str:
        if isinstance(self.value, Problem):
            return self.value.sentence
        choices = self.rules.get("enum")
        if choices is not None and self.value not in choices:
            return tr("Choose one of the values offered.")
        if isinstance(self.value, Decimal):
            return self._figure_problem(self.value)
        return self._text_problem(self.value) if isinstance(self.value, str) else ""

    def _figure_problem(self, figure: Decimal) -> str:
        least, most, step = (self.rules.get(name) for name in ("minimum", "maximum", "multipleOf"))
        if not figure.is_finite():
            return tr("The amount is not a number.")
        if least is not None and figure < Decimal(str(least)):
            return tr("The least here is {least}.", least=least)
        if most is not None and figure > Decimal(str(most)):
            return tr("The most here is {most}.", most=most)
        if step is not None and figure % Decimal(str(step)):
            return tr("It goes in steps of {step}.", step=step)
        return ""

    def _text_problem(self, text: str) -> str:
        least, most, pattern = (self.rules.get(name) for name in ("minLength", "maxLength", "pattern"))
        if least is not None and len(text) < least:
            return tr("This needs {least} letters at least.", least=least)
        if most is not None and len(text) > most:
            return tr("This has {length} characters. {most} are the most.", length=len(text), most=most)
        if pattern is not None and not re.search(pattern, text):
            return tr("This is not written as it must be here.")
        return text_problem(text)

    def _date_problem(self) -> str:
        if isinstance(self.effective_from, Problem):
            return self.effective_from.sentence
        if self.effective_from and self.effective_from < self.today:
            return tr("{date} is past. A rule changes from today or later.", date=date_long(self.effective_from))
        return ""
