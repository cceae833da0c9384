"""Reading a penalty rule, and a breach of it, kept as JSON: in a chama's settings and on the command line alike."""

from decimal import Decimal

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.fields import Fields, RefusedFieldError
from moneypool_desktop.models.domain.money import LARGEST, ZERO
from moneypool_desktop.models.domain.penalties import Breach, PenaltyRule, Tier
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import PenaltyMethod

RULE_KEYS = (
    "method", "amount", "rate_pct", "compound", "period_days", "grace_days", "cap", "minimum_credit", "tiers",
)  # fmt: skip
BREACH_KEYS = ("base", "days_late", "periods_late", "count", "credit")

_TIER_RULE_KEYS = ("method", "amount", "rate_pct", "compound", "period_days")
_LARGEST_RATE = Decimal(1000)
_MOST_DAYS = 36_500
_MOST_PERIODS = 1_200
_FLAT = frozenset(
    {
        PenaltyMethod.FLAT_ONCE,
        PenaltyMethod.FLAT_PER_DAY,
        PenaltyMethod.FLAT_PLUS_DAILY_PCT,
        PenaltyMethod.ESCALATING_COUNT,
    }
)
_RATED = frozenset(
    {
        PenaltyMethod.PCT_ONCE,
        PenaltyMethod.PCT_PER_PERIOD,
        PenaltyMethod.PCT_PRORATA_DAYS,
        PenaltyMethod.FLAT_PLUS_DAILY_PCT,
    }
)
_BY_DAY = frozenset(
    {
        PenaltyMethod.FLAT_PER_DAY,
        PenaltyMethod.PCT_PRORATA_DAYS,
        PenaltyMethod.FLAT_PLUS_DAILY_PCT,
        PenaltyMethod.TIERED,
    }
)
_WITHOUT_TIERS = frozenset(PenaltyMethod) - {PenaltyMethod.TIERED, PenaltyMethod.ESCALATING_COUNT}


def read_penalty_rule(raw: object) -> PenaltyRule | Problem:
    """Return the rule kept as JSON, or why it does not hold, naming the key."""
    try:
        return _rule(Fields(raw, RULE_KEYS))
    except RefusedFieldError as refused:
        return refused.problem


def read_penalty_case(raw: object) -> tuple[PenaltyRule, Breach] | Problem:
    """Return a rule and a breach of it from one JSON object, or why they do not hold, naming the key."""
    try:
        fields = Fields(raw, (*RULE_KEYS, *BREACH_KEYS))
        rule = _rule(fields)
        return rule, _breach(fields, rule)
    except RefusedFieldError as refused:
        return refused.problem


def _rule(fields: Fields) -> PenaltyRule:
    method = fields.choice("method", PenaltyMethod)
    if "tiers" in fields and method is not PenaltyMethod.TIERED:
        raise fields.refused("tiers", tr("Only the method TIERED has tiers."))
    return PenaltyRule(
        method,
        amount=fields.decimal("amount", LARGEST, 2, None if method in _FLAT else ZERO),
        rate_pct=fields.decimal("rate_pct", _LARGEST_RATE, 6, None if method in _RATED else ZERO),
        compound=_compound(fields, method),
        period_days=fields.whole("period_days", 1, 366, 30),
        grace_days=fields.whole("grace_days", 0, _MOST_DAYS, 0),
        cap=fields.decimal("cap", LARGEST, 2, ZERO),
        minimum_credit=fields.decimal("minimum_credit", LARGEST, 2) if "minimum_credit" in fields else None,
        tiers=_tiers(fields) if method is PenaltyMethod.TIERED else (),
    )


def _compound(fields: Fields, method: PenaltyMethod) -> bool:
    compound = fields.flag("compound")
    if compound and method is not PenaltyMethod.PCT_PER_PERIOD:
        raise fields.refused("compound", tr("Only the method PCT_PER_PERIOD compounds."))
    return compound


def _tiers(fields: Fields) -> tuple[Tier, ...]:
    tiers: list[Tier] = []
    for raw in fields.many("tiers"):
        tier = Fields(raw, ("start_day", "end_day", *_TIER_RULE_KEYS))
        rule = _rule(tier)
        if rule.method not in _WITHOUT_TIERS:
            raise tier.refused("method", tr("A tier has one of the plain methods, not tiers or counts."))
        first = tier.whole("start_day", 1, _MOST_DAYS)
        last = tier.whole("end_day", first, _MOST_DAYS) if "end_day" in tier else None
        before = tiers[-1] if tiers else None
        if before and (before.last_day is None or first <= before.last_day):
            raise tier.refused("start_day", tr("The tiers overlap. Each begins after the one before has ended."))
        tiers.append(Tier(first, last, rule))
    if not tiers:
        raise fields.refused("tiers", tr("“{name}” is missing.", name="tiers"), "missing")
    return tuple(tiers)


def _breach(fields: Fields, rule: PenaltyRule) -> Breach:
    if "days_late" in fields and "periods_late" in fields:
        raise fields.refused("periods_late", tr("Give the days late or the periods late, not both."))
    if "periods_late" in fields and rule.method in _BY_DAY:
        raise fields.refused("periods_late", tr("This method counts days. Give “days_late” instead."))
    if "periods_late" in fields and rule.grace_days:
        raise fields.refused("grace_days", tr("Grace is counted in days. Give “days_late” with it."))
    dated = rule.method is not PenaltyMethod.ESCALATING_COUNT and rule.minimum_credit is None
    wants_days = (dated or rule.method in _BY_DAY) and "periods_late" not in fields
    wants_base = rule.method in _RATED or any(tier.rule.method in _RATED for tier in rule.tiers)
    return Breach(
        base=fields.decimal("base", LARGEST, 2, None if wants_base else ZERO),
        days=fields.whole("days_late", 0, _MOST_DAYS, None if wants_days else 0),
        periods=fields.whole("periods_late", 0, _MOST_PERIODS) if "periods_late" in fields else None,
        count=fields.whole("count", 0, _MOST_DAYS, None if rule.method is PenaltyMethod.ESCALATING_COUNT else 1),
        credit=fields.decimal("credit", LARGEST, 2, None if rule.minimum_credit is not None else ZERO),
    )
