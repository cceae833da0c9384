"""What runs beside the window of one person: news of others, an ended session, the lock, acts that wait."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moneypool_desktop import language
from moneypool_desktop.models.domain.formats import ksh
from moneypool_desktop.services.database import enrol
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.database.connection import open_books
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.secrets import Secrets
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.services.sample import create
from moneypool_desktop.services.startup import Membership, Visit
from moneypool_desktop.views import theme
from moneypool_desktop.views.dialogs.sign_in import SignInDialog
from moneypool_desktop.views.dialogs.waiting import WaitingDialog
from moneypool_desktop.views.dialogs.witness import WitnessDialog
from moneypool_desktop.views.pages.home import HomePage
from moneypool_desktop.views.room import Room
from tests.database.books import MEMBER, TREASURER, Founded
from tests.views.access import problems_of
from tests.views.snapshots import grab

PATIENCE = 20_000


@pytest.fixture
def opened(qapp: QApplication, workers: Workers, tmp_path: Path) -> Iterator[Callable[[Visit], Room]]:
    made: list[Room] = []

    def open_room(visit: Visit) -> Room:
        room = Room(qapp, workers, Preferences(tmp_path / "preferences.ini"), visit, "home")
        room.begin()
        room.window.resize(1366, 768)
        room.window.show()
        made.append(room)
        return room

    yield open_room
    for room in made:
        room.close()
        room.window.close()
        room.window.deleteLater()
    theme.apply(qapp, "light", 1)


@pytest.fixture
def room(qtbot: QtBot, opened: Callable[[Visit], Room], chama: Founded) -> Room:
    books = chama.books(TREASURER)
    made = opened(Visit(books, Membership(books.chama, 2, 5), (), 10))
    home_of(qtbot, made)
    return made


@pytest.fixture
def sample(cluster: Cluster, root: psycopg.Connection, tmp_path: Path) -> Iterator[Visit]:
    if enrol.kept(Secrets(cluster.home)) is None:
        enrol.enrol(root, Secrets(cluster.home), "Office PC")
    create.create(cluster, members=34, months=12, until=date(2026, 11, 5))
    session, chama = create.session(cluster)
    outbox = Outbox(tmp_path)
    books = open_books(session, chama, outbox)
    yield Visit(books, Membership(chama, 1, 34), (), 10)
    outbox.close()
    session.database.close()
    create.drop(cluster)


def home_of(qtbot: QtBot, room: Room) -> HomePage:
    page = room.window.page("home")
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: page._seen is not None, timeout=PATIENCE)
    return page


def receive(chama: Founded, on: date) -> None:
    line = {"member": str(chama.member(MEMBER)), "type": str(chama.types["DUES"]), "amount": "2000.00"}
    payload = {"date": on.isoformat(), "place": str(chama.places["cash"]), "lines": [line], "method": "cash"}
    chama.act(TREASURER, "receive", payload)


def test_what_another_window_posts_appears_by_itself(qtbot: QtBot, room: Room, chama: Founded) -> None:
    page = home_of(qtbot, room)
    qtbot.waitUntil(lambda: room._changes._known is not None, timeout=PATIENCE)
    receive(chama, page._seen.home.today if page._seen else date(2026, 11, 5))
    qtbot.waitUntil(lambda: page._seen is not None and page._seen.home.cash == 2000, timeout=PATIENCE)
    assert any(
        kpi.kpi.figure == ksh(page._seen.home.cash) for kpi in page.kpis.findChildren(QWidget) if hasattr(kpi, "kpi")
    )


def test_a_session_that_ended_asks_for_the_password_over_the_page(
    qtbot: QtBot, room: Room, root: psycopg.Connection
) -> None:
    root.execute("update auth.sessions set expires_at = now() - interval '1 hour'")
    room.window._pages["home"].refresh()
    qtbot.waitUntil(lambda: room.window.findChild(SignInDialog) is not None, timeout=PATIENCE)
    dialog = room.window.findChild(SignInDialog)
    assert isinstance(dialog, SignInDialog)
    assert dialog._cover is None, "the page stays in sight: the same person goes on"
    with qtbot.waitSignal(room.left):
        dialog._leave()


def test_a_past_that_was_rewritten_is_told_to_whoever_signs_in(
    qtbot: QtBot, opened: Callable[[Visit], Room], chama: Founded
) -> None:
    books = chama.books(TREASURER)
    seen = {books.session.database.name: {str(chama.id): {"entry": 1, "hash": "00" * 32}}}
    (books.outbox.home / "witness.json").write_text(json.dumps(seen), "utf-8")
    room = opened(Visit(books, Membership(books.chama, 2, 5), (), 10))
    home_of(qtbot, room)
    qtbot.waitUntil(lambda: room.window.findChild(WitnessDialog) is not None, timeout=PATIENCE)
    dialog = room.window.findChild(WitnessDialog)
    assert isinstance(dialog, WitnessDialog)
    assert problems_of(dialog) == []
    dialog.reject()


def test_a_window_left_alone_is_covered(qtbot: QtBot, room: Room) -> None:
    room._idle.left.emit()
    dialog = room.window.findChild(SignInDialog)
    assert isinstance(dialog, SignInDialog)
    assert dialog._cover is not None
    dialog._leave()


def test_acts_that_wait_are_counted_and_listed(qtbot: QtBot, room: Room, chama: Founded) -> None:
    chama.outbox._do(
        "insert into acts (key, books, function, chama, person, payload, state, created_at) values"
        " ('0194a000-0000-7000-8000-000000000001', 'elsewhere', 'receive', ?, ?, ?, 'sending', '2026-11-05T08:00:00Z')",
        (str(chama.id), str(chama.sessions[TREASURER].person.id), json.dumps({})),
    )
    room._count()
    qtbot.waitUntil(lambda: room.window.status._waiting == 1, timeout=PATIENCE)
    room._show_waiting()
    dialog = room.window.findChild(WaitingDialog)
    assert isinstance(dialog, WaitingDialog)
    assert problems_of(dialog) == []
    dialog.reject()


def test_a_member_is_found_by_name_and_number(room: Room) -> None:
    assert [found.text for found in room._finder.find("daniel")] == ["Daniel Fatuma Hussein"]
    assert [found.detail for found in room._finder.find("m-00")] == ["M-001", "M-002", "M-003", "M-004", "M-005"]


def test_home_of_the_sample_chama_has_its_pictures(
    qtbot: QtBot, opened: Callable[[Visit], Room], sample: Visit
) -> None:
    for code in language.LANGUAGES:
        language.choose(code)
        for mode in ("light", "dark"):
            room = opened(sample)
            room.wear(mode)
            home_of(qtbot, room)
            qtbot.waitUntil(room.window.top.badge.isVisible, timeout=PATIENCE)
            assert grab(room.window, "home").exists()
            room.close()
            room.window.close()
