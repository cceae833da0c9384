"""Payments of contributions: one row for each payment of one kind by one member."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import quoted, spaces_tidied
from moneypool_desktop.models.domain.values import ImportKind, PaymentMethod
from moneypool_desktop.models.rows.imports import ContributionEntry, ControlTotal, ImportRow, Known, RowState
from moneypool_desktop.services.imports.fields import (
    Context,
    Field,
    Planner,
    Value,
    Values,
    amount_of,
    read_amount,
    read_date,
    read_name,
    read_text,
    text_of,
)
from moneypool_desktop.services.imports.people import number_key

_METHODS = {
    PaymentMethod.CASH: ("cash", "taslimu", "pesa taslimu", "fedha taslimu"),
    PaymentMethod.MOBILE_MONEY: ("m-pesa", "mpesa", "m pesa", "paybill", "till", "mobile money", "mobile", "simu",
                                 "airtel money", "t-kash", "pochi la biashara", "pochi", "mobile_money"),
    PaymentMethod.BANK_TRANSFER: ("bank", "bank transfer", "bank deposit", "transfer", "eft", "rtgs", "pesalink",
                                  "standing order", "benki", "bank_transfer"),
    PaymentMethod.CHECK: ("cheque", "check", "hundi"),
    PaymentMethod.CARD: ("card", "kadi"),
    PaymentMethod.OTHER: ("other", "nyingine", "nyinginezo"),
}  # fmt: skip
_METHOD_NAMES = {
    PaymentMethod.CASH: mark("Cash"),
    PaymentMethod.MOBILE_MONEY: mark("M-Pesa"),
    PaymentMethod.BANK_TRANSFER: mark("Bank"),
    PaymentMethod.CHECK: mark("Cheque"),
    PaymentMethod.CARD: mark("Card"),
    PaymentMethod.OTHER: mark("Other"),
}
_ALIKE = (
    frozenset({"monthly contribution", "monthly", "contribution", "regular", "regular contribution", "savings",
               "monthly savings", "mchango", "mchango wa mwezi", "mchango wa kila mwezi", "akiba"}),
    frozenset({"welfare", "welfare fund", "social fund", "ustawi", "mfuko wa jamii", "mchango wa ustawi"}),
    frozenset({"shares", "share capital", "share", "hisa"}),
    frozenset({"registration", "registration fee", "entry fee", "joining fee", "kiingilio", "ada ya usajili"}),
    frozenset({"fine", "fines", "penalty", "faini"}),
)  # fmt: skip


def _read_method(text: str, _context: Context) -> Value | Problem:
    spoken = spaces_tidied(text).casefold()
    for method, words in _METHODS.items():
        if spoken in words:
            return Value(method, tr(_METHOD_NAMES[method]))
    return Problem(
        tr("“{typed}” is no way of paying known here. Write Cash, M-Pesa, Bank, Cheque, Card or Other.",
           typed=quoted(text)),
        "method",
    )  # fmt: skip


def _read_kind(text: str, context: Context) -> Value | Problem:
    written = spaces_tidied(text)
    meant = context.mapping.words.get(written, written)
    kinds = context.known.kinds
    if kinds is None:
        return Value(meant, meant, tidied=meant != text)
    exact = [kind for kind in kinds if kind.casefold() == meant.casefold()]
    family = next((words for words in _ALIKE if meant.casefold() in words), frozenset[str]())
    found = exact or [kind for kind in kinds if kind.casefold() in family]
    if len(found) == 1:
        return Value(found[0], found[0], tidied=found[0] != text)
    return Problem(
        tr("The group has no contribution called “{typed}”. It has: {kinds}.",
           typed=quoted(text), kinds=", ".join(kinds)),
        "kind",
    )  # fmt: skip


def _read_paid(text: str, context: Context) -> Value | Problem:
    amount = read_amount(text, context)
    if isinstance(amount, Value) and amount.value == 0:
        return Problem(tr("A payment is more than zero. Type the amount, or leave the row out."), "zero")
    return amount


def _read_paid_on(text: str, context: Context) -> Value | Problem:
    day = read_date(text, context)
    if isinstance(day, Value) and isinstance(day.value, date) and day.value > context.today:
        return Problem(tr("{day} has not come yet. Type the day the money was paid.", day=day.shown), "future")
    return day


FIELDS = (
    Field("paid_on", mark("Date"), ("date", "date paid", "paid on", "payment date", "date of payment", "received on",
          "transaction date", "tarehe", "tarehe ya malipo"), _read_paid_on, needed=True),
    Field("number", mark("Member number"), ("member no", "m no", "mno", "member number", "membership no",
          "membership number", "no", "namba", "nambari", "namba ya mwanachama", "nambari ya mwanachama"), read_text),
    Field("name", mark("Member"), ("member", "name", "full name", "member name", "paid by", "names", "jina",
          "mwanachama", "jina la mwanachama", "jina kamili"), read_name),
    Field("kind", mark("Contribution"), ("type", "kind", "contribution type", "type of contribution", "contribution",
          "purpose", "being", "for", "aina", "aina ya mchango", "mchango"), _read_kind, needed=True),
    Field("amount", mark("Amount"), ("amount", "amount paid", "paid", "paid in", "amount kes", "amount ksh", "kes",
          "ksh", "kiasi", "kiasi kilicholipwa", "pesa"), _read_paid, needed=True, adds=True),
    Field("method", mark("Method"), ("method", "payment method", "mode", "mode of payment", "payment mode", "paid by",
          "paid via", "how paid", "njia", "njia ya malipo"), _read_method, needed=True),
    Field("reference", mark("Reference"), ("reference", "ref", "ref no", "reference no", "reference number",
          "receipt no", "receipt", "mpesa code", "m pesa code", "code", "transaction id", "kumbukumbu",
          "nambari ya kumbukumbu", "risiti"), read_text),
    Field("remarks", mark("Remarks"), ("remarks", "remark", "notes", "note", "comment", "comments", "description",
          "narration", "maelezo", "maoni"), read_text),
)  # fmt: skip


def _enter(values: Values, context: Context) -> tuple[ContributionEntry | None, dict[str, str]]:
    number, name, problem = context.people.find(text_of(values, "number"), text_of(values, "name"))
    paid_on, method = values.get("paid_on"), values.get("method")
    if problem or not isinstance(paid_on, date) or not isinstance(method, PaymentMethod):
        return None, problem
    entry = ContributionEntry(
        paid_on=paid_on,
        number=number,
        name=name,
        kind=text_of(values, "kind"),
        amount=amount_of(values, "amount"),
        method=method,
        reference=text_of(values, "reference"),
        remarks=text_of(values, "remarks"),
    )
    return entry, {}


def _settle(rows: Sequence[ImportRow], known: Known) -> list[ImportRow]:
    """Two equal rows with one reference are one payment written twice; without a reference they are two payments."""
    recorded = {(number_key(number), kind.casefold(), reference.casefold(), amount)
                for number, kind, reference, amount in known.payments}  # fmt: skip
    first: dict[object, int] = {}
    settled: list[ImportRow] = []
    for row in rows:
        entry = row.entry
        if row.state not in (RowState.NEW, RowState.RECORDED) or not isinstance(entry, ContributionEntry):
            settled.append(row)
            continue
        earlier = first.setdefault(entry if row.corrected else row.raw_hash, row.line)
        payment = (number_key(entry.number), entry.kind.casefold(), entry.reference.casefold(), entry.amount)
        if row.state is RowState.RECORDED:
            settled.append(row)
        elif entry.reference and payment in recorded:
            note = tr("{reference} is already in the books", reference=entry.reference)
            settled.append(replace(row, state=RowState.RECORDED, note=note))
        elif earlier == row.line:
            settled.append(row)
        elif entry.reference:
            settled.append(replace(row, state=RowState.REPEATED, note=tr("Same as row {row}", row=earlier)))
        else:
            settled.append(replace(row, note=tr("Equal to row {row}, both kept", row=earlier)))
    return settled


def _total(rows: Sequence[ImportRow]) -> tuple[ControlTotal, ...]:
    entries = [row.entry for row in rows if row.state is RowState.NEW and isinstance(row.entry, ContributionEntry)]
    by_kind: defaultdict[str, Decimal] = defaultdict(Decimal)
    by_method: defaultdict[PaymentMethod, Decimal] = defaultdict(Decimal)
    for entry in entries:
        by_kind[entry.kind] += entry.amount
        by_method[entry.method] += entry.amount
    return (
        ControlTotal("payments", tr("Payments"), Decimal(len(entries)), count=True),
        ControlTotal("members", tr("Members who paid"), Decimal(len({e.number for e in entries})), count=True),
        ControlTotal("amount", tr("Paid in all"), sum((e.amount for e in entries), Decimal("0.00"))),
        *(ControlTotal(f"kind:{kind}", kind, amount) for kind, amount in sorted(by_kind.items())),
        *(
            ControlTotal(f"method:{method}", tr(name), by_method[method])
            for method, name in _METHOD_NAMES.items()
            if method in by_method
        ),
    )


PLANNER = Planner(
    kind=ImportKind.CONTRIBUTIONS,
    fields=FIELDS,
    signature=(("paid_on",), ("number", "name"), ("amount",)),
    enter=_enter,
    settle=_settle,
    total=_total,
)
