"""Fines and penalties for lateness: every method a constitution names, with a working that answers "why?".

With base B (the overdue amount), rate r per period, flat amount F, d days late after grace and m whole periods late:
flat once F; flat per day F×d; per cent once B×r; per cent per period B×r×m, or compounding B×((1+r)^m − 1); by the day
B×r×d÷30; flat and daily per cent F+B×r×d; escalating F×k for the k-th breach; tiers charge the days that fall in them.
Amounts stay exact until the end, are rounded half up to the cent, and never pass the rule's cap.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.money import ZERO, from_fraction, posted
from moneypool_desktop.models.domain.values import PenaltyMethod


@dataclass(frozen=True, slots=True)
class Tier:
    """The days late, both included and counted after grace, in which a rule of its own holds; no end is for ever."""

    first_day: int
    last_day: int | None
    rule: "PenaltyRule"


@dataclass(frozen=True, slots=True)
class PenaltyRule:
    """A rule of the constitution: method and figures; `cap` zero means none.

    `rate_pct` is per hundred and per period (per day in FLAT_PLUS_DAILY_PCT); `period_days` is the length the rate is
    stated for. With `minimum_credit` the rule tests the member's credit, not the date: it holds below that amount.
    """

    method: PenaltyMethod
    amount: Decimal = ZERO
    rate_pct: Decimal = ZERO
    compound: bool = False
    period_days: int = 30
    grace_days: int = 0
    cap: Decimal = ZERO
    minimum_credit: Decimal | None = None
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """What happened: overdue base, days from the due date, whole periods late where counted by calendar, the count.

    `periods` None counts them from the days; `count` is the k of the k-th breach; `credit` the member's credit.
    """

    base: Decimal = ZERO
    days: int = 0
    periods: int | None = None
    count: int = 1
    credit: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Penalty:
    """The amount to charge, to the cent, and the sentences that show how it came about."""

    amount: Decimal
    working: tuple[str, ...]


def penalty(rule: PenaltyRule, breach: Breach) -> Penalty:
    """Return what the rule charges for a breach: never below zero, never above its cap."""
    excuse = _excuse(rule, breach)
    if excuse:
        return Penalty(ZERO, (excuse,))
    working = _why_late(rule, breach)
    exact, steps = _charge(rule, replace(breach, days=_days(rule, breach)))
    working += steps
    amount = from_fraction(exact)
    if rule.cap and amount > rule.cap:
        amount = posted(rule.cap)
        working.append(tr("The rule charges at most {cap}.", cap=formats.money(rule.cap)))
    working.append(tr("The penalty is {amount}.", amount=formats.money(amount)))
    return Penalty(amount, tuple(working))


def _days(rule: PenaltyRule, breach: Breach) -> int:
    return max(0, breach.days - rule.grace_days)


def _excuse(rule: PenaltyRule, breach: Breach) -> str:
    """Return why nothing is charged at all, or no text when the rule holds."""
    if rule.minimum_credit is not None:
        if breach.credit < rule.minimum_credit:
            return ""
        return tr(
            "The credit of {credit} is not below {minimum}: nothing is charged.",
            credit=formats.money(breach.credit), minimum=formats.money(rule.minimum_credit),
        )  # fmt: skip
    if rule.method is PenaltyMethod.ESCALATING_COUNT or _days(rule, breach) or breach.periods:
        return ""
    if breach.days:
        return tr("{days} days late is within the grace of {grace} days: nothing is charged.",
                  days=breach.days, grace=rule.grace_days)  # fmt: skip
    return tr("Nothing is late: nothing is charged.")


def _why_late(rule: PenaltyRule, breach: Breach) -> list[str]:
    if rule.minimum_credit is not None:
        return [
            tr("The credit of {credit} is below {minimum}.",
               credit=formats.money(breach.credit), minimum=formats.money(rule.minimum_credit))
        ]  # fmt: skip
    if rule.method is PenaltyMethod.ESCALATING_COUNT or breach.periods is not None:
        return []
    if rule.grace_days:
        return [
            tr("{days} days late, less {grace} days of grace: {counted} days count.",
               days=breach.days, grace=rule.grace_days, counted=breach.days - rule.grace_days)
        ]  # fmt: skip
    return [trn("{n} day late.", "{n} days late.", breach.days)]


type _Charge = tuple[Fraction, list[str]]


def _charge(rule: PenaltyRule, breach: Breach) -> _Charge:
    """Return the exact charge for days already counted after grace, and its steps."""
    return _CHARGES[rule.method](rule, breach)


def _rate(rule: PenaltyRule) -> Fraction:
    return Fraction(rule.rate_pct) / 100


def _percent(rule: PenaltyRule) -> str:
    return formats.percent(rule.rate_pct, places=6)


def _shown(exact: Fraction) -> str:
    return formats.money(from_fraction(exact))


def _flat_once(rule: PenaltyRule, _breach: Breach) -> _Charge:
    return Fraction(rule.amount), [tr("A flat {amount}, once.", amount=formats.money(rule.amount))]


def _flat_per_day(rule: PenaltyRule, breach: Breach) -> _Charge:
    exact = Fraction(rule.amount) * breach.days
    return exact, [
        tr("{amount} a day × {days} days = {result}.",
           amount=formats.money(rule.amount), days=breach.days, result=_shown(exact))
    ]  # fmt: skip


def _pct_once(rule: PenaltyRule, breach: Breach) -> _Charge:
    exact = Fraction(breach.base) * _rate(rule)
    return exact, [
        tr("{base} × {rate}, once = {result}.",
           base=formats.money(breach.base), rate=_percent(rule), result=_shown(exact))
    ]  # fmt: skip


def _pct_per_period(rule: PenaltyRule, breach: Breach) -> _Charge:
    steps: list[str] = []
    periods = breach.periods
    if periods is None:
        periods = breach.days // rule.period_days
        steps.append(
            tr("{days} days make {periods} whole periods of {length} days.",
               days=breach.days, periods=periods, length=rule.period_days)
        )  # fmt: skip
    facts = {"base": formats.money(breach.base), "rate": _percent(rule), "periods": periods}
    if rule.compound:
        exact = Fraction(breach.base) * ((1 + _rate(rule)) ** periods - 1)
        steps.append(
            tr("{base} × ((1 + {rate}) to the power {periods} − 1) = {result}.", **facts, result=_shown(exact))
        )
    else:
        exact = Fraction(breach.base) * _rate(rule) * periods
        steps.append(tr("{base} × {rate} × {periods} periods = {result}.", **facts, result=_shown(exact)))
    return exact, steps


def _pct_prorata_days(rule: PenaltyRule, breach: Breach) -> _Charge:
    exact = Fraction(breach.base) * _rate(rule) * breach.days / rule.period_days
    return exact, [
        tr("{base} × {rate} × {days} days ÷ {length} = {result}.",
           base=formats.money(breach.base), rate=_percent(rule), days=breach.days, length=rule.period_days,
           result=_shown(exact))
    ]  # fmt: skip


def _flat_plus_daily_pct(rule: PenaltyRule, breach: Breach) -> _Charge:
    exact = Fraction(rule.amount) + Fraction(breach.base) * _rate(rule) * breach.days
    return exact, [
        tr("{amount} + {base} × {rate} a day × {days} days = {result}.",
           amount=formats.money(rule.amount), base=formats.money(breach.base), rate=_percent(rule), days=breach.days,
           result=_shown(exact))
    ]  # fmt: skip


def _tiered(rule: PenaltyRule, breach: Breach) -> _Charge:
    whole, steps = Fraction(0), list[str]()
    for tier in rule.tiers:
        last = breach.days if tier.last_day is None else min(tier.last_day, breach.days)
        if last < tier.first_day:
            continue
        exact, inner = _charge(tier.rule, replace(breach, days=last - tier.first_day + 1, periods=None))
        whole += exact
        steps.append(tr("Days {first} to {last}:", first=tier.first_day, last=last))
        steps += inner
    return whole, steps


def _escalating_count(rule: PenaltyRule, breach: Breach) -> _Charge:
    exact = Fraction(rule.amount) * breach.count
    return exact, [
        tr("{amount} × {count}, for breach number {count} = {result}.",
           amount=formats.money(rule.amount), count=breach.count, result=_shown(exact))
    ]  # fmt: skip


_CHARGES: dict[PenaltyMethod, Callable[[PenaltyRule, Breach], _Charge]] = {
    PenaltyMethod.FLAT_ONCE: _flat_once,
    PenaltyMethod.FLAT_PER_DAY: _flat_per_day,
    PenaltyMethod.PCT_ONCE: _pct_once,
    PenaltyMethod.PCT_PER_PERIOD: _pct_per_period,
    PenaltyMethod.PCT_PRORATA_DAYS: _pct_prorata_days,
    PenaltyMethod.FLAT_PLUS_DAILY_PCT: _flat_plus_daily_pct,
    PenaltyMethod.TIERED: _tiered,
    PenaltyMethod.ESCALATING_COUNT: _escalating_count,
}
