"""Quorum: how many must be present, counted exactly from a fraction or a whole per cent."""

import re
from dataclasses import dataclass
from fractions import Fraction

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import quoted

_WRITTEN = re.compile(r"(>?)\s*(?:(\d{1,4})\s*/\s*(\d{1,4})|(\d{1,3})\s*%)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """The part of the members entitled to vote that must be present; `more_than` asks for more than that part."""

    part: Fraction
    more_than: bool = False

    def required(self, entitled: int) -> int:
        """Return how many of `entitled` members make a quorum, at least one: the part rounded up, never by floats."""
        exact = self.part * entitled
        least = exact.numerator // exact.denominator + 1 if self.more_than else -(-exact.numerator // exact.denominator)
        return max(1, least)


def parse_quorum(written: str) -> QuorumRule | Problem:
    """Return the rule from `2/3`, `60%`, or `>1/2` for a majority, or why it is refused."""
    found = _WRITTEN.match(written.strip())
    if not found or found[3] == "0" * len(found[3] or "-"):
        return Problem(
            tr("“{typed}” is not a quorum. Write a fraction, such as 2/3, or a whole per cent, such as 60 %.",
               typed=quoted(written)),
            "not_quorum", "fraction",
        )  # fmt: skip
    part = Fraction(int(found[2]), int(found[3])) if found[2] else Fraction(int(found[4]), 100)
    more_than = found[1] == ">"
    if not 0 < part <= 1 or (more_than and part == 1):
        return Problem(
            tr("A quorum is more than none and at most all of the members. Write it as 2/3 or 60 %."),
            "out_of_range", "fraction",
        )  # fmt: skip
    return QuorumRule(part, more_than)
