"""The notifications page: what was sent and what waits for a second person, over real books; and its pictures."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages.notifications import NotificationsPage
from tests.database.books import LEADER, MEMBER, SECRETARY, TREASURER, Founded
from tests.views.access import problems_of
from tests.views.snapshots import SIZE, grab_all

TODAY = date(2026, 11, 23)
REASONS = (
    ("2026-09-01", "A receipt of the 30th was found in the secretary's bag"),
    ("2026-06-01", "Rose paid twice in June; one payment is to be taken back"),
    ("2026-03-01", "The auditor asks for the bank charge of March"),
)


@pytest.fixture
def desk(workers: Workers, tmp_path: Path) -> Desk:
    return Desk(workers, Preferences(tmp_path / "p.ini"), lambda e: Said(str(e), "", ""), lambda: TODAY)


@pytest.fixture
def asked(chama: Founded) -> Founded:
    chama.act(TREASURER, "lock_month", {"month": "2026-09-01"})
    for month, reason in REASONS:
        line = {"member": str(chama.member(MEMBER)), "type": str(chama.types["DUES"]), "amount": "2000.00"}
        chama.act(TREASURER, "receive", {"date": "2026-10-07", "method": "cash", "lines": [line]})
        chama.act(TREASURER, "lock_month", {"month": month})
        chama.act(TREASURER, "request_unlock", {"month": month, "reason": reason})
    return chama


def ready(page: NotificationsPage, qtbot) -> NotificationsPage:
    page.retranslate()
    page.resize(SIZE)
    page.show()
    page.setFocus()
    qtbot.waitUntil(lambda: page._inbox is not None and not page.desk.workers.busy(), timeout=20_000)
    return page


def test_unread_messages_are_counted_and_requests_stand_beside_them(asked: Founded, desk: Desk, qtbot) -> None:
    page = NotificationsPage(desk, asked.books(LEADER))
    qtbot.addWidget(page)
    ready(page, qtbot)
    assert page.header._context.said() == "3 unread messages"
    assert [one.may_decide for one in page.waiting._rows] == [True, True, True]
    assert problems_of(page) == []


def test_who_asked_cannot_decide_and_a_member_sees_no_requests(asked: Founded, desk: Desk, qtbot) -> None:
    own = NotificationsPage(desk, asked.books(TREASURER))
    member = NotificationsPage(desk, asked.books(MEMBER))
    for page in (own, member):
        qtbot.addWidget(page)
        ready(page, qtbot)
    assert [one.may_decide for one in own.waiting._rows] == [False, False, False]
    assert list(member.waiting._rows) == []
    assert member.header._context.said() == "Every message is read."


def test_pictures(qapp: QApplication, asked: Founded, desk: Desk, qtbot) -> None:
    def build() -> NotificationsPage:
        page = NotificationsPage(desk, asked.books(SECRETARY))
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return ready(page, qtbot)

    assert all(file.exists() for file in grab_all(qapp, build, "notifications"))
