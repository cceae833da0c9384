"""The periods in which dues fall: from a frequency and a due rule to named periods with their due dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.dates import add_months, days_in_month
from moneypool_desktop.models.domain.fields import Fields, RefusedFieldError
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import ContributionFrequency

_MONTHS_IN = {
    ContributionFrequency.MONTHLY: 1,
    ContributionFrequency.QUARTERLY: 3,
    ContributionFrequency.YEARLY: 12,
}
LAST = -1
"""The `nth` of a rule that means the last such week day of the month."""


class DueKind(StrEnum):
    """The ways a constitution names the day on which dues fall."""

    FIRST_DAY = "first_day"
    WEEKDAY = "weekday"
    NTH_WEEKDAY = "nth_weekday"
    DAY_OF_MONTH = "day_of_month"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class DueRule:
    """The day in a period on which a due falls.

    `weekday` is ISO (1 Monday to 7 Sunday), `nth` 1 to 4 or LAST, `day` 1 to 31 (clamped to the month's end), `month`
    the month within a quarter or year, counted from 1.
    """

    kind: DueKind
    weekday: int = 1
    nth: int = 1
    day: int = 1
    month: int = 1


@dataclass(frozen=True, slots=True)
class Period:
    """One period: year, month and week as the books number them, first and last day, and the day its dues fall.

    A week has its ISO year and number, and the month of its Thursday; a quarter or year has its first month.
    """

    year: int
    month: int
    week: int | None
    starts: date
    ends: date
    due: date


def read_due_rule(raw: object, frequency: ContributionFrequency) -> DueRule | Problem:
    """Return the rule kept as JSON, as `{"kind": "nth_weekday", "nth": 1, "weekday": 6}`, or why it does not hold.

    An empty object is the first day of the period.
    """
    try:
        fields = Fields(raw, ("kind", "weekday", "nth", "day", "month"))
        kind = fields.choice("kind", DueKind) if raw else DueKind.FIRST_DAY
        weekly = frequency is ContributionFrequency.WEEKLY
        if kind is not DueKind.FIRST_DAY and (kind is DueKind.WEEKDAY) != weekly:
            raise fields.refused("kind", tr("Weekly dues fall on a week day, all others on a day of a month."))
        return DueRule(
            kind,
            weekday=fields.whole("weekday", 1, 7, None if kind in (DueKind.WEEKDAY, DueKind.NTH_WEEKDAY) else 1),
            nth=_nth(fields, kind),
            day=fields.whole("day", 1, 31, None if kind is DueKind.DAY_OF_MONTH else 1),
            month=fields.whole("month", 1, _MONTHS_IN.get(frequency, 1), 1),
        )
    except RefusedFieldError as refused:
        return refused.problem


def periods_between(frequency: ContributionFrequency, rule: DueRule, first: date, last: date) -> list[Period]:
    """Return the periods that hold any day from `first` to `last`, in order; a flexible frequency has none."""
    if frequency is ContributionFrequency.FLEXIBLE:
        return []
    found: list[Period] = []
    period = _containing(frequency, rule, first)
    while period.starts <= last:
        found.append(period)
        period = _containing(frequency, rule, period.ends + timedelta(days=1))
    return found


def period_name(period: Period, frequency: ContributionFrequency) -> str:
    """Return a period as a column head shows it: `Nov 2026`, `Week 45, 2026`, `Quarter 4, 2026`, `2026`."""
    return formats.period_label(frequency, period.starts)


def describe(rule: DueRule) -> str:
    """Return a due rule in words: `The first Saturday of the month.`"""
    if rule.kind is DueKind.FIRST_DAY:
        return tr("The first day of the period.")
    if rule.kind is DueKind.LAST_DAY:
        return tr("The last day of the month.")
    if rule.kind is DueKind.DAY_OF_MONTH:
        return tr("Day {day} of the month, or its last day when it is shorter.", day=rule.day)
    weekday = formats.weekday_name(rule.weekday)
    if rule.kind is DueKind.WEEKDAY:
        return tr("{weekday} of each week.", weekday=weekday)
    return {
        1: tr("The first {weekday} of the month.", weekday=weekday),
        2: tr("The second {weekday} of the month.", weekday=weekday),
        3: tr("The third {weekday} of the month.", weekday=weekday),
        4: tr("The fourth {weekday} of the month.", weekday=weekday),
        LAST: tr("The last {weekday} of the month.", weekday=weekday),
    }[rule.nth]


def _nth(fields: Fields, kind: DueKind) -> int:
    nth = fields.whole("nth", LAST, 4, None if kind is DueKind.NTH_WEEKDAY else 1)
    if nth == 0:
        raise fields.refused("nth", tr("“nth” is 1 to 4, or -1 for the last one of the month."))
    return nth


def _containing(frequency: ContributionFrequency, rule: DueRule, day: date) -> Period:
    if frequency is ContributionFrequency.WEEKLY:
        starts = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        due = starts if rule.kind is DueKind.FIRST_DAY else starts + timedelta(days=rule.weekday - 1)
        return Period(year, (starts + timedelta(days=3)).month, week, starts, starts + timedelta(days=6), due)
    length = _MONTHS_IN[frequency]
    month = (day.month - 1) // length * length + 1
    starts = date(day.year, month, 1)
    ends = add_months(starts, length) - timedelta(days=1)
    due_month = add_months(starts, rule.month - 1)
    due = starts if rule.kind is DueKind.FIRST_DAY else _due_in(rule, due_month.year, due_month.month)
    return Period(day.year, month, None, starts, ends, due)


def _due_in(rule: DueRule, year: int, month: int) -> date:
    last = days_in_month(year, month)
    if rule.kind is DueKind.LAST_DAY:
        return date(year, month, last)
    if rule.kind is DueKind.DAY_OF_MONTH:
        return date(year, month, min(rule.day, last))
    if rule.nth == LAST:
        return date(year, month, last - (date(year, month, last).isoweekday() - rule.weekday) % 7)
    return date(year, month, 1 + (rule.weekday - date(year, month, 1).isoweekday()) % 7 + 7 * (rule.nth - 1))
