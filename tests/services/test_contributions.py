"""The grid of contributions, aged dues, penalties proposed and waivers, as their pages use them."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import psycopg
import pytest

from moneypool_desktop.language import speaking
from moneypool_desktop.models.domain.dues import standing
from moneypool_desktop.models.drafts.waiver import WaiverDraft
from moneypool_desktop.models.rows.contributions import CellState, Grid
from moneypool_desktop.services import approvals, contributions, fines, penalties
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded

TODAY = date(2026, 11, 5)
DUES = "DUES"


def pay(chama: Founded, who: str, amount: str, on: str, kind: str = DUES) -> None:
    line = {"member": str(chama.member(who)), "type": str(chama.types[kind]), "amount": amount}
    chama.act(TREASURER, "receive", {"date": on, "method": "cash", "lines": [line]})


def stand_still(root: psycopg.Connection, day: date) -> None:
    """Let the books think it is a certain day: what is due depends on it."""
    root.execute(
        f"create or replace function app.today(p_chama uuid) returns date language sql stable return date '{day}'"
    )


@pytest.fixture
def year(chama: Founded, root: psycopg.Connection) -> Founded:
    """The dues of 2026 raised, on 5 November; the secretary paid as Lucy in `look.md`, the member as David."""
    stand_still(root, TODAY)
    chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})
    for month, amount in enumerate((0, 2000, 2000, 2000, 2000, 4000, 2000, 2000, 2000, 2000), start=1):
        if amount:
            pay(chama, SECRETARY, f"{amount}.00", f"2026-{month:02}-06")
    for month, amount in enumerate((2000, 2000, 2000, 0, 2000, 2000, 0, 1500, 2000, 1500), start=1):
        if amount:
            pay(chama, MEMBER, f"{amount}.00", f"2026-{month:02}-03")
    pay(chama, OTHER, "25000.00", "2026-01-20")
    return chama


def drawn(chama: Founded, role: str = TREASURER, kind: str = DUES, of: int = 2026) -> Grid:
    return contributions.grid(chama.books(role), chama.types[kind], of)


def states(grid: Grid, number: str) -> str:
    row = next(row for row in grid.rows if row.number == number)
    return " ".join(cell.state for cell in row.cells)


def test_a_cell_says_what_came_in_and_how_the_period_stands(year: Founded) -> None:
    grid = drawn(year)
    assert grid.period_names[:2] == ("Jan 2026", "Feb 2026")
    assert states(grid, "M-003") == (
        "nothing paid paid paid paid ahead paid paid paid paid not_yet not_yet"
    )  # each month but January met by its own money only after June; what came in was expected and in time
    assert states(grid, "M-004") == "paid paid paid nothing paid paid nothing part paid part not_yet not_yet"
    assert states(grid, "M-005") == "ahead paid paid paid paid paid paid paid paid paid paid paid"
    assert states(grid, "M-001") == "nothing " * 10 + "not_yet not_yet"


def test_row_and_column_totals_add_up(year: Founded) -> None:
    grid = drawn(year)
    rows = {row.number: row for row in grid.rows}
    assert {number: (row.paid, row.behind) for number, row in rows.items()} == {
        "M-001": (Decimal(0), Decimal(20000)),
        "M-002": (Decimal(0), Decimal(20000)),
        "M-003": (Decimal(20000), Decimal(0)),
        "M-004": (Decimal(15000), Decimal(5000)),
        "M-005": (Decimal(25000), Decimal(-5000)),
    }
    assert grid.received == sum(total.received for total in grid.totals) == Decimal(60000)
    assert (grid.expected, grid.percent) == (Decimal(100000), Decimal("60.00"))
    assert (grid.behind, grid.ahead) == (Decimal(45000), Decimal(5000))
    assert (grid.totals[7].received, grid.totals[7].expected, grid.totals[7].percent) == (
        Decimal(3500), Decimal(10000), Decimal("35.00"),
    )  # fmt: skip


def test_a_cell_tells_the_due_itself_and_since_when_it_is_unpaid(year: Founded) -> None:
    row = next(row for row in drawn(year).rows if row.number == "M-004")
    april, october = row.cells[3], row.cells[9]
    assert (april.received, april.allocated, april.days_overdue) == (Decimal(0), Decimal(2000), 0)
    assert (october.received, october.allocated, october.unpaid) == (Decimal(1500), Decimal(0), Decimal(2000))
    assert (october.due_on, october.days_overdue) == (date(2026, 10, 3), 33)


def test_the_grid_is_one_round_trip(year: Founded) -> None:
    books = year.books()
    year.database.statements = []
    contributions.grid(books, year.types[DUES], 2026)
    assert len(year.database.statements) == 1


def test_money_paid_late_inside_its_month_is_late(year: Founded) -> None:
    pay(year, LEADER, "2000.00", "2026-01-27")
    assert states(drawn(year), "M-001").startswith("late nothing")


def test_a_waived_due_says_so(year: Founded) -> None:
    due = contributions.dues_of(year.books(), year.member(LEADER))[0]
    draft = WaiverDraft("contribution", due.id, due.unpaid, "Resolution 31/4", due.unpaid)
    assert not draft.problems()
    asked = contributions.request_waiver(year.books(SECRETARY), draft)
    assert contributions.dues_of(year.books(), year.member(LEADER))[0].waiver == asked
    (waiting,) = approvals.waiting(year.books(TREASURER))
    assert (waiting.what, waiting.member_number, waiting.amount, waiting.may_decide) == (
        "Monthly contribution, Jan 2026", "M-001", Decimal(2000), True,
    )  # fmt: skip
    assert not approvals.waiting(year.books(SECRETARY))[0].may_decide
    assert not approvals.waiting(year.books(LEADER))[0].may_decide
    approvals.decide(year.books(TREASURER), asked, approve=True)
    assert states(drawn(year), "M-001").startswith("waived nothing")
    assert not approvals.waiting(year.books())
    assert approvals.requests(year.books())[0].status == "approved"


def test_a_flexible_type_shows_the_months_in_which_money_came(year: Founded) -> None:
    pay(year, MEMBER, "1500.00", "2026-03-07", "SHARES")
    grid = drawn(year, kind="SHARES")
    row = next(row for row in grid.rows if row.number == "M-004")
    assert [cell.received for cell in row.cells if cell.received] == [Decimal(1500)]
    assert (row.cells[2].state, row.cells[3].state) == (CellState.AHEAD, CellState.NONE)
    assert (grid.expected, grid.percent) == (0, None)


def test_a_member_sees_only_their_own_row_of_money(year: Founded) -> None:
    grid = drawn(year, MEMBER)
    assert [row.number for row in grid.rows if row.paid] == ["M-004"]


def test_a_type_of_another_chama_is_refused_with_a_sentence(year: Founded) -> None:
    with pytest.raises(Refused, match="not in this chama"):
        contributions.grid(year.books(), uuid4(), 2026)


def test_the_grid_speaks_kiswahili(year: Founded) -> None:
    with speaking("sw"):
        grid = drawn(year)
    assert (grid.name, grid.period_names[2]) == ("Mchango wa mwezi", "Mac 2026")


def test_dues_of_a_member_stand_as_the_rules_say(year: Founded) -> None:
    dues = contributions.dues_of(year.books(), year.member(MEMBER), unpaid_only=True)
    overdue = [due for due in dues if due.state == "overdue" and due.name == "Monthly contribution"]
    assert [(due.period, due.unpaid) for due in overdue] == [
        ("Aug 2026", Decimal(1000)), ("Sep 2026", Decimal(2000)), ("Oct 2026", Decimal(2000)),
    ]  # fmt: skip
    assert not standing([], TODAY).reasons


def test_aged_dues_of_a_day_are_what_was_unpaid_then(year: Founded) -> None:
    now = {row.number: row for row in contributions.aged(year.books(), TODAY)}
    welfare = Decimal(100)
    assert now["M-004"].total == Decimal(5000) + 10 * welfare
    assert now["M-004"].to_60 == Decimal(2000) + welfare + Decimal(0)
    then = {row.number: row for row in contributions.aged(year.books(), date(2026, 5, 31))}
    assert then["M-003"].total == Decimal(2000) + 5 * welfare
    assert then["M-003"].oldest == date(2026, 1, 3)


def charge_all(chama: Founded, on: date = TODAY) -> int:
    return len(penalties.charge(chama.books(), penalties.propose(chama.books()), on).numbers)


def test_penalties_follow_the_rule_and_are_charged_once(year: Founded) -> None:
    proposals = penalties.propose(year.books())
    mine = [proposal for proposal in proposals if proposal.number == "M-004"]
    assert [(p.what, p.amount, p.days_late) for p in mine] == [
        ("Monthly contribution, Aug 2026", Decimal(200), 96),
        ("Monthly contribution, Sep 2026", Decimal(200), 61),
        ("Monthly contribution, Oct 2026", Decimal(200), 33),
    ]
    assert mine[0].working[-1] == "The penalty is 200.00."
    first = penalties.charge(year.books(), mine, TODAY)
    again = penalties.charge(year.books(), mine, TODAY)
    assert (len(first.numbers), first.total, first.skipped) == (3, Decimal(600), 0)
    assert (len(again.numbers), again.skipped) == (0, 3)
    assert not [p for p in penalties.propose(year.books()) if p.number == "M-004"]
    unpaid = fines.fines(year.books(), year.member(MEMBER), unpaid_only=True)
    assert [(fine.reason, fine.unpaid) for fine in unpaid][-1] == ("Late: Monthly contribution, Aug 2026", Decimal(200))


def test_a_rule_by_the_day_charges_what_has_been_added_since(year: Founded, root: psycopg.Connection) -> None:
    rule = '{"method": "FLAT_PER_DAY", "amount": "10.00", "grace_days": 7}'
    root.execute("update app.contribution_types set penalty_rule = %s where id = %s", (rule, year.types[DUES]))
    assert charge_all(year) == 23
    assert charge_all(year) == 0
    stand_still(root, date(2026, 11, 7))
    october = [p for p in penalties.propose(year.books()) if p.number == "M-004"][-1]
    assert (october.amount, october.charged_before) == (Decimal(20), Decimal(260))


def test_the_second_breach_of_a_year_costs_more_under_an_escalating_rule(
    year: Founded, root: psycopg.Connection
) -> None:
    rule = '{"method": "ESCALATING_COUNT", "amount": "50.00"}'
    root.execute("update app.contribution_types set penalty_rule = %s where id = %s", (rule, year.types[DUES]))
    mine = [p for p in penalties.propose(year.books()) if p.number == "M-004"]
    assert [p.amount for p in mine] == [Decimal(50), Decimal(100), Decimal(150)]
    penalties.charge(year.books(), mine[:1], TODAY)
    assert [p.amount for p in penalties.propose(year.books()) if p.number == "M-004"] == [Decimal(100), Decimal(150)]


def test_dues_met_after_their_grace_can_be_fined_too(year: Founded) -> None:
    late = [p for p in penalties.propose(year.books(), paid_too=True) if p.number == "M-003"]
    assert [(p.what, p.base, p.days_late) for p in late][:1] == [("Monthly contribution, Jan 2026", Decimal(2000), 34)]


def test_a_waiver_draft_asks_for_no_more_than_is_owed() -> None:
    draft = WaiverDraft("fine", UUID(int=1), Decimal(300), "x", Decimal(200))
    assert set(draft.problems()) == {"amount", "reason"}
