"""The words of the meeting's grid: amounts, ways to pay, and where typed money goes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.dues import Due, allocate
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.drafts.meeting import FINES, Entry
from moneypool_desktop.models.rows.receipts import MeetingType
from moneypool_desktop.services.papers import periods_named
from moneypool_desktop.views import privacy

NOTHING = "·"
METHODS = {
    "cash": (mark("Cash"), "cash"),
    "mobile_money": (mark("M-Pesa"), "device-mobile"),
    "bank_transfer": (mark("Bank"), "building-bank"),
    "check": (mark("Cheque"), "building-bank"),
    "card": (mark("Card"), "credit-card"),
}


def figure(amount: Decimal | None, *, short: bool) -> str:
    """Return an amount for a cell; `short` leaves out cents that are not there."""
    if not amount:
        return NOTHING
    if not short or amount != amount.to_integral_value():
        return money(amount)
    return privacy.DOTS if privacy.hidden() else money(amount)[:-3]


def method_named(method: str) -> str:
    """Return how money came as one word."""
    return tr(METHODS.get(method, (method, ""))[0])


def method_icon(method: str) -> str:
    """Return the icon of a way to pay."""
    return METHODS.get(method, ("", "coin"))[1]


def goes(entry: Entry, cell: str, amount: Decimal) -> str:
    """Return where an amount typed in a cell goes: the periods it meets, what is paid ahead, shares, fines."""
    if cell == FINES:
        left = entry.member.fines - amount
        return tr("the fines are paid") if left <= 0 else tr("of the fines {amount} stays", amount=money(left))
    kind = entry.kind(cell)
    if kind is None:
        return ""
    met, ahead = _met(entry, cell, kind, amount)
    if not met:
        if kind.unit_price:
            return _shares(amount, kind.unit_price)
        return "" if kind.frequency == "flexible" else tr("ahead {amount}", amount=money(ahead))
    names = periods_named(kind.frequency, [start for start, _ in met])
    paid = money(amount - ahead)
    if ahead:
        return tr("{periods} {paid}, ahead {ahead}", periods=names, paid=paid, ahead=money(ahead))
    return tr("{periods} {paid}", periods=names, paid=paid)


def _met(entry: Entry, cell: str, kind: MeetingType, amount: Decimal) -> tuple[Sequence[tuple[date, Decimal]], Decimal]:
    periods = entry.parts(cell).periods
    dues = [Due(str(place), kind.code, start, lacking) for place, (start, lacking) in enumerate(periods)]
    found = allocate(amount, dues, [kind.code])
    return [(periods[int(place)][0], part) for place, part in found.lines], found.advance


def _shares(amount: Decimal, price: Decimal) -> str:
    if amount % price:
        return tr("not whole shares of {price}", price=money(price))
    return trn("{n} share of {price}", "{n} shares of {price}", int(amount / price), price=money(price))
