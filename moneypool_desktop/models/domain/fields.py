"""Reading a rule or an input kept as JSON: every key known, every value of its type, the first fault told by name."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import cast

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import quoted


class RefusedFieldError(Exception):
    """A field that does not hold what its rule needs; carries the Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class Fields:
    """The keys of one JSON object, read by type; anything wrong raises RefusedFieldError."""

    def __init__(self, raw: object, known: Collection[str]) -> None:
        if not isinstance(raw, Mapping):
            raise RefusedFieldError(Problem(tr("An object with named values is expected here."), "not_object"))
        self._values = cast("Mapping[str, object]", raw)
        for name in self._values:
            if name not in known:
                raise RefusedFieldError(
                    Problem(tr("The key “{name}” is not known here.", name=quoted(str(name))), "unknown_key", str(name))
                )

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; absent without default is refused."""
        value = self._given(name, default)
        if not isinstance(value, str):
            raise self.refused(name, tr("“{name}” must be text.", name=name))
        return value

    def flag(self, name: str) -> bool:
        """Return a true or false; absent is false."""
        value = self._given(name, default=False)
        if not isinstance(value, bool):
            raise self.refused(name, tr("“{name}” must be true or false.", name=name))
        return value

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number between two bounds, both included."""
        value = self._given(name, default)
        if isinstance(value, str) and value.isascii() and value.lstrip("-").isdigit() and len(value) < 19:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.refused(
                name, tr("“{name}” must be a whole number from {least} to {most}.", name=name, least=least, most=most)
            )
        return value

    def decimal(self, name: str, most: Decimal, places: int, default: Decimal | None = None) -> Decimal:
        """Return a decimal from zero to `most` with at most `places` decimals, from a decimal string or a number."""
        value = self._given(name, default)
        number = _as_decimal(value)
        if number is None or not 0 <= number <= most:
            raise self.refused(
                name, tr('“{name}” must be a decimal from 0 to {most}, such as "12.50".', name=name, most=f"{most:f}")
            )
        if number != number.quantize(Decimal(1).scaleb(-places)):
            raise self.refused(name, tr("“{name}” has more than {places} decimals.", name=name, places=places))
        return number

    def choice[Choice: StrEnum](self, name: str, choices: type[Choice]) -> Choice:
        """Return a member of a closed set by its value."""
        value = self.text(name)
        if value not in [choice.value for choice in choices]:
            raise self.refused(
                name,
                tr("“{value}” is not known as “{name}”. It may be {choices}.",
                   value=quoted(value), name=name, choices=", ".join(choices)),
            )  # fmt: skip
        return choices(value)

    def many(self, name: str) -> Sequence[object]:
        """Return a list; absent is an empty one."""
        value = self._given(name, ())
        if not isinstance(value, list | tuple):
            raise self.refused(name, tr("“{name}” must be a list.", name=name))
        return cast("Sequence[object]", value)

    def refused(self, name: str, sentence: str, code: str = "bad_value") -> RefusedFieldError:
        """Return the refusal of one field, to be raised."""
        return RefusedFieldError(Problem(sentence, code, name))

    def _given(self, name: str, default: object) -> object:
        value = self._values.get(name)
        if value is None:
            value = default
        if value is None:
            raise self.refused(name, tr("“{name}” is missing.", name=name), "missing")
        return value


def _as_decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    if isinstance(value, str) and not (
        value.isascii() and len(value) <= 40 and value.strip() == value and "_" not in value
    ):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None
