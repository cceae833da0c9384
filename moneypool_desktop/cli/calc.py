"""`moneypool-cli calc KIND`: one JSON document in, one out; the rules of the books without the books.

A list of inputs gives a list of answers, with an error object in the place of a refused one, and exit 0. A single
refused input exits 1. Nothing here loads a database or a window.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from moneypool_desktop.cli import common
from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.fields import Fields, RefusedFieldError
from moneypool_desktop.models.domain.problem import Problem

_MOST_MEMBERS = 1_000_000

_PENALTY_KEYS = mark(
    """Keys (money and rates are decimal strings):
  method          FLAT_ONCE, FLAT_PER_DAY, PCT_ONCE, PCT_PER_PERIOD, PCT_PRORATA_DAYS,
                  FLAT_PLUS_DAILY_PCT, TIERED, ESCALATING_COUNT
  base            the overdue amount
  amount          the flat amount
  rate_pct        per cent for each period; each day in FLAT_PLUS_DAILY_PCT
  days_late       days from the due date; or periods_late, whole periods
  period_days     days the rate is stated for (30)
  compound        true: PCT_PER_PERIOD compounds
  grace_days      days not counted (0)
  cap             the most that is charged (0: none)
  count           which breach this is, in ESCALATING_COUNT
  minimum_credit  with credit: charged when the credit is below it, whatever the date
  tiers           list of start_day, end_day and a method with its figures"""
)
_QUORUM_KEYS = mark(
    """Keys:
  fraction        2/3, 60%, or >1/2 for more than half
  entitled        members entitled to vote
  present         those of them present"""
)
_PHONE_KEYS = mark(
    """Keys:
  raw             the number as written
  country         two letters, for a number without a country code (KE)"""
)

type Answer = dict[str, Any]


def register(commands: common.Commands) -> None:
    """Add `calc` and its kinds."""
    parser = common.add_command(
        commands,
        "calc",
        tr("Compute one thing from JSON on standard input, without any books."),
        """echo '{"fraction": "2/3", "entitled": 10, "present": 7}' | moneypool-cli calc quorum""",
    )
    kinds = common.add_verbs(parser)
    for kind, about, keys, example in (
        (
            "penalty",
            tr("The penalty for lateness, with its working."),
            tr(_PENALTY_KEYS),
            '{"method": "PCT_PER_PERIOD", "base": "18400", "rate_pct": "10", "periods_late": 2}',
        ),
        (
            "quorum",
            tr("How many must be present, and whether they are."),
            tr(_QUORUM_KEYS),
            '{"fraction": "60%", "entitled": 30, "present": 18}',
        ),
        ("phone", tr("A phone number in its international form."), tr(_PHONE_KEYS), '{"raw": "0712 610 340"}'),
    ):
        added = common.add_command(kinds, kind, about, f"echo '{example}' | moneypool-cli calc {kind}")
        added.description = f"{about}\n\n{keys}"


def run(args: argparse.Namespace) -> int:
    """Answer the document on standard input and return 0, or 1 when a single input was refused."""
    try:
        document = _read()
    except (ValueError, RecursionError):
        common.print_json(_error(Problem(tr("Standard input is not one JSON document."), "not_json")))
        return 1
    calculate = _KINDS[args.verb]
    if isinstance(document, list):
        common.print_json([_answer(calculate, case) for case in cast("list[object]", document)])
        return 0
    answer = _answer(calculate, document)
    common.print_json(answer)
    return 1 if "error" in answer else 0


def _read() -> object:
    return json.loads(sys.stdin.buffer.read().decode("utf-8-sig"), parse_float=Decimal, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _answer(calculate: Callable[[object], Answer | Problem], case: object) -> Answer:
    try:
        answer = calculate(case)
    except RefusedFieldError as refused:
        answer = refused.problem
    return _error(answer) if isinstance(answer, Problem) else answer


def _error(problem: Problem) -> Answer:
    return {"error": {"code": problem.code, "field": problem.field, "message": problem.sentence}}


def _penalty(case: object) -> Answer | Problem:
    from moneypool_desktop.models.domain.money import check_amount
    from moneypool_desktop.models.domain.penalties import penalty
    from moneypool_desktop.models.domain.penalty_rules import read_penalty_case

    read = read_penalty_case(case)
    if isinstance(read, Problem):
        return read
    charged = penalty(*read)
    return check_amount(charged.amount) or {"penalty": charged.amount, "working": list(charged.working)}


def _quorum(case: object) -> Answer | Problem:
    from moneypool_desktop.models.domain.quorum import parse_quorum

    fields = Fields(case, ("fraction", "entitled", "present"))
    rule = parse_quorum(fields.text("fraction"))
    if isinstance(rule, Problem):
        return rule
    entitled = fields.whole("entitled", 1, _MOST_MEMBERS)
    present = fields.whole("present", 0, _MOST_MEMBERS)
    if present > entitled:
        raise fields.refused("present", tr("More are present than are entitled to vote. Count only those entitled."))
    required = rule.required(entitled)
    return {"required": required, "met": present >= required}


def _phone(case: object) -> Answer | Problem:
    from moneypool_desktop.models.domain.phones import HOME_COUNTRY, parse_phone

    fields = Fields(case, ("raw", "country"))
    phone = parse_phone(fields.text("raw"), fields.text("country", HOME_COUNTRY))
    if isinstance(phone, Problem):
        return replace(phone, field="country" if phone.code == "no_country" else "raw")
    return {"e164": phone}


_KINDS: dict[str, Callable[[object], Answer | Problem]] = {"penalty": _penalty, "quorum": _quorum, "phone": _phone}
