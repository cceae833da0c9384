"""The periods in which dues fall: from a frequency and a due rule to named periods with their due dates."""

from collections.abc import Iterable
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


class DueKind(StrEnum):
    """The ways a constitution names the day on which dues fall."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    WEEKDAY = "weekday"
    DAY_OF_MONTH = "day_of_month"
    NTH_WEEKDAY = "nth_weekday"
    LAST_WEEKDAY = "last_weekday"


_OF_A_WEEK = frozenset({DueKind.WEEKDAY})
_OF_A_MONTH = frozenset({DueKind.DAY_OF_MONTH, DueKind.NTH_WEEKDAY, DueKind.LAST_WEEKDAY})
_BY_WEEKDAY = frozenset({DueKind.WEEKDAY, DueKind.NTH_WEEKDAY, DueKind.LAST_WEEKDAY})


@dataclass(frozen=True, slots=True)
class DueRule:
    """The day in a period on which a due falls.

    `weekday` is ISO (1 Monday to 7 Sunday), `nth` 1 to 4, `day` 1 to 31 (clamped to the month's end). In a quarter or a
    year a day of the month is one of its first month; first and last day are those of the whole period.
    """

    kind: DueKind
    weekday: int = 1
    nth: int = 1
    day: int = 1


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
    """Return the rule kept as JSON, as `{"kind": "nth_weekday", "nth": 1, "weekday": 6}`, or why it is refused.

    An empty object is the first day of the period.
    """
    try:
        fields = Fields(raw, ("kind", "weekday", "nth", "day"))
        kind = fields.choice("kind", DueKind) if raw else DueKind.FIRST_DAY
        weekly = frequency is ContributionFrequency.WEEKLY
        if kind in (_OF_A_MONTH if weekly else _OF_A_WEEK):
            raise fields.refused("kind", tr("Weekly dues fall on a week day, all others on a day of a month."))
        return DueRule(
            kind,
            weekday=fields.whole("weekday", 1, 7, None if kind in _BY_WEEKDAY else 1),
            nth=fields.whole("nth", 1, 4, None if kind is DueKind.NTH_WEEKDAY else 1),
            day=fields.whole("day", 1, 31, None if kind is DueKind.DAY_OF_MONTH else 1),
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


def owed_periods(periods: Iterable[Period], joined: date, left: date | None = None) -> list[Period]:
    """Return the periods a member owes: from the first to start on or after joining, to the last due by leaving."""
    return [period for period in periods if period.starts >= joined and (left is None or period.due <= left)]


def whole_periods(since: date, until: date, frequency: ContributionFrequency) -> int:
    """Return how many whole weeks, months, quarters or years lie between two dates; zero when flexible."""
    if until <= since or frequency is ContributionFrequency.FLEXIBLE:
        return 0
    if frequency is ContributionFrequency.WEEKLY:
        return (until - since).days // 7
    months = (until.year - since.year) * 12 + until.month - since.month
    if add_months(since, months) > until:
        months -= 1
    return months // _MONTHS_IN[frequency]


def period_name(period: Period, frequency: ContributionFrequency) -> str:
    """Return a period as a column head shows it: `Nov 2026`, `Week 45, 2026`, `Quarter 4, 2026`, `2026`."""
    if frequency is ContributionFrequency.WEEKLY:
        return tr("Week {week}, {year}", week=period.week, year=period.year)
    if frequency is ContributionFrequency.QUARTERLY:
        return tr("Quarter {quarter}, {year}", quarter=(period.month + 2) // 3, year=period.year)
    if frequency is ContributionFrequency.YEARLY:
        return str(period.year)
    return formats.month_short(period.year, period.month)


def describe(rule: DueRule) -> str:
    """Return a due rule in words: `The first Saturday of the month.`"""
    weekday = formats.weekday_name(rule.weekday)
    match rule.kind:
        case DueKind.FIRST_DAY:
            return tr("The first day of the period.")
        case DueKind.LAST_DAY:
            return tr("The last day of the period.")
        case DueKind.WEEKDAY:
            return tr("{weekday} of each week.", weekday=weekday)
        case DueKind.DAY_OF_MONTH:
            return tr("Day {day} of the month, or its last day when it is shorter.", day=rule.day)
        case DueKind.LAST_WEEKDAY:
            return tr("The last {weekday} of the month.", weekday=weekday)
        case DueKind.NTH_WEEKDAY:
            return (
                tr("The first {weekday} of the month.", weekday=weekday),
                tr("The second {weekday} of the month.", weekday=weekday),
                tr("The third {weekday} of the month.", weekday=weekday),
                tr("The fourth {weekday} of the month.", weekday=weekday),
            )[rule.nth - 1]


def _containing(frequency: ContributionFrequency, rule: DueRule, day: date) -> Period:
    if frequency is ContributionFrequency.WEEKLY:
        starts = day - timedelta(days=day.weekday())
        ends = starts + timedelta(days=6)
        year, week, _ = day.isocalendar()
        return Period(year, (starts + timedelta(days=3)).month, week, starts, ends, _due(rule, starts, ends))
    length = _MONTHS_IN[frequency]
    starts = date(day.year, (day.month - 1) // length * length + 1, 1)
    ends = add_months(starts, length) - timedelta(days=1)
    return Period(day.year, starts.month, None, starts, ends, _due(rule, starts, ends))


def _due(rule: DueRule, starts: date, ends: date) -> date:
    month_end = starts.replace(day=days_in_month(starts.year, starts.month))
    match rule.kind:
        case DueKind.FIRST_DAY:
            return starts
        case DueKind.LAST_DAY:
            return ends
        case DueKind.DAY_OF_MONTH:
            return starts.replace(day=min(rule.day, month_end.day))
        case DueKind.LAST_WEEKDAY:
            return month_end - timedelta(days=(month_end.isoweekday() - rule.weekday) % 7)
        case DueKind.WEEKDAY | DueKind.NTH_WEEKDAY:
            return starts + timedelta(days=(rule.weekday - starts.isoweekday()) % 7 + 7 * (rule.nth - 1))
