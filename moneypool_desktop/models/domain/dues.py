"""Dues: what is expected, where a payment goes, and where a due and a member stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.money import ZERO, from_fraction
from moneypool_desktop.models.domain.values import ContributionStatus


@dataclass(frozen=True, slots=True)
class Due:
    """One due of one member: its key, its kind, the day it falls, what is expected, paid and waived of it."""

    key: str
    kind: str
    due: date
    expected: Decimal
    paid: Decimal = ZERO
    waived: Decimal = ZERO

    @property
    def unpaid(self) -> Decimal:
        """Return what is still owed."""
        return max(ZERO, self.expected - self.paid - self.waived)


@dataclass(frozen=True, slots=True)
class Allocation:
    """Where a payment went: amounts by due, in the order they were met, and the rest as the member's advance."""

    lines: tuple[tuple[str, Decimal], ...]
    advance: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands: what is overdue, since when, and each reason in words; no reason means good standing."""

    overdue: Decimal
    since: date | None
    reasons: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Return whether nothing speaks against the member."""
        return not self.reasons


def allocate(amount: Decimal, dues: Iterable[Due], kinds: Sequence[str]) -> Allocation:
    """Return where a payment goes: oldest unpaid first within each kind, kinds in the order given, the rest an advance.

    A payment its member directed to one kind names only that kind. Dues of kinds not named are never touched.
    """
    if amount < 0:
        raise ValueError(amount)
    order = {kind: place for place, kind in enumerate(kinds)}
    open_dues = sorted(
        (due for due in dues if due.kind in order and due.unpaid), key=lambda due: (order[due.kind], due.due, due.key)
    )
    lines: list[tuple[str, Decimal]] = []
    left = amount
    for due in open_dues:
        if not left:
            break
        part = min(left, due.unpaid)
        lines.append((due.key, part))
        left -= part
    return Allocation(tuple(lines), left)


def status(due: Due, today: date, grace_days: int = 0) -> ContributionStatus:
    """Return where a due stands: completed, or waived when nothing was paid of it; overdue after its grace."""
    if not due.unpaid:
        return ContributionStatus.WAIVED if due.waived and not due.paid else ContributionStatus.COMPLETED
    if today > due.due + timedelta(days=grace_days):
        return ContributionStatus.OVERDUE
    return ContributionStatus.PARTIAL if due.paid else ContributionStatus.PENDING


def days_late(due: date, paid_or_today: date) -> int:
    """Return the days from the due date to the day it was paid in full, or to today; grace is not taken off."""
    return max(0, (paid_or_today - due).days)


def performance(expected: Decimal, paid: Decimal) -> Decimal | None:
    """Return what was paid as a per cent of what was expected, two decimals; None when nothing was expected."""
    return from_fraction(Fraction(paid) * 100 / Fraction(expected)) if expected else None


def standing(dues: Iterable[Due], today: date, *, grace_days: int = 0, fines_unpaid: Decimal = ZERO) -> Standing:
    """Return where a member stands today by dues past their grace and fines unpaid."""
    late = [due for due in dues if status(due, today, grace_days) is ContributionStatus.OVERDUE]
    overdue = sum((due.unpaid for due in late), ZERO)
    since = min((due.due for due in late), default=None)
    reasons: list[str] = []
    if since:
        reasons.append(
            tr("Dues of {amount} are overdue since {date}.", amount=formats.ksh(overdue), date=formats.date_long(since))
        )
    if fines_unpaid > 0:
        reasons.append(tr("Fines of {amount} are unpaid.", amount=formats.ksh(fines_unpaid)))
    return Standing(overdue, since, tuple(reasons))
