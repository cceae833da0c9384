"""Opening balances: a row for each member, a row for each place where the money lies, and both sides equal."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.money import check_amount, parse_amount
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.imports import (
    BalanceEntry,
    ControlTotal,
    ImportRow,
    Known,
    Place,
    PlaceEntry,
    Proof,
    RowState,
)
from moneypool_desktop.services.imports.fields import (
    Context,
    Field,
    Planner,
    Value,
    Values,
    amount_of,
    read_amount,
    read_count,
    read_name,
    read_rate,
    read_text,
    text_of,
)
from moneypool_desktop.services.imports.people import number_key

_ONE_SHARE = re.compile(r"\b1\s*(?:share|unit|hisa)?\s*=\s*([^)\]]+)", re.IGNORECASE)
_UNITS = re.compile(r"\bunits?\b|\bno\.? of\b|\bnumber of\b|\bidadi\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"\d{5,}", re.ASCII)
_PLACES = (
    (Place.RESERVE, re.compile(r"reserve|dharura|hifadhi", re.IGNORECASE)),
    (Place.MOBILE_MONEY, re.compile(r"m-?\s?pesa|paybill|\btill\b|mobile|airtel|t-?kash|pochi", re.IGNORECASE)),
    (Place.BANK, re.compile(r"bank|benki|account|akaunti|equity|kcb|co-?op|absa|ncba|stanbic|\bdtb\b|family|i&m|sacco"
                            r"|deposit|chartered|postbank", re.IGNORECASE)),
    (Place.CASH, re.compile(r"cash|taslimu|sanduku|\bbox\b|petty", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shares:
    worth: Decimal
    units: Decimal | None


@dataclass(frozen=True, slots=True)
class _Where:
    place: Place
    name: str


def share_price(heading: str, context: Context) -> Decimal | None:
    """Return what one share costs where the column counts units (heading `1 = 500/-`, or said by a person)."""
    stated = _ONE_SHARE.search(heading)
    if stated:
        price = parse_amount(stated[1])
        return price if isinstance(price, Decimal) and price > 0 else None
    if context.mapping.share_price is not None:
        return context.mapping.share_price
    return context.known.share_price if _UNITS.search(heading) else None


def _read_shares(text: str, context: Context) -> Value | Problem:
    units = read_amount(text, context)
    price = share_price(context.headings.get("shares", ""), context)
    if isinstance(units, Problem) or not isinstance(units.value, Decimal):
        return units
    if price is None:
        return units
    worth = units.value * price
    if worth % Decimal("0.01"):
        return Problem(tr("These shares come to parts of a cent. Correct the number of shares."), "shares")
    refused = check_amount(worth)
    if refused:
        return refused
    worth = worth.quantize(Decimal("0.01"))
    return Value(_Shares(worth, units.value), formats.money(worth))


FIELDS = (
    Field("number", mark("Member number"), ("m no", "mno", "member no", "member number", "membership no",
          "membership number", "no", "number", "namba", "nambari", "namba ya mwanachama", "nambari ya mwanachama"),
          read_text),
    Field("name", mark("Name"), ("name", "full name", "names", "member", "member name", "jina", "jina kamili",
          "mwanachama", "jina la mwanachama"), read_name),
    Field("savings", mark("Savings"), ("savings", "saving", "deposits", "savings balance", "total savings", "akiba",
          "contributions", "michango"), read_amount, adds=True),
    Field("shares", mark("Shares"), ("shares", "share capital", "share", "no of shares", "number of shares",
          "share units", "shares units", "hisa", "idadi ya hisa"), _read_shares, adds=True),
    Field("welfare", mark("Welfare"), ("welfare", "welfare fund", "social fund", "welfare balance", "ustawi",
          "mfuko wa jamii"), read_amount, adds=True),
    Field("loan", mark("Loan"), ("loan balance", "loan", "loans", "outstanding loan", "loan outstanding", "mkopo",
          "salio la mkopo", "mikopo"), read_amount, adds=True),
    Field("loan_rate", mark("Loan rate"), ("loan rate pm", "loan rate", "rate", "interest rate", "rate pm",
          "loan rate per month", "interest", "riba", "kiwango cha riba"), read_rate),
    Field("months_left", mark("Months left"), ("months left", "months remaining", "remaining months", "months",
          "miezi iliyobaki", "miezi"), read_count),
    Field("fines", mark("Unpaid fines"), ("fines unpaid", "unpaid fines", "fines", "fine", "penalties",
          "outstanding fines", "faini", "faini zisizolipwa"), read_amount, adds=True),
)  # fmt: skip


def _enter(values: Values, context: Context) -> tuple[BalanceEntry | None, dict[str, str]]:
    number, name, problem = context.people.find(text_of(values, "number"), text_of(values, "name"))
    if problem:
        return None, problem
    shares = values.get("shares")
    if not isinstance(shares, _Shares):
        shares = _Shares(amount_of(values, "shares"), None)
    rate, months = values.get("loan_rate"), values.get("months_left")
    entry = BalanceEntry(
        number=number,
        name=name,
        savings=amount_of(values, "savings"),
        shares=shares.worth,
        share_units=shares.units,
        welfare=amount_of(values, "welfare"),
        loan=amount_of(values, "loan"),
        loan_rate=rate if isinstance(rate, Decimal) else None,
        months_left=months if isinstance(months, int) else None,
        fines=amount_of(values, "fines"),
    )
    return entry, {}


def _settle(rows: Sequence[ImportRow], _known: Known) -> list[ImportRow]:
    seen: dict[object, ImportRow] = {}
    settled: list[ImportRow] = []
    for row in rows:
        entry = row.entry
        if row.state not in (RowState.NEW, RowState.RECORDED) or not isinstance(entry, BalanceEntry):
            settled.append(row)
            continue
        earlier = seen.setdefault(number_key(entry.number) or entry.name.casefold(), row)
        if earlier is row or row.state is RowState.RECORDED:
            settled.append(row)
        elif earlier.entry == entry:
            settled.append(replace(row, state=RowState.REPEATED, note=tr("Same as row {row}", row=earlier.line)))
        else:
            sentence = tr("{name} stands in row {row} with other figures. Leave one of the two rows out.",
                          name=entry.name or entry.number, row=earlier.line)  # fmt: skip
            settled.append(replace(row, state=RowState.REFUSED, problems={"number": sentence}))
    return settled


def _total(rows: Sequence[ImportRow]) -> tuple[ControlTotal, ...]:
    entries = [row.entry for row in rows if row.state is RowState.NEW and isinstance(row.entry, BalanceEntry)]
    places = [row.entry for row in rows if row.state is RowState.NEW and isinstance(row.entry, PlaceEntry)]
    zero = Decimal("0.00")
    units = sum((entry.share_units or zero for entry in entries), zero)
    return (
        ControlTotal("members", tr("Members"), Decimal(len(entries)), count=True),
        ControlTotal("savings", tr("Savings"), sum((entry.savings for entry in entries), zero)),
        ControlTotal("shares", tr("Shares"), sum((entry.shares for entry in entries), zero)),
        *((ControlTotal("share_units", tr("Shares in number"), units, count=True),) if units else ()),
        ControlTotal("welfare", tr("Welfare"), sum((entry.welfare for entry in entries), zero)),
        ControlTotal("loans", tr("Loans"), sum((entry.loan for entry in entries), zero)),
        ControlTotal("fines", tr("Unpaid fines"), sum((entry.fines for entry in entries), zero)),
        *(
            ControlTotal(place.value, tr(label), sum((e.amount for e in places if e.place is place), zero))
            for place, label in PLACE_NAMES.items()
        ),
    )


def prove(totals: Sequence[ControlTotal]) -> Proof:
    """Return both sides of the opening: places and loans against what belongs to members and funds."""
    by_key: Mapping[str, ControlTotal] = {total.key: total for total in totals}
    left = tuple(by_key[key] for key in ("cash", "mobile_money", "bank", "loans"))
    right = tuple(by_key[key] for key in ("savings", "shares", "welfare", "reserve"))
    left_total = sum((total.value for total in left), Decimal("0.00"))
    right_total = sum((total.value for total in right), Decimal("0.00"))
    if left_total == right_total:
        sentence = tr("Both sides are {amount}: the money in its places and lent out is what members and funds own.",
                      amount=formats.ksh(left_total))  # fmt: skip
    else:
        sentence = tr(
            "The two sides differ by {difference}: places and loans make {left}, members and funds own {right}. "
            "Nothing can be posted before they agree.",
            difference=formats.ksh(abs(left_total - right_total)),
            left=formats.ksh(left_total),
            right=formats.ksh(right_total),
        )
    return Proof(left, right, left_total, right_total, sentence)


PLACE_NAMES = {
    Place.CASH: mark("Cash"),
    Place.MOBILE_MONEY: mark("M-Pesa"),
    Place.BANK: mark("Bank"),
    Place.RESERVE: mark("Reserve"),
}


def _read_place(text: str, context: Context) -> Value | Problem:
    for place, words in _PLACES:
        if words.search(text):
            return Value(_Where(place, read_text(text, context).shown), tr(PLACE_NAMES[place]))
    return Problem(tr("This is no place known here. Write Cash, M-Pesa, Bank or Reserve in it."), "place")


def _enter_place(values: Values, _context: Context) -> tuple[PlaceEntry | None, dict[str, str]]:
    found, amount = values.get("place"), values.get("balance")
    if not isinstance(found, _Where) or not isinstance(amount, Decimal):
        return None, {}
    account = _ACCOUNT.search(found.name)
    return PlaceEntry(found.place, found.name, account[0] if account else "", amount), {}


def _as_they_are(rows: Sequence[ImportRow], _known: Known) -> list[ImportRow]:
    return list(rows)


def _no_totals(_rows: Sequence[ImportRow]) -> tuple[ControlTotal, ...]:
    return ()


PLANNER = Planner(
    kind=ImportKind.OPENING_BALANCES,
    fields=FIELDS,
    signature=(("number", "name"), ("savings", "shares", "welfare", "loan", "fines")),
    enter=_enter,
    settle=_settle,
    total=_total,
)
PLACES = Planner(
    kind=ImportKind.OPENING_BALANCES,
    fields=(
        Field("place", mark("Place"), ("place", "where", "cash and bank", "mahali"), _read_place, needed=True),
        Field("balance", mark("Balance"), ("balance", "amount", "salio", "kiasi"), read_amount, needed=True, adds=True),
    ),
    signature=(("place",), ("balance",)),
    enter=_enter_place,
    settle=_as_they_are,
    total=_no_totals,
)
