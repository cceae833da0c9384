"""How members are shown: the columns of the register, and a tone and icon for each standing."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import UNKNOWN, date_short, money
from moneypool_desktop.models.domain.phones import display_phone
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.rows.members import Member, Standing
from moneypool_desktop.services.member_history import VALUES
from moneypool_desktop.services.members import STANDINGS

LOOKS = {
    Standing.GOOD: ("good", "circle-check"),
    Standing.BEHIND: ("warn", "alert-triangle"),
    Standing.SUSPENDED: ("danger", "ban"),
    Standing.LEFT: ("text_3", "logout"),
}
"""Tone and icon of each standing."""
ZERO = Decimal(0)


def standing_word(member: Member) -> str:
    """Return the word for a member's standing today."""
    return word(member.status) if member.status == "inactive" else tr(STANDINGS[Standing(member.standing)])


def word(value: str) -> str:
    """Return the word for an office, a status, a gender or a language."""
    return tr(VALUES.get(value, value))


def line_of(member: Member) -> str:
    """Return number, first day and phone as one line."""
    parts = [member.number, tr("since {date}", date=date_short(member.joined)), display_phone(member.phone)]
    return ", ".join(part for part in parts if part)


def matches(member: Member, typed: str) -> bool:
    """Say whether every typed word is in the name or the number, or the figures typed are in the phone."""
    figures = "".join(sign for sign in typed if sign.isdigit())
    if len(figures) >= 4 and not any(sign.isalpha() for sign in typed):
        return figures.removeprefix("254").removeprefix("0") in (member.phone or "") or figures in member.number
    said = f"{member.number} {member.name}".casefold()
    return all(part in said for part in typed.casefold().split())


def _sum(of: Callable[[Member], Decimal]) -> Callable[[Sequence[Member]], str]:
    return lambda rows: money(sum((of(row) for row in rows), ZERO))


def _amount(
    key: str, title: str, of: Callable[[Member], Decimal], *, hidden: bool = False, zero: str = ""
) -> Column[Member]:
    def text(row: Member) -> str:
        return money(of(row)) if of(row) or not zero else zero

    return Column[Member](key, title, text, figure=True, sort=of, total=_sum(of), hidden=hidden)


COLUMNS = (
    Column[Member]("number", mark("No."), lambda r: r.number, tone=lambda _: "text_3", narrowest=76),
    Column[Member]("name", mark("Member"), lambda r: r.name, stretch=True, narrowest=90),
    Column[Member]("phone", mark("Phone"), lambda r: display_phone(r.phone) or UNKNOWN, hidden=True, narrowest=110),
    Column[Member]("role", mark("Office"), lambda r: word(r.role), hidden=True),
    Column[Member](
        "joined", mark("Joined"), lambda r: date_short(r.joined), sort=lambda r: r.joined, hidden=True, narrowest=96
    ),
    _amount("savings", mark("Savings (Ksh)"), lambda r: r.savings),
    _amount("shares", mark("Shares (Ksh)"), lambda r: r.shares, hidden=True, zero=UNKNOWN),
    _amount("welfare", mark("Welfare (Ksh)"), lambda r: r.welfare, hidden=True, zero=UNKNOWN),
    _amount("overdue", mark("Dues overdue (Ksh)"), lambda r: r.dues_overdue, hidden=True, zero=UNKNOWN),
    _amount("fines", mark("Fines (Ksh)"), lambda r: r.fines, hidden=True, zero=UNKNOWN),
    _amount("owes", mark("Owes (Ksh)"), lambda r: r.owes, zero=UNKNOWN),
    Column[Member](
        "standing",
        mark("Standing"),
        standing_word,
        sort=lambda r: list(LOOKS).index(Standing(r.standing)),
        tone=lambda r: LOOKS[Standing(r.standing)][0],
        icon=lambda r: LOOKS[Standing(r.standing)][1],
        narrowest=116,
    ),
)
"""The register's columns; the hidden ones can be chosen."""
