"""Home: every figure is that of the books, opens its rows, and shows a member only what is theirs."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moneypool_desktop.models.domain.formats import ksh, money
from moneypool_desktop.services import home as service
from moneypool_desktop.services.failures import explain
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.dialogs.take_back import TakeBackDialog
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages import register
from moneypool_desktop.views.pages.home import HomePage
from moneypool_desktop.views.widgets.kpi import _Cell
from moneypool_desktop.views.widgets.label import Label
from tests.database.books import MEMBER, OTHER, SECRETARY, TREASURER, Founded
from tests.views.access import problems_of

PATIENCE = 20_000


def today() -> date:
    return datetime.now(ZoneInfo("Africa/Nairobi")).date()


def receive(chama: Founded, who: str, amount: str, on: date) -> dict:
    line = {"member": str(chama.member(who)), "type": str(chama.types["DUES"]), "amount": amount}
    payload = {"date": on.isoformat(), "place": str(chama.places["cash"]), "lines": [line], "method": "cash"}
    return chama.act(TREASURER, "receive", payload)


@pytest.fixture
def desk(workers: Workers, tmp_path: Path) -> Desk:
    def said(error: Exception) -> Said:
        failure = explain(error)
        return Said(failure.sentence, failure.kept, failure.code)

    return Desk(workers, Preferences(tmp_path / "preferences.ini"), said, today)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, chama: Founded) -> Callable[[str], HomePage]:
    def made(role: str = TREASURER) -> HomePage:
        window = HomePage(desk, chama.books(role))
        window.retranslate()
        qtbot.addWidget(window)
        window.resize(1180, 680)
        window.show()
        qtbot.waitUntil(lambda: window._seen is not None, timeout=PATIENCE)
        return window

    return made


def words(widget: QWidget) -> list[str]:
    return [label.said() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def figures(page: HomePage) -> dict[str, str]:
    cells = [cell.kpi for cell in page.kpis.findChildren(_Cell) if not cell.isHidden()]
    return {kpi.label: kpi.figure for kpi in cells}


def test_f5_pays_out_and_the_figures_follow(qtbot: QtBot, page: Callable[[str], HomePage], chama: Founded) -> None:
    receive(chama, MEMBER, "2000.00", today())
    window = page(TREASURER)
    window.actions_.run("pay_out")
    qtbot.waitUntil(lambda: window._acts is not None and window._acts.form is not None, timeout=PATIENCE)
    form = window._acts.form
    form.amount.line.setText("500")
    form.description.set_value("Exercise books")
    assert form.send(), form.failure.accessibleName()
    qtbot.waitUntil(lambda: window._seen is not None and window._seen.home.cash == 1500, timeout=PATIENCE)


def test_who_may_not_pay_out_is_not_offered_it(page: Callable[[str], HomePage]) -> None:
    assert "pay_out" in {act.id for act in page(TREASURER).actions_.acts()}
    assert "pay_out" not in {act.id for act in page(MEMBER).actions_.acts()}


def test_the_treasurer_sees_the_figures_of_the_books(chama: Founded, page: Callable[[str], HomePage]) -> None:
    chama.act(TREASURER, "raise_dues", {"through": (today() + timedelta(days=40)).isoformat()})
    receive(chama, MEMBER, "2000.00", today())
    books = chama.books(TREASURER)
    told = service.home(books)
    shown = page(TREASURER)
    assert figures(shown)["Cash at hand"] == ksh(Decimal("2000.00")) == ksh(told.cash)
    assert figures(shown)["Dues overdue"] == ksh(told.overdue_total)
    assert told.overdue_total > 0
    assert [row.member for row in shown.overdue.model.rows()] == [row.member for row in told.overdue]
    assert "Cash box" in words(shown.places)
    assert money(told.cash) in words(shown.places)
    assert problems_of(shown) == []


def test_every_figure_opens_its_rows(
    qtbot: QtBot, chama: Founded, page: Callable[[str], HomePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "_exists", lambda _: True)
    chama.act(TREASURER, "raise_dues", {"through": today().isoformat()})
    shown = page(TREASURER)
    gone: list[tuple[str, object]] = []
    shown.went.connect(lambda where, about: gone.append((where, about)))
    for cell in shown.kpis.findChildren(_Cell):
        cell.click()
    assert [where for where, _ in gone] == ["ledger", "contributions", "members", "members"]
    row = shown.overdue.model.row(0)
    shown.overdue.table.opened.emit(row)
    assert gone[-1] == ("members", row.member)


def test_a_member_sees_their_own_position_and_nothing_of_the_others(
    chama: Founded, page: Callable[[str], HomePage]
) -> None:
    receive(chama, MEMBER, "2000.00", today())
    receive(chama, OTHER, "700.00", today())
    shown = page(MEMBER)
    assert figures(shown)["My savings"] == ksh(Decimal("2000.00"))
    everything = " ".join([*words(shown), *figures(shown).values()])
    assert "700.00" not in everything
    assert not shown.places.isVisible()
    assert not shown.overdue.isVisible()
    assert shown.own.isVisible()
    assert problems_of(shown) == []


def test_the_last_posting_is_taken_back_with_a_reason(
    qtbot: QtBot, chama: Founded, page: Callable[[str], HomePage]
) -> None:
    receive(chama, MEMBER, "2000.00", today())
    shown = page(TREASURER)
    assert shown.last._newest is not None
    shown.last._undo.click()
    dialog = shown.findChild(TakeBackDialog)
    assert isinstance(dialog, TakeBackDialog)
    assert not dialog.send(), "a reason is needed"
    dialog._fields["reason"].set_value("Counted for the wrong member")
    with qtbot.waitSignal(shown.said, timeout=PATIENCE) as said:
        assert dialog.send()
    assert said.args[0].startswith("Taken back by T-")
    assert service.home(chama.books(TREASURER)).cash == Decimal("0.00")


def test_who_may_not_take_back_is_not_offered_to(chama: Founded, page: Callable[[str], HomePage]) -> None:
    receive(chama, MEMBER, "2000.00", today())
    assert not page(SECRETARY).last._undo.isVisible()


def test_a_request_is_decided_from_home_by_a_second_person(
    qtbot: QtBot, chama: Founded, page: Callable[[str], HomePage], root: psycopg.Connection
) -> None:
    chama.act(TREASURER, "raise_dues", {"through": today().isoformat()})
    due = root.execute(
        "select id from app.contributions where member_id = %s order by due_date limit 1", (chama.member(MEMBER),)
    ).fetchone()
    assert due is not None
    wish = {"of": "contribution", "id": str(due[0]), "amount": "100.00", "reason": "He was in hospital"}
    chama.act(TREASURER, "request_waiver", wish)
    shown = page(SECRETARY)
    asked = shown._seen.approvals[0] if shown._seen is not None else None
    assert asked is not None
    qtbot.waitUntil(lambda: any("Daniel" in one and "100.00" in one for one in words(shown.waiting)))
    with qtbot.waitSignal(shown.said, timeout=PATIENCE) as said:
        shown._decide(asked, approve=True, note="")
    assert said.args[0] == "Approved. It is in the books."


def test_an_act_without_an_answer_stands_among_what_waits(
    qtbot: QtBot, qapp: QApplication, chama: Founded, page: Callable[[str], HomePage]
) -> None:
    session = chama.sessions[TREASURER]
    chama.outbox._do(
        "insert into acts (key, books, function, chama, person, payload, state, created_at)"
        " values ('0194a000-0000-7000-8000-000000000001', 'elsewhere', 'receive', ?, ?, ?, 'sending', '2026-11-05')",
        (str(chama.id), str(session.person.id), json.dumps({})),
    )
    shown = page(TREASURER)
    assert "1 act has no answer yet" in words(shown.waiting)
