"""How the grid of contributions is said: faces of its cells, the sentence of the chosen one, and why it stands so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain import dues as rules
from moneypool_desktop.models.domain.formats import (
    date_long,
    date_short,
    ksh,
    money,
    month_long,
    month_name,
    percent,
    short_month_name,
    weekday_name,
)
from moneypool_desktop.models.rows.chamas import ContributionKind
from moneypool_desktop.models.rows.contributions import CellState, Grid, GridCell, GridRow
from moneypool_desktop.views import privacy

FLEXIBLE, MONTHLY, WEEKLY, QUARTERLY = "flexible", "monthly", "weekly", "quarterly"
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Face:
    """How a state looks: its icon and the icon's tone, the token of the figure, the fill of the cell."""

    icon: str
    tone: str
    ink: str = "text"
    fill: str = ""


FACES = {
    CellState.PAID: Face("check", "good"),
    CellState.LATE: Face("clock", "warn"),
    CellState.PART: Face("circle-half-2", "warn", "warn", "warn_fill"),
    CellState.NOTHING: Face("x", "danger", "danger", "danger_fill"),
    CellState.AHEAD: Face("plus", "info", "info", "info_fill"),
    CellState.WAIVED: Face("circle-minus", "neutral", "text_2"),
    CellState.NOT_YET: Face("", "neutral", "text_3"),
    CellState.NONE: Face("", "neutral", "text_3"),
}
TONES = {face.icon: face.tone for face in FACES.values() if face.icon}
STATES = {
    CellState.PAID: mark("Paid on time"),
    CellState.LATE: mark("Late"),
    CellState.PART: mark("Part"),
    CellState.NOTHING: mark("Nothing"),
    CellState.AHEAD: mark("Ahead or catching up"),
    CellState.WAIVED: mark("Waived"),
    CellState.NOT_YET: mark("Not due yet"),
    CellState.NONE: mark("No due"),
}
"""The word for each state; show it through `tr`."""


def brief(amount: Decimal) -> str:
    """Return an amount as a narrow cell shows it: no cents when there are none."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else money(amount)


def covered(text: str) -> str:
    """Return a figure of the grid as it may be shown now; figures without cents are sums here too."""
    return privacy.DOTS if privacy.hidden() and any(letter.isdigit() for letter in text) else text


def cell_text(cell: GridCell) -> str:
    """Return what stands in a cell: what came in, or quietly what is expected."""
    if cell.state is CellState.NONE:
        return ""
    return brief(cell.expected if cell.state is CellState.NOT_YET and not cell.received else cell.received)


def cell_ink(cell: GridCell) -> str:
    """Return the token of a cell's figure; a nought that is all right stands back."""
    quiet = cell.state in (CellState.PAID, CellState.LATE) and not cell.received
    return "text_3" if quiet else FACES[cell.state].ink


def cell_spoken(cell: GridCell) -> str:
    """Return a cell as a screen reader says it."""
    return tr("{state}, received {amount}", state=tr(STATES[cell.state]), amount=money(cell.received))


def behind_text(amount: Decimal) -> str:
    """Return how far behind a member is; `+` is ahead, a dash neither."""
    if not amount:
        return "–"
    return money(amount) if amount > 0 else f"+{money(-amount)}"


def head(grid: Grid, place: int) -> str:
    """Return the head of a period's column: a short month, the day of a week's due, a quarter or a year."""
    period = grid.periods[place]
    if grid.frequency in (MONTHLY, FLEXIBLE):
        return short_month_name(period.month)
    if grid.frequency == WEEKLY:
        return head_day(period.due)
    return tr("Quarter {n}", n=(period.month + 2) // 3) if grid.frequency == QUARTERLY else grid.period_names[place]


def head_day(day: date) -> str:
    """Return a day without its year, `7 Nov`."""
    return f"{day.day} {short_month_name(day.month)}"


def period_long(grid: Grid, place: int) -> str:
    """Return a period in full: `April 2026`, `Week 45, 2026`."""
    period = grid.periods[place]
    if grid.frequency in (MONTHLY, FLEXIBLE):
        return month_long(period.year, period.month)
    return grid.period_names[place]


def periods_shown(grid: Grid) -> int:
    """Return how many columns are worth showing: up to today's period, and later ones money came in."""
    last = 1
    for place, period in enumerate(grid.periods, start=1):
        if period.starts <= grid.today or grid.totals[place - 1].received:
            last = place
    return min(last, len(grid.periods))


def due_day(day: date, year: int) -> str:
    """Return a due date as `Saturday 4 April`, with its year when that is another."""
    said = f"{day.day} {month_name(day.month)}" if day.year == year else date_long(day)
    return f"{weekday_name(day.isoweekday())} {said}"


def context(grid: Grid, kind: ContributionKind) -> str:
    """Return the rule of a type in one line, with its clause."""
    clause = tr("(clause {clause})", clause=grid.clause) if grid.clause else ""
    if grid.frequency == FLEXIBLE:
        price = kind.unit_price
        said = (
            tr("{name}, one costs {price}, bought at any time", name=grid.name, price=money(price))
            if price
            else tr("{name}, any amount at any time", name=grid.name)
        )
    else:
        said = tr(
            "{name} {amount}. {rule} {grace}",
            name=grid.name,
            amount=money(grid.amount),
            rule=grid.due_rule,
            grace=trn("{n} day of grace", "{n} days of grace", grid.grace_days),
        )
    return f"{said} {clause}".strip()


def whose(grid: Grid, row: GridRow, place: int) -> str:
    """Return whom and which period a sentence is about."""
    return tr("{name}, {period}:", name=row.name, period=period_long(grid, place))


def sentence(grid: Grid, cell: GridCell) -> str:
    """Return what is to be said of a cell: expected, received, waived, still to pay, since when."""
    if cell.due_on is None:
        return (
            tr("{amount} received.", amount=ksh(cell.received))
            if cell.received
            else tr("Nothing was expected and nothing was received.")
        )
    return " ".join(part for part in (_came(grid, cell), *_rest(cell)) if part)


def _came(grid: Grid, cell: GridCell) -> str:
    assert cell.due_on  # noqa: S101 - asked only of cells with a due
    expected, day = ksh(cell.expected), due_day(cell.due_on, grid.year)
    if not cell.received:
        return tr("expected {expected} by {day}, nothing received.", expected=expected, day=day)
    return tr(
        "expected {expected} by {day}, received {received}.", expected=expected, day=day, received=ksh(cell.received)
    )


def _rest(cell: GridCell) -> Sequence[str]:
    waived = tr("{amount} was waived.", amount=ksh(cell.waived)) if cell.waived else ""
    if cell.unpaid > 0:
        left = tr("{amount} is still to pay.", amount=ksh(cell.unpaid)) if cell.unpaid != cell.expected else ""
        overdue = trn("{n} day overdue.", "{n} days overdue.", cell.days_overdue) if cell.days_overdue else ""
        return waived, left, overdue
    if cell.received > cell.expected:
        more = ksh(cell.received - cell.expected)
        return waived, tr("{amount} more than expected: it met older dues or is kept ahead.", amount=more)
    if cell.received + cell.waived < cell.expected:
        return waived, tr("Money of another day has met it.")
    return (waived,)


def why(grid: Grid, cell: GridCell) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what a cell's state comes from: facts by name, and the rules as sentences."""
    facts = [(tr("Received in the period"), money(cell.received))]
    if cell.due_on is None:
        return facts, [tr("Nothing is expected by a day, so nothing can be late.")]
    facts = [
        (tr("Expected"), money(cell.expected)),
        (tr("Due on"), date_short(cell.due_on)),
        *facts,
        (tr("Met so far, by money of any day"), money(cell.allocated)),
        (tr("Waived"), money(cell.waived)),
        (tr("Still to pay"), money(cell.unpaid)),
    ]
    said = [
        grid.due_rule,
        trn("It is late after {n} day of grace.", "It is late after {n} days of grace.", grid.grace_days),
        tr("Money meets the oldest unpaid due of its kind first. What is left over waits as an advance."),
    ]
    if grid.clause:
        said.append(tr("This is clause {clause} of the constitution.", clause=grid.clause))
    return facts, said


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of the rows shown: by column, of the year, and how far the shown are behind and ahead."""

    received: tuple[Decimal, ...]
    expected: tuple[Decimal, ...]
    paid: Decimal
    asked: Decimal
    behind: Decimal
    ahead: Decimal

    @property
    def share(self) -> Decimal | None:
        """What came in as a per cent of what fell due; None when nothing did."""
        return rules.performance(self.asked, self.paid)

    def percent(self, place: int) -> str:
        """Return a column's per cent, or nothing when nothing was expected in it."""
        return self._shown(rules.performance(self.expected[place], self.received[place]))

    @property
    def overall(self) -> str:
        """The year's per cent."""
        return self._shown(self.share)

    @staticmethod
    def _shown(value: Decimal | None) -> str:
        return "" if value is None else percent(value, 0)


def sums(grid: Grid, rows: Sequence[GridRow]) -> Sums:
    """Return the sums of some rows of a grid; expected counts only dues whose day has come, as the meter does."""
    columns = [[row.cells[place] for row in rows] for place in range(len(grid.periods))]
    due = [cell.expected for column in columns for cell in column if cell.due_on and cell.due_on <= grid.today]
    return Sums(
        tuple(sum((cell.received for cell in column), ZERO) for column in columns),
        tuple(sum((cell.expected for cell in column), ZERO) for column in columns),
        sum((row.paid for row in rows), ZERO),
        sum(due, ZERO),
        sum((row.behind for row in rows if row.behind > 0), ZERO),
        -sum((row.behind for row in rows if row.behind < 0), ZERO),
    )
