"""The acts of the ledger through a real window to real books and back: pay out, book, take back, lock, decide."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from moneypool_desktop.models.rows.ledger import LedgerFilter
from moneypool_desktop.services import ledger, ledger_papers, notifications
from moneypool_desktop.services.failures import Refused, explain
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.ledger.looks import what_of
from moneypool_desktop.views.page import Desk, Page, Said
from moneypool_desktop.views.pages.ledger import LedgerPage
from moneypool_desktop.views.pages.notifications import NotificationsPage
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.member_field import Named
from tests.database.books import LEADER, MEMBER, SECRETARY, TREASURER, Founded
from tests.services.pdf_reading import read
from tests.views.access import problems_of
from tests.views.conftest import look, no_thread_is_left_running, workers  # noqa: F401 - fixtures

TODAY = date(2026, 11, 23)
PATIENCE = 20_000


def receive(chama: Founded, who: str, amount: str, on: str, **more: object) -> dict[str, Any]:
    line = {"member": str(chama.member(who)), "type": str(chama.types["DUES"]), "amount": amount}
    return chama.act(TREASURER, "receive", {"date": on, "method": "cash", "lines": [line], **more})


@pytest.fixture
def open_page(qtbot: QtBot, chama: Founded, workers: Workers, tmp_path: Path) -> Callable[..., Any]:  # noqa: F811
    def said(error: Exception) -> Said:
        failure = explain(error)
        return Said(failure.sentence, f"{failure.kept} {failure.advice}".strip(), failure.code)

    desk = Desk(workers, Preferences(tmp_path / "preferences.ini"), said, lambda: TODAY)
    for month in range(1, 7):
        receive(chama, MEMBER, "2000.00", f"2026-{month:02}-07", reference=f"M-{month}")
    receive(chama, TREASURER, "2000.00", "2026-10-07")

    def opened(role: str = TREASURER, make: Callable[..., Page] = LedgerPage) -> Any:
        page: Any = make(desk, chama.books(role))
        page.heard = []
        page.said.connect(page.heard.append)
        page.retranslate()
        qtbot.addWidget(page)
        page.resize(1180, 680)
        page.show()
        rest(page, qtbot)
        return page

    return opened


def rest(page: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.desk.workers.busy(), timeout=PATIENCE)


def form_of(page: Any, qtbot: QtBot, act: str) -> Any:
    before = page.acts.form
    assert page.actions_.run(act)
    qtbot.waitUntil(lambda: page.acts.form is not before, timeout=PATIENCE)
    assert problems_of(page.acts.form) == []
    return page.acts.form


def sent(page: Any, form: Any, qtbot: QtBot) -> None:
    assert form.send()
    assert not form.verb.isEnabled()
    rest(page, qtbot)


def newest(page: Any) -> Any:
    return page.transactions.model.rows()[0]


def test_a_cost_is_paid_out_once_and_stands_first_in_the_ledger(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    form = form_of(page, qtbot, "pay_out")
    assert not form.send()
    assert form.amount.problem()
    assert form.description.problem() == "Say what was paid for."
    form.amount.line.setText("600+50")
    form.amount.changed.emit()
    assert form.place._message.said() == "Holds Ksh\u00a014,000.00; Ksh\u00a013,350.00 stay."
    form.description.set_value("Stationery, receipt book")
    gone: list[int] = []
    form.finished.connect(gone.append)
    sent(page, form, qtbot)
    assert gone
    rest(page, qtbot)
    assert (newest(page).what, newest(page).money_out) == ("Stationery, receipt book", "650.00")
    assert page.heard == [f"{newest(page).row.number} posted, Ksh\u00a0650.00."]
    assert ledger.totals(chama.books()).money_out == Decimal("650.00")


def test_more_than_the_box_holds_is_refused_in_words_and_nothing_typed_is_lost(open_page, qtbot: QtBot) -> None:
    page = open_page()
    form = form_of(page, qtbot, "pay_out")
    form.amount.set_value(Decimal(20000))
    form.description.set_value("Roof")
    sent(page, form, qtbot)
    assert form.amount.problem() == "Cash box holds Ksh\u00a014,000.00. This pays out Ksh\u00a020,000.00."
    assert form.description.value() == "Roof"
    assert form.verb.isEnabled()
    form.reject()


def test_savings_go_back_to_a_member_and_money_moves_between_places(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    form = form_of(page, qtbot, "pay_out")
    form.kind.set_value("withdrawal")
    form.kind.changed.emit()
    form.amount.set_value(Decimal(500))
    assert not form.send()
    assert form.member.problem() == "Choose the member who is paid."
    form.member.set_value(next(one for one in form.member._members if one.number == "M-004"))
    sent(page, form, qtbot)
    assert newest(page).row.type == "withdrawal"
    form = form_of(page, qtbot, "pay_out")
    form.kind.set_value("transfer")
    form.kind.changed.emit()
    form.amount.set_value(Decimal(3000))
    form.target.set_value(form.place.value())
    assert not form.send()
    assert form.target.problem() == "Choose another place: the money is there already."
    form.target.set_value(chama.places["bank"])
    sent(page, form, qtbot)
    assert (newest(page).money_in, newest(page).money_out) == ("3,000.00", "3,000.00")


def test_interest_a_charge_and_an_entry_put_right_are_booked_with_both_sides(open_page, qtbot: QtBot) -> None:
    page = open_page()
    for kind, amount, said in (
        ("interest", "120.50", ""),
        ("fee", "30", ""),
        ("adjustment", "10", "Counted twice in May"),
    ):
        form = form_of(page, qtbot, "journal")
        form.kind.set_value(kind)
        form.kind.changed.emit()
        form.amount.line.setText(amount)
        form.description.set_value(said)
        if kind == "adjustment":
            cash = next(key for key, one in form._accounts.items() if one.purpose == "cash")
            form.debit.set_value(cash)
            form.credit.set_value(cash)
            assert not form.send()
            assert form.credit.problem() == "Choose another account than the first."
            reserve = next(key for key, one in form._accounts.items() if one.purpose == "reserve")
            form.credit.set_value(reserve)
        sent(page, form, qtbot)
        assert newest(page).row.type == kind
        assert newest(page).row.amount == Decimal(amount)
    detail = page.transactions.pane.detail
    assert [(one.account_name, one.debit, one.credit) for one in detail.entries] == [
        ("Cash box", Decimal("10.00"), Decimal("0.00")),
        ("Reserve", Decimal("0.00"), Decimal("10.00")),
    ]


def test_a_transaction_is_taken_back_through_the_window_and_both_lead_to_each_other(open_page, qtbot: QtBot) -> None:
    page = open_page()
    row = next(one for one in page.transactions.model.rows() if one.how == "M-3")
    page.transactions.table.choose_key(row.row.id)
    rest(page, qtbot)
    form = form_of(page, qtbot, "take_back")
    assert not form.send()
    form._fields["reason"].set_value("Entered for the wrong month")
    sent(page, form, qtbot)
    rest(page, qtbot)
    assert newest(page).what == f"{row.row.number} taken back"
    detail = page.transactions.pane.detail
    assert detail.transaction.id == row.row.id
    assert (detail.transaction.status, detail.taken_back.reason) == ("reversed", "Entered for the wrong month")
    assert page.heard == [f"Taken back by {newest(page).row.number}."]
    assert not page.actions_.run("take_back")


def test_what_concerns_oneself_alone_is_left_to_another_officer(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    own = next(one for one in page.transactions.model.rows() if one.row.member == chama.member(TREASURER))
    page.transactions.table.choose_key(own.row.id)
    rest(page, qtbot)
    form = form_of(page, qtbot, "take_back")
    form._fields["reason"].set_value("Wrong member")
    sent(page, form, qtbot)
    assert "This concerns yourself, so another officer must do it." in form.failure.accessibleName()
    form.reject()


def test_an_undone_payment_is_taken_back_by_a_reversal(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    form = form_of(page, qtbot, "pay_out")
    form.amount.set_value(Decimal(100))
    form.description.set_value("Airtime")
    sent(page, form, qtbot)
    rest(page, qtbot)
    page.acts._undo(newest(page).row.id)
    rest(page, qtbot)
    assert {place.code: place.balance for place in ledger.places(chama.books())}["1000"] == Decimal(14000)


def test_who_may_not_is_told_why(open_page) -> None:
    page = open_page(SECRETARY)
    assert page.actions_.action("pay_out").toolTip() == "Only the treasurer may pay out money."
    assert page.actions_.action("journal").toolTip() == "Only the treasurer may book entries by hand."
    assert page.actions_.action("take_back").toolTip() == "Only the treasurer may take a transaction back."


def test_a_month_is_locked_and_opened_again_only_by_a_second_person(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    page.open_section("months")
    rest(page, qtbot)
    months = page.section()
    assert months.model.rows()[0].first_day == date(2026, 11, 1)
    months.table.choose_key(date(2026, 9, 1))
    sent(page, form_of(page, qtbot, "lock"), qtbot)
    rest(page, qtbot)
    assert page.heard[-1] == "The books are locked up to September 2026."
    assert {row.first_day.month for row in months.model.rows() if not row.locked} == {10, 11}
    with pytest.raises(Refused, match="locked"):
        receive(chama, MEMBER, "5.00", "2026-09-30")
    months.table.choose_key(date(2026, 9, 1))
    form = form_of(page, qtbot, "unlock")
    form._fields["reason"].set_value("A receipt of the 30th was found")
    sent(page, form, qtbot)
    rest(page, qtbot)
    asked = months.waiting._rows[0]
    assert asked.own
    assert not asked.may_decide
    leader = open_page(LEADER, NotificationsPage)
    assert leader.header._context.said() == "1 unread message"
    leader._open(leader._messages[0])
    qtbot.waitUntil(lambda: leader.deciding.dialog is not None, timeout=PATIENCE)
    leader.deciding.dialog.approve.click()
    rest(leader, qtbot)
    rest(leader, qtbot)
    assert leader.heard[-1] == "Approved. It is in the books."
    assert leader.header._context.said() == "Every message is read."
    receive(chama, MEMBER, "5.00", "2026-09-30")


def test_checking_the_books_shows_every_identity_with_both_its_sides(open_page, qtbot: QtBot) -> None:
    page = open_page()
    page.actions_.run("check")
    qtbot.waitUntil(lambda: page.check is not None, timeout=PATIENCE)
    said = page.check.findChildren(type(page.header._title).__mro__[1])
    words = "\n".join(label.said() for label in said)
    assert "Everything agrees." in words
    assert "All debits are all credits." in words
    assert "14,000.00 = 14,000.00" in words
    assert "The audit is unbroken, each entry sealed by the next." in words
    assert problems_of(page.check) == []
    page.check.findChild(Button).click()


def test_csv_holds_every_transaction_and_no_formula(open_page, chama: Founded, qtbot: QtBot, tmp_path: Path) -> None:
    receive(chama, MEMBER, "7.00", "2026-11-20", reference="=HYPERLINK(1)")
    page = open_page()
    place = tmp_path / "ledger.csv"
    page._papers().save_csv(place)
    rest(page, qtbot)
    lines = place.read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + ledger.totals(chama.books()).count
    assert "'=HYPERLINK(1)" in lines[1]
    assert page.heard == [f"{len(lines) - 1} transactions are in ledger.csv."]


def test_the_paper_lists_what_the_filter_leaves_with_its_sums(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    chosen = LedgerFilter(last=date(2026, 6, 30))
    pdf = ledger_papers.list_paper(chama.books(), chosen, "To 30 Jun 2026", what_of)
    words = "\n".join(sheet.words for sheet in read(pdf))
    assert "6 transactions" in words
    assert "12,000.00" in words
    assert "To 30 Jun 2026" in words
    page.actions_.run("print")
    qtbot.waitUntil(lambda: page.papers is not None and page.papers.preview is not None, timeout=PATIENCE)
    page.papers.preview.reject()


def test_messages_are_marked_read_together_and_older_ones_come_when_asked(open_page, chama: Founded, qtbot) -> None:
    chama.act(TREASURER, "lock_month", {"month": "2026-01-01"})
    for n in range(3):
        chama.act(TREASURER, "request_unlock", {"month": "2026-01-01", "reason": f"Reason {n}"})
    page = open_page(SECRETARY, NotificationsPage)
    assert problems_of(page) == []
    page.actions_.run("read")
    rest(page, qtbot)
    rest(page, qtbot)
    assert notifications.unread(chama.books(SECRETARY)) == 0
    assert not page.actions_.action("read").isEnabled()
    page.filter.set_value("unread")
    page.filter.changed.emit("unread")
    assert not [row for row in page.held.findChildren(Button) if row.isVisibleTo(page) and row.text() == "Open"]


def test_a_member_is_a_name_in_the_completer(open_page, qtbot: QtBot) -> None:
    page = open_page()
    assert {one.number for one in page.transactions.names.members} >= {"M-001", "M-004"}
    assert all(isinstance(one, Named) for one in page.transactions.names.members)
