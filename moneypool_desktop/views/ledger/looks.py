"""How transactions are said: rows worded in the worker, so that scrolling a million of them only draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import UNKNOWN, date_short, money
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.rows.ledger import Transaction

TYPES: Mapping[str, str] = {
    "contribution": mark("Contribution"),
    "loan_disbursement": mark("Loan paid out"),
    "loan_repayment": mark("Loan repayment"),
    "penalty": mark("Fine"),
    "interest": mark("Interest"),
    "withdrawal": mark("Withdrawal"),
    "fee": mark("Fee or cost"),
    "adjustment": mark("Adjustment"),
    "transfer": mark("Transfer"),
}
"""The word for each type; show it through `tr`."""
METHODS: Mapping[str, str] = {
    "cash": mark("Cash"),
    "mobile_money": mark("M-Pesa"),
    "bank_transfer": mark("Bank transfer"),
    "card": mark("Card"),
    "check": mark("Cheque"),
    "other": mark("Other"),
}
STATES: Mapping[str, str] = {
    "confirmed": mark("Posted"),
    "reversed": mark("Taken back"),
    "pending": mark("Waiting"),
    "failed": mark("Failed"),
    "cancelled": mark("Cancelled"),
}
_FACES = {
    "confirmed": ("good", "circle-check"),
    "reversed": ("warn", "arrow-back-up"),
    "pending": ("info", "clock"),
    "failed": ("danger", "circle-x"),
    "cancelled": ("neutral", "ban"),
}
_CATEGORIES: Mapping[str, str] = {
    "opening": mark("Opening balance, {account}"),
    "fine_charged": mark("Fine charged: {reason}"),
    "fine": mark("Fine paid"),
    "waiver": mark("Waived: {reason}"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One transaction as the table shows it, in the language spoken when it was read."""

    row: Transaction
    on: str
    what: str
    icon: str
    how: str
    money_in: str
    money_out: str
    amount: str
    state: str
    tone: str
    state_icon: str


def line(row: Transaction) -> Line:
    """Word one transaction."""
    tone, icon = ("neutral", "arrow-back-up") if row.reverses else _FACES[row.status]
    return Line(
        row,
        date_short(row.on),
        what_of(row),
        direction(row),
        how_of(row),
        money(row.money_in),
        money(row.money_out),
        money(row.amount),
        tr("Reversal") if row.reverses else tr(STATES[row.status]),
        tone,
        icon,
    )


def what_of(row: Transaction) -> str:
    """Return what a transaction was, in a few words."""
    if row.reverses is not None:
        return tr("{number} taken back", number=row.number_before)
    if row.category in _CATEGORIES:
        return tr(_CATEGORIES[row.category], account=row.credit, reason=row.description or row.note)
    if row.contribution:
        return row.contribution
    return row.description or tr(TYPES[row.type])


def how_of(row: Transaction) -> str:
    """Return the reference of a payment, or how it was made where there is none."""
    return row.reference or (tr(METHODS[row.method]) if row.method else UNKNOWN)


def direction(row: Transaction) -> str:
    """Return the icon that says where money went: in, out, between places, or nowhere."""
    if row.money_in is not None and row.money_out is not None:
        return "arrows-left-right"
    if row.money_in is not None:
        return "arrow-down-left"
    return "arrow-up-right" if row.money_out is not None else "notes"


def _quiet(text: str) -> str:
    return "text_3" if text == UNKNOWN else ""


def _order(amount: Decimal | None) -> Decimal:
    return amount if amount is not None else Decimal(0)


COLUMNS = (
    Column[Line]("date", mark("Date"), lambda r: r.on, sort=lambda r: r.row.on, narrowest=98),
    Column[Line]("number", mark("No."), lambda r: r.row.number, tone=lambda _: "text_3", narrowest=84, drop=2),
    Column[Line]("what", mark("What"), lambda r: r.what, stretch=True, narrowest=110, tooltip=lambda r: r.what),
    Column[Line](
        "member",
        mark("Member"),
        lambda r: r.row.member_name or UNKNOWN,
        tone=lambda r: "" if r.row.member else "text_3",
        stretch=True,
        narrowest=96,
        tooltip=lambda r: r.row.member_name,
    ),
    Column[Line](
        "how",
        mark("Reference"),
        lambda r: r.how,
        tone=lambda r: "text_2" if r.row.reference else "text_3",
        narrowest=112,
        drop=3,
    ),
    Column[Line](
        "in",
        mark("In (Ksh)"),
        lambda r: r.money_in,
        figure=True,
        sort=lambda r: _order(r.row.money_in),
        tone=lambda r: _quiet(r.money_in),
        narrowest=100,
    ),
    Column[Line](
        "out",
        mark("Out (Ksh)"),
        lambda r: r.money_out,
        figure=True,
        sort=lambda r: _order(r.row.money_out),
        tone=lambda r: _quiet(r.money_out),
        narrowest=100,
    ),
    Column[Line](
        "amount", mark("Amount (Ksh)"), lambda r: r.amount, figure=True, sort=lambda r: r.row.amount, hidden=True
    ),
    Column[Line](
        "state",
        mark("State"),
        lambda r: r.state,
        tone=lambda r: r.tone,
        icon=lambda r: r.state_icon,
        narrowest=112,
        drop=1,
    ),
)
"""The columns of the transactions; the hidden one can be chosen. Each is wide enough for rows not read yet."""
