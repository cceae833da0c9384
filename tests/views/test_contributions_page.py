"""The contributions page over the real books of Umoja: what stands in the grid, what is done about it; its pictures."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from moneypool_desktop.language import tr, trn
from moneypool_desktop.services import approvals, receipts
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.main_window import ChamaFace, MainWindow, PersonFace, Shell
from moneypool_desktop.views.members.looks import word
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages import register
from moneypool_desktop.views.pages.contributions import ContributionsPage
from tests.database.books import MEMBER, Founded
from tests.flows.umoja import MEMBERS, OPENING, PAID, Umoja, town, umoja  # noqa: F401 - fixtures
from tests.views.access import problems_of
from tests.views.snapshots import SIZE, grab_all

TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(workers: Workers, tmp_path: Path, qtbot) -> Iterator[Desk]:
    yield Desk(workers, Preferences(tmp_path / "p.ini"), lambda e: Said(str(e), "", ""), lambda: TODAY)
    qtbot.waitUntil(lambda: not workers.busy())


@pytest.fixture
def full(umoja: Umoja) -> Umoja:  # noqa: F811
    umoja.bring_in(MEMBERS, OPENING, PAID)
    return umoja


def shown(page: ContributionsPage, qtbot) -> ContributionsPage:
    page.retranslate()
    page.resize(SIZE)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.sheet is not None)
    return page


@pytest.fixture
def page(full: Umoja, desk: Desk, qtbot) -> ContributionsPage:
    return shown(ContributionsPage(desk, full.books), qtbot)


def member(page: ContributionsPage, number: str):
    assert page.table is not None
    return next(row for row in page.table.members.everything() if row.number == number)


def at(page: ContributionsPage, number: str, place: int) -> None:
    assert page.table is not None
    page.table.choose_cell(member(page, number).member, place)


def test_the_grid_shows_what_came_in_each_month_and_its_sums(page: ContributionsPage) -> None:
    assert page.table is not None
    grid = page.table.grid
    assert len(grid.rows) == 34
    assert grid.received == Decimal("626000.00")
    david = member(page, "UM-008")
    assert [int(cell.received) for cell in david.cells[:10]] == [
        2000, 2000, 2000, 0, 2000, 2000, 0, 1500, 2000, 1500
    ]  # fmt: skip
    assert page.table.totals._lines[0][1][2][0] == "63,500"


def test_the_chosen_cell_is_said_in_a_sentence_with_what_can_be_done(page: ContributionsPage) -> None:
    at(page, "UM-008", 3)
    said = page.bar.accessibleName()
    assert said.startswith("David Mutua Maina, April 2026:")
    assert "expected Ksh\u00a02,000.00 by Saturday 4 April, nothing received." in said


def test_money_received_from_a_cell_is_posted_once_and_shown(page: ContributionsPage, full: Umoja, qtbot) -> None:
    before = member(page, "UM-008").paid
    at(page, "UM-008", 10)
    page.acts.receive()
    form = page.acts.form
    form.amount.set_value(Decimal("2000.00"))
    held = page.sheet
    form.verb.click()
    form.verb.click()
    qtbot.waitUntil(lambda: page.sheet is not held)
    assert member(page, "UM-008").paid == before + 2000
    assert len([one for one in receipts.listed(full.books) if one.on == TODAY]) == 1


def test_a_code_receipted_before_is_refused_beside_its_field_and_nothing_typed_is_lost(
    page: ContributionsPage, qtbot
) -> None:
    at(page, "UM-003", 10)
    page.acts.receive()
    form = page.acts.form
    form.method.set_value("mobile_money")
    form.reference.set_value("SM385SGTIN")
    form.verb.click()
    qtbot.waitUntil(lambda: bool(form.reference.problem()))
    assert form.isVisible()
    assert form.reference.value() == "SM385SGTIN"
    form.reject()


def test_a_waiver_is_asked_for_and_changes_nothing_until_another_officer_agrees(
    page: ContributionsPage, full: Umoja, qtbot
) -> None:
    place = next(n for n, cell in enumerate(member(page, "UM-001").cells) if cell.due_on and cell.unpaid > 0)
    at(page, "UM-001", place)
    page.acts.waive()
    form = page.acts.form
    form.send()
    assert "reason" in form._fields
    assert form._fields["reason"].problem(), "without a reason nobody is asked"
    form._fields["reason"].set_value("She was in hospital")
    held = page.sheet
    form.verb.click()
    qtbot.waitUntil(lambda: page.sheet is not held)
    asked = approvals.waiting(full.books)
    assert [one.kind for one in asked] == ["waiver"]
    assert page.requests.isVisible()
    assert member(page, "UM-001").cells[place].waived == 0


def test_penalties_are_proposed_with_their_working_and_charged_once(
    page: ContributionsPage, full: Umoja, qtbot
) -> None:
    page.acts.penalties()
    qtbot.waitUntil(lambda: page.acts.form is not None)
    form = page.acts.form
    assert all(one.working for one, _ in form.boxes)
    for _, box in form.boxes[3:]:
        box.setChecked(False)
    held = page.sheet
    form.verb.click()
    qtbot.waitUntil(lambda: page.sheet is not held)
    assert full.one("select count(*) from app.fines where chama_id = %s and contribution_id is not null") == 3


def test_a_fine_of_the_catalogue_is_charged_with_its_amount_and_reason(
    page: ContributionsPage, full: Umoja, qtbot
) -> None:
    at(page, "UM-014", 3)
    page.acts.fine()
    qtbot.waitUntil(lambda: page.acts.form is not None)
    form = page.acts.form
    form.rule.set_value(next(rule.id for rule in form._rules.values() if rule.code == "ABSENT"))
    form.rule.changed.emit()
    assert form.amount.value() == Decimal("500.00")
    held = page.sheet
    form.verb.click()
    qtbot.waitUntil(lambda: page.sheet is not held)
    fined = "select amount from app.fines where chama_id = %s and rule_id is not null"
    assert full.one(fined) == Decimal("500.00")


def test_another_page_can_ask_for_the_receipt_of_a_member(page: ContributionsPage) -> None:
    page.arrive(member(page, "UM-005").member)
    assert page.acts.form.accessibleName() == "Receive from Faith Njeri Musyoki"
    page.acts.form.reject()


def test_typing_finds_members_and_the_sums_follow(page: ContributionsPage) -> None:
    page.search.setText("wanjiku")
    assert page.table is not None
    assert [row.number for row in page.table.members.rows()] == ["UM-001"]
    assert page.table.totals._lines[0][0] == "Received, 1 member"


def test_shares_have_months_without_dues(page: ContributionsPage, qtbot) -> None:
    assert page.sheet is not None
    shares = next(one for one in page.sheet.kinds if one.code == "SHARES")
    held = page.sheet
    page._choose_type(str(shares.id))
    qtbot.waitUntil(lambda: page.sheet is not held)
    assert page.table is not None
    assert page.table.grid.frequency == "flexible"
    assert not page.meter.isVisible()


def test_every_control_has_a_name_and_a_sensible_order(page: ContributionsPage) -> None:
    assert problems_of(page) == []


def test_a_member_without_office_sees_their_own_row_and_why_they_may_not_receive(
    chama: Founded, desk: Desk, qtbot
) -> None:
    chama.act("treasurer", "raise_dues", {})
    page = shown(ContributionsPage(desk, chama.books(MEMBER)), qtbot)
    assert page.table is not None
    assert [row.number for row in page.table.members.everything() if any(c.due for c in row.cells)] == ["M-004"]
    assert page.acts.may_receive() == "Only the treasurer may receive money."


def test_pictures_of_the_contributions_are_made(full: Umoja, desk: Desk, qapp: QApplication, qtbot) -> None:
    def build() -> MainWindow:
        shell = Shell(
            desk, register.entries(desk, full.books),
            ChamaFace("Umoja SHG", trn("{n} member", "{n} members", 34)),
            PersonFace("Peter Otieno Ouma", lambda: word("treasurer")),
            sign_out=lambda: None, switch_chama=lambda _: None, speak=lambda _: None, wear=lambda _: None,
            show_waiting=lambda: None, connection=lambda: (tr("This PC"), "device-desktop", "neutral"),
        )  # fmt: skip
        window = MainWindow(shell)
        window.resize(SIZE)
        window.open_page("contributions")
        window.show()
        page = window.findChild(ContributionsPage)
        assert page is not None
        qtbot.waitUntil(lambda: page.sheet is not None)
        at(page, "UM-008", 3)
        return window

    assert all(file.exists() for file in grab_all(qapp, build, "contributions"))
