"""Pages of the ledger by key: however one walks, every transaction comes once and in order."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moneypool_desktop.models.rows.ledger import LedgerFilter
from moneypool_desktop.services import ledger
from moneypool_desktop.services.database.connection import Books
from tests.database.books import MEMBER, OTHER, TREASURER, Founded

FIRST = date(2026, 1, 3)
FILTERS = st.builds(
    LedgerFilter,
    types=st.sampled_from([(), ("contribution",), ("fee",)]),
    first=st.none() | st.dates(FIRST, date(2026, 3, 30)),
    last=st.none() | st.dates(FIRST, date(2026, 3, 30)),
    least=st.none() | st.integers(1, 90).map(Decimal),
    text=st.sampled_from(["", "odd", "t-00001", "nothing of the kind"]),
)


@pytest.fixture
def crowded(chama: Founded) -> Books:
    """Sixty transactions on few days, so that many share one."""
    for n in range(60):
        who = MEMBER if n % 3 else OTHER
        line = {"member": str(chama.member(who)), "type": str(chama.types["DUES"]), "amount": f"{n + 1}.00"}
        more = {"reference": f"odd {n}"} if n % 2 else {}
        on = FIRST + timedelta(days=n * 7 % 11 * 8)
        chama.act(TREASURER, "receive", {"date": on.isoformat(), "method": "cash", "lines": [line], **more})
    return chama.books()


def test_walking_down_and_up_in_steps_of_any_length_gives_every_row_once(crowded: Books) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(FILTERS, st.integers(1, 25), st.integers(1, 25))
    def walk(chosen: LedgerFilter, down: int, up: int) -> None:
        whole = list(ledger.page(crowded, chosen, limit=200))
        assert [row.id for row in whole] == sorted((row.id for row in whole), reverse=True)
        assert ledger.totals(crowded, chosen).count == len(whole)
        found, step = [], ledger.page(crowded, chosen, limit=down)
        while step:
            found += step
            step = ledger.page(crowded, chosen, after=step[-1], limit=down)
        assert found == whole
        back, step = [], ledger.page(crowded, chosen, last=True, limit=up)
        while step:
            back = [*step, *back]
            step = ledger.page(crowded, chosen, before=step[0], limit=up)
        assert back == whole

    walk()


def test_sums_end_early_when_nobody_waits_for_them_and_say_how_far_they_are(crowded: Books) -> None:
    told: list[tuple[int, int]] = []
    whole = ledger.totals(crowded, progress=lambda done, years: told.append((done, years)))
    assert whole.count == 60
    assert whole.money_in == Decimal(sum(range(1, 61)))
    assert told[-1][0] == told[-1][1]
    assert ledger.totals(crowded, cancelled=lambda: True).count <= whole.count
    assert ledger.totals(crowded, LedgerFilter(first=date(2030, 1, 1))).count == 0


def test_the_detail_of_a_receipt_says_what_it_met_and_what_took_it_back(crowded: Books, chama: Founded) -> None:
    row = ledger.page(crowded, limit=1)[0]
    found = ledger.detail(crowded, row.id)
    assert found is not None
    assert found.transaction == row
    assert found.entered_by.startswith("Peter")
    assert sum(one.amount for one in found.met) <= row.amount
    assert {met.what.partition(",")[0] for met in found.met} <= {"Monthly contribution"}
    made = chama.act(TREASURER, "reverse", {"transactions": [str(row.id)], "reason": "Entered twice"})
    again = ledger.detail(crowded, row.id)
    assert again is not None
    assert again.taken_back is not None
    assert (again.taken_back.number, again.taken_back.reason) == (made["reversals"][0]["number"], "Entered twice")
    assert again.met == ()
    assert ledger.detail(chama.books(OTHER if row.member == chama.member(MEMBER) else MEMBER), row.id) is None


def test_the_books_span_their_first_to_their_last_payment(crowded: Books, chama: Founded) -> None:
    assert ledger.span(crowded) == (FIRST, FIRST + timedelta(days=80))
    assert ledger.span(chama.books(MEMBER)) is not None
