"""The ledger page over the real books of Umoja: what is listed, filtered, summed and shown beside; and its pictures."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from moneypool_desktop.models.drafts.payout import EXPENSE, PayoutDraft
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.models.drafts.transfer import TransferDraft
from moneypool_desktop.models.rows.ledger import LedgerFilter
from moneypool_desktop.services import ledger, periods
from moneypool_desktop.services.failures import explain
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import privacy
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages.ledger import LedgerPage
from moneypool_desktop.views.widgets.label import Label
from tests.flows.umoja import MEMBERS, OPENING, PAID, Umoja, town, umoja  # noqa: F401 - fixtures
from tests.views.access import problems_of
from tests.views.snapshots import SIZE, grab, grab_all

TODAY = date(2026, 11, 23)
PATIENCE = 20_000


@pytest.fixture
def desk(workers: Workers, tmp_path: Path) -> Desk:
    def said(error: Exception) -> Said:
        failure = explain(error)
        return Said(failure.sentence, f"{failure.kept} {failure.advice}".strip(), failure.code)

    return Desk(workers, Preferences(tmp_path / "p.ini"), said, lambda: TODAY)


@pytest.fixture
def full(umoja: Umoja) -> Umoja:  # noqa: F811
    umoja.bring_in(MEMBERS, OPENING, PAID)
    places = {one.purpose: one.id for one in ledger.places(umoja.books)}
    cash, bank = places["cash"], places["bank"]
    spent = PayoutDraft(EXPENSE, Decimal(650), TODAY, cash, TODAY, description="Stationery, receipt book")
    wrong = PayoutDraft(EXPENSE, Decimal(1200), TODAY, cash, TODAY, description="Hall hire", reference="RC-118")
    ledger.pay_out(umoja.books, spent)
    ledger.transfer(umoja.books, TransferDraft(Decimal(5000), TODAY, cash, bank, TODAY, description="Banked"))
    booked = ledger.pay_out(umoja.books, wrong)
    ledger.reverse(umoja.books, ReversalDraft("The hall was free", TODAY, TODAY, (booked.posted[0].id,)))
    return umoja


@pytest.fixture
def page(full: Umoja, desk: Desk, qtbot) -> LedgerPage:
    return shown(LedgerPage(desk, full.books), qtbot)


def shown(page: LedgerPage, qtbot) -> LedgerPage:
    qtbot.addWidget(page)
    return ready(page, qtbot)


def ready(page: LedgerPage, qtbot) -> LedgerPage:
    page.retranslate()
    page.resize(SIZE)
    page.show()
    page.setFocus()
    settled(page, qtbot)
    return page


def settled(page: LedgerPage, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.desk.workers.busy() and page.transactions.names is not None, timeout=PATIENCE)


def counted(page: LedgerPage) -> str:
    return page.transactions.table.totals._name


def lines_of(page: LedgerPage) -> list:
    return list(page.transactions.model.rows())


def ask(page: LedgerPage, chosen: LedgerFilter, qtbot) -> list:
    page.transactions.bar.choose(chosen)
    settled(page, qtbot)
    return lines_of(page)


def said_in(widget) -> str:
    return "\n".join(label.said() for label in widget.findChildren(Label) if not label.isHidden())


def test_the_newest_transactions_stand_first_and_all_are_summed(page: LedgerPage, full: Umoja) -> None:
    sums = ledger.totals(full.books)
    newest = lines_of(page)[0]
    assert newest.what == f"{newest.row.number_before} taken back"
    assert counted(page) == f"{sums.count:,} transactions"
    assert page.transactions.model.totals()[5] == f"{sums.money_in:,.2f}"
    assert page.transactions.model.totals()[6] == f"{sums.money_out:,.2f}"


def test_the_model_keeps_qts_rules_while_it_is_scrolled_from_end_to_end(page: LedgerPage, qtbot) -> None:
    model = page.transactions.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bar = page.transactions.table.view.verticalScrollBar()
    numbers: set[str] = set()
    while True:
        numbers |= {line.row.number for line in model.rows()}
        if bar.value() == bar.maximum():
            break
        bar.setValue(min(bar.maximum(), bar.value() + 40 * 28))
        settled(page, qtbot)
    assert f"{len(numbers):,} transactions" == counted(page)
    assert tester.model() is model


def test_typing_finds_numbers_references_and_descriptions(page: LedgerPage, qtbot) -> None:
    field = page.transactions.bar.search
    field.setFocus()
    qtbot.keyClicks(field, "stationery")
    qtbot.waitUntil(lambda: len(lines_of(page)) == 1, timeout=PATIENCE)
    settled(page, qtbot)
    assert lines_of(page)[0].what == "Stationery, receipt book"
    assert counted(page) == "1 transaction"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(lines_of(page)) > 1, timeout=PATIENCE)
    settled(page, qtbot)


def test_each_thing_asked_for_is_a_chip_that_goes_again(page: LedgerPage, qtbot) -> None:
    bank = next(one for one in page.transactions.names.accounts if one.purpose == "bank")
    chosen = LedgerFilter(types=("transfer",), place=bank.id, first=TODAY, least=Decimal(100), statuses=("confirmed",))
    assert [line.what for line in ask(page, chosen, qtbot)] == ["Banked"]
    said = [words for words, _ in page.transactions.bar.words()]
    assert said == ["Transfer", "Posted", "Bank", "From 23 Nov 2026", "At least Ksh\u00a0100.00"]
    without = dict(page.transactions.bar.words())["Transfer"]
    assert without.types == ()
    assert len(ask(page, LedgerFilter(), qtbot)) >= 100


def test_the_filter_form_says_what_cannot_be_asked_for(page: LedgerPage, qtbot) -> None:
    page.actions_.run("filter")
    form = page.transactions.form
    assert problems_of(form) == []
    form.first.set_value(date(2026, 5, 1))
    form.last.set_value(date(2026, 4, 1))
    form.least.line.setText("abc")
    assert not form.send()
    assert form.last.problem() == "The last day is before the first."
    assert form.least.problem()
    form.last.set_value(date(2026, 5, 31))
    form.least.line.setText("1000+500")
    assert form.send()
    settled(page, qtbot)
    assert {line.row.on.month for line in lines_of(page)} == {5}
    assert min(line.row.amount for line in lines_of(page)) >= 1500


def test_the_pane_shows_both_sides_who_entered_it_and_the_dues_it_met(page: LedgerPage, qtbot) -> None:
    line = next(one for one in ask(page, LedgerFilter(types=("contribution",)), qtbot) if one.row.contribution)
    page.transactions.table.choose_key(line.row.id)
    settled(page, qtbot)
    detail = page.transactions.pane.detail
    assert sum(one.debit for one in detail.entries) == sum(one.credit for one in detail.entries) == line.row.amount
    said = said_in(page.transactions.pane)
    assert "by Peter Otieno" in said
    assert line.row.member_name in said
    assert line.row.contribution in said or detail.met == ()


def test_a_reversal_and_its_original_lead_to_each_other(page: LedgerPage, qtbot) -> None:
    pane = page.transactions.pane
    reversal = lines_of(page)[0]
    page.transactions.table.choose(0)
    settled(page, qtbot)
    assert f"Takes back {reversal.row.number_before}." in said_in(pane)
    assert not page.actions_.action("take_back").isEnabled()
    pane.asked.emit(reversal.row.reverses)
    settled(page, qtbot)
    assert pane.detail.transaction.number == reversal.row.number_before
    assert "“The hall was free”" in said_in(pane)
    assert page.actions_.action("take_back").toolTip() == f"{reversal.row.number_before} was taken back already."


def test_accounts_funds_and_the_trial_balance_agree_with_the_ledger(page: LedgerPage, full: Umoja, qtbot) -> None:
    page.segments.changed.emit("accounts")
    page.open_section("accounts")
    settled(page, qtbot)
    accounts = page.section().model.rows()
    assert [one.balance for one in accounts] == [one.balance for one in ledger.accounts(full.books)]
    page.open_section("funds")
    settled(page, qtbot)
    assert page.section().model.totals()[3] == f"{sum(one.balance for one in ledger.funds(full.books)):,.2f}"
    page.open_section("trial")
    settled(page, qtbot)
    totals = page.section().table.totals.texts()
    assert totals[3] == totals[4] != ""
    assert "Both sides are equal." in page.section().proof._words.said()
    page.section().day.set_value(date(2026, 3, 31))
    page.section().day.changed.emit()
    settled(page, qtbot)
    assert "31 March 2026" in page.section().proof._words.said()


def test_an_account_opens_its_entries(page: LedgerPage, qtbot) -> None:
    page.open_section("accounts")
    settled(page, qtbot)
    bank = next(one for one in page.section().model.rows() if one.purpose == "bank")
    page.section().table.opened.emit(bank)
    settled(page, qtbot)
    assert page.current() == "transactions"
    assert page.transactions.bar.chosen.place == bank.id
    assert counted(page) == f"{bank.entries:,} transactions"


def test_news_does_not_move_the_rows_under_the_eyes_of_who_scrolled(page: LedgerPage, qtbot) -> None:
    bar = page.transactions.table.view.verticalScrollBar()
    bar.setValue(60 * 28)
    settled(page, qtbot)
    before = bar.value()
    page.mark_stale(frozenset({"ledger"}))
    settled(page, qtbot)
    assert bar.value() == before
    assert not page.banner.isHidden()
    page.banner.pressed.emit()
    settled(page, qtbot)
    assert bar.value() == 0
    assert page.banner.isHidden()


@pytest.mark.parametrize("which", ["transactions", "accounts", "funds", "trial", "months"])
def test_every_control_has_a_name_and_amounts_hide(page: LedgerPage, qtbot, which: str) -> None:
    page.open_section(which)
    settled(page, qtbot)
    assert problems_of(page) == []
    privacy.hide(True)
    assert privacy.shown(page.transactions.model.totals()[5]) == privacy.DOTS


@pytest.mark.parametrize("size", [(1024 - 80, 600 - 77), (1366 - 184, 768 - 77)])
def test_no_figure_is_cut(page: LedgerPage, qtbot, size) -> None:
    page.resize(*size)
    for which in ("transactions", "accounts", "funds", "trial"):
        page.open_section(which)
        settled(page, qtbot)
        table = page.section().table
        for place, column in enumerate(table.model.columns):
            if column.figure and not table.view.isColumnHidden(place):
                assert table.view.columnWidth(place) >= table._widest(place, column) - 1, (which, column.key)
        assert table.view.horizontalScrollBar().maximum() == 0, which


def test_pictures_of_the_dialogs(qapp: QApplication, full: Umoja, desk: Desk, qtbot) -> None:
    def build(act: str) -> Callable[[], QWidget]:
        def made() -> QWidget:
            page = ready(LedgerPage(desk, full.books), qtbot)
            page.actions_.run(act)
            qtbot.waitUntil(lambda: bool(dialogs_of(page)), timeout=PATIENCE)
            settled(page, qtbot)
            return dialogs_of(page)[0]

        return made

    for act, name in (("pay_out", "pay-out"), ("journal", "journal"), ("filter", "filter"), ("check", "check")):
        made = build(act)()
        assert problems_of(made) == []
        grab(made, f"ledger-{name}", size=made.size())
        page = made.parentWidget()
        made.close()
        page.close()
        page.deleteLater()


def dialogs_of(page: LedgerPage) -> list[QDialog]:
    return [one for one in page.findChildren(QDialog) if one.isVisible()]


def test_pictures(qapp: QApplication, full: Umoja, desk: Desk, qtbot) -> None:
    def build(which: str) -> Callable[[], LedgerPage]:
        def made() -> LedgerPage:
            page = LedgerPage(desk, full.books)
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            ready(page, qtbot)  # grab_all closes it
            if which == "transactions":
                page.transactions.table.choose(8)
            else:
                page.open_section(which)
            settled(page, qtbot)
            return page

        return made

    periods.lock(full.books, date(2026, 6, 1), "Read out at the meeting of 4 July")
    periods.request_unlock(full.books, date(2026, 3, 1), "The bank charge of March was left out")
    for which in ("transactions", "accounts", "funds", "trial", "months"):
        files = grab_all(qapp, build(which), "ledger" if which == "transactions" else f"ledger-{which}")
        assert all(file.exists() for file in files)
