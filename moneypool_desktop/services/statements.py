"""Member statements of any period as at any day, for one member or all, each in its member's language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from moneypool_desktop.language import speaking, tr, trn
from moneypool_desktop.models.domain.formats import date_long, ksh, money, spoken
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.rows.statements import (
    Figure,
    Obligation,
    Printing,
    Statement,
    StatementLine,
    StatementSection,
)
from moneypool_desktop.services import statement_rows
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.papers import periods_named
from moneypool_desktop.services.receipt_papers import shares
from moneypool_desktop.services.statement_rows import Found

_ONE_DAY = timedelta(days=1)


def issue(
    books: Books, members: Sequence[UUID] | None, first: date, as_at: date, key: UUID | None = None
) -> list[Statement]:
    """Number the statements of some members (None: of all), note it in the audit, and return them by member number.

    The same key numbers them once. Refused when the period is the wrong way round, or for others without the right.
    """
    _check(first, as_at)
    chosen = [row[0] for row in books.read(statement_rows.MEMBERS, (books.chama.id, *_chosen(members)))]
    if not chosen:
        raise Refused("MP404", tr("That member is not in this chama."))
    period = {"members": [str(member) for member in chosen], "from": first.isoformat(), "to": as_at.isoformat()}
    numbers = books.act("number_statements", period, key)["numbers"]
    return _statements(books, chosen, first, as_at, {UUID(member): number for member, number in numbers.items()})


def preview(books: Books, members: Sequence[UUID] | None, first: date, as_at: date) -> list[Statement]:
    """Return statements to look at; they carry no number, and nothing is noted."""
    _check(first, as_at)
    return _statements(books, _chosen(members)[0], first, as_at, {})


def _chosen(members: Sequence[UUID] | None) -> tuple[list[UUID] | None, list[UUID] | None]:
    chosen = None if members is None else list(members)
    return chosen, chosen


def _check(first: date, as_at: date) -> None:
    if first > as_at:
        raise Refused(
            "MP418",
            tr("The period begins on {first}, after it ends on {last}.", first=date_long(first), last=date_long(as_at)),
            advice=tr("Choose another date."),
        )


def _statements(
    books: Books, members: list[UUID] | None, first: date, as_at: date, numbers: Mapping[UUID, str]
) -> list[Statement]:
    found = statement_rows.read(books, members, first, as_at)
    drawn: list[Statement] = []
    for member in found.members:
        with speaking(member[3]):
            number = numbers.get(member[0], tr("not numbered"))
            drawn.append(_statement(found, member, number, found.issuer.printing(books)))
    return drawn


def _statement(found: Found, member: tuple[Any, ...], number: str, printing: Printing) -> Statement:
    key, member_number, name, language, joined, status = member
    sums = {row[0]: row[1:] for row in found.of("sums", key)}
    dues, fines = found.of("dues", key), found.of("fines", key)
    sections = _sections(found, key, sums)
    loans = _loans(sums)
    obligations = (*_dues(dues, found.first), *_fines(fines), loans)
    to_pay = sum((row.to_pay for row in obligations), ZERO)
    return Statement(
        chama=found.issuer.letterhead(),
        number=number,
        language=language,
        member_number=member_number,
        member_name=name,
        since=joined,
        standing=_standing(status, dues, fines),
        period_from=found.first,
        as_at=found.as_at,
        savings=_held(sums, "savings"),
        shares=_shares(sums, found.share_price),
        owes=Figure(to_pay, _why_owed(dues, fines, loans)),
        guarantees=Figure(ZERO, tr("for other members")),
        sections=sections,
        obligations=obligations,
        questions=found.issuer.questions(),
        printing=printing,
    )


def _sections(found: Found, member: UUID, sums: dict[str, tuple[Any, ...]]) -> tuple[StatementSection, ...]:
    titles = {"savings": tr("Savings"), "shares": tr("Shares"), "welfare": tr("Welfare")}
    sections: list[StatementSection] = []
    for purpose, title in titles.items():
        opening = sums.get(purpose, (ZERO,))[0]
        rows = [row[1:] for row in found.of("lines", member) if row[0] == purpose]
        if rows or opening or purpose == "savings":
            sections.append(StatementSection(title, found.first - _ONE_DAY, opening, tuple(_lines(rows, opening))))
    return tuple(sections)


def _lines(rows: list[tuple[Any, ...]], balance: Decimal) -> Iterator[StatementLine]:
    for on, receipt, *what, net in rows:
        balance += net
        paid_in, paid_out = (net, None) if net > 0 else (None, -net)
        yield StatementLine(on, receipt, _what(*what), paid_in, paid_out, balance)


def _what(*row: Any) -> str:
    kind, category, name, name_sw, frequency, price, periods, description, reversed_since, taken_back = row
    if taken_back:
        return tr("Taken back: {number}", number=taken_back)
    if kind == "contribution":
        what = spoken(name, name_sw)
        if periods:
            return tr("{what}, {period}", what=what, period=periods_named(frequency, periods))
        ahead = frequency != "flexible" and not price and not reversed_since
        return tr("{what}, paid ahead", what=what) if ahead else what
    if category == "opening":
        return tr("Opening balance")
    return description or {
        "withdrawal": tr("Withdrawal"),
        "interest": tr("Interest"),
        "fee": tr("Fee"),
        "transfer": tr("Transfer"),
    }.get(kind, tr("Adjustment"))


def _dues(dues: statement_rows.Rows, first: date) -> Iterator[Obligation]:
    for name, name_sw, frequency, old, periods, expected, paid, to_pay, waived, *_ in dues:
        what = spoken(name, name_sw)
        if old:
            what = tr("{what}, unpaid before {date}", what=what, date=date_long(first))
        else:
            what = tr("{what}, {period}", what=what, period=periods_named(frequency, periods))
        notes = tuple(
            tr("waived: {reason}, {amount}", reason=reason or "", amount=money(Decimal(amount)))
            for reason, amount in waived
        )
        yield Obligation(what, expected, paid, to_pay, notes)


def _fines(fines: statement_rows.Rows) -> Iterator[Obligation]:
    for on, reason, clause, expected, paid, waived, to_pay in fines:
        values = {"date": date_long(on), "reason": reason, "clause": clause}
        what = (
            tr("Fine of {date}: {reason} (clause {clause})", **values)
            if clause
            else tr("Fine of {date}: {reason}", **values)
        )
        notes = (tr("waived, {amount}", amount=money(waived)),) if waived else ()
        yield Obligation(what, expected, paid, to_pay, notes)


def _loans(sums: dict[str, tuple[Any, ...]]) -> Obligation:
    opening, lent, repaid = sums.get("loans_receivable", (ZERO, ZERO, ZERO))
    if not opening and not lent:
        return Obligation(tr("Loans"), None, None, ZERO)
    return Obligation(tr("Loans"), opening + lent, -repaid, opening + lent + repaid)


def _held(sums: dict[str, tuple[Any, ...]], purpose: str) -> Figure:
    opening, paid_in, paid_out = sums.get(purpose, (ZERO, ZERO, ZERO))
    return Figure(opening + paid_in + paid_out, tr("from {amount}", amount=money(opening)))


def _shares(sums: dict[str, tuple[Any, ...]], price: Decimal | None) -> Figure:
    held = _held(sums, "shares")
    if price and held.amount % price == 0:
        return Figure(held.amount, shares(int(held.amount / price), price))
    return held


def _standing(status: str, dues: statement_rows.Rows, fines: statement_rows.Rows) -> str:
    overdue = sum((row[9] for row in dues), ZERO)
    since = min((row[10] for row in dues if row[10]), default=None)
    unpaid = sum(row[6] > 0 for row in fines)
    values = {"amount": ksh(overdue), "date": date_long(since)}
    if status in ("left", "inactive"):
        return tr("Standing: left the group")
    if overdue > 0 and overdue >= dues[0][11]:
        return tr("Standing: suspended, {amount} overdue since {date}", **values)
    if status == "suspended":
        return tr("Standing: suspended")
    if overdue > 0:
        return tr("Standing: behind, {amount} overdue since {date}", **values)
    if unpaid:
        return trn("Standing: good, one fine unpaid", "Standing: good, {n} fines unpaid", unpaid)
    return tr("Standing: good")


def _why_owed(dues: statement_rows.Rows, fines: statement_rows.Rows, loans: Obligation) -> str:
    unpaid = [row for row in fines if row[6] > 0]
    of_dues, of_loans = any(row[7] > 0 for row in dues), loans.to_pay > 0
    if unpaid and not of_dues and not of_loans:
        return tr("fine of {date}", date=date_long(unpaid[0][0])) if len(unpaid) == 1 else tr("fines")
    return {
        (False, False, False): tr("nothing to pay"),
        (True, False, False): tr("dues"),
        (False, False, True): tr("loans"),
        (True, True, False): tr("dues and fines"),
        (True, False, True): tr("dues and loans"),
        (False, True, True): tr("fines and loans"),
        (True, True, True): tr("dues, fines and loans"),
    }[of_dues, bool(unpaid), of_loans]
