"""Between the click and the first figures: the window comes first, and whatever ended the last run, nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import threading
from argparse import Namespace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moneypool_desktop import language
from moneypool_desktop.app import Program
from moneypool_desktop.services import startup
from moneypool_desktop.services.database import migrate, postmaster
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.last_run import RunMark
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.startup import Opening
from moneypool_desktop.views.first_run.assistant import FirstRun
from moneypool_desktop.views.pages.home import HomePage
from moneypool_desktop.views.sign_in import SignInScreen
from moneypool_desktop.views.stage import Stage
from moneypool_desktop.views.trouble import Trouble
from tests.flows import running as run

ROOT = Path(__file__).parents[2]
_KILLED = """
import os, signal, sys
from pathlib import Path
from moneypool_desktop.services.last_run import RunMark
mark = RunMark(Path(sys.argv[1]))
os.kill(os.getpid(), signal.SIGKILL)
"""


class Late(Opening):
    """Opens the books only when it is let."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.let = threading.Event()

    def _open(self) -> None:
        self.let.wait()
        super()._open()


def broken(home: Path) -> bool:
    """Say what a run that begins and ends now learns of the one before it."""
    mark = RunMark(home)
    mark.end()
    return mark.broken


@pytest.fixture(autouse=True)
def english() -> None:
    language.choose("en")


def test_the_window_stands_before_the_engine_does(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    opening = Late(home)
    opening.begin()
    running = Program(qapp, opening, Namespace(demo=False))
    running.begin()
    assert isinstance(running.window, FirstRun)
    assert running.window.isVisible()
    assert not (home / "cluster").exists()
    opening.let.set()
    qtbot.waitUntil(lambda: running.ready is not None, timeout=run.PATIENCE)
    running.end()
    running.window.close()


def test_practice_opens_by_itself_and_says_what_it_does_while_the_sample_is_made(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    with run.program(qapp, home, demo=True) as running:
        stage = run.wait_for(qtbot, running, Stage)
        qtbot.waitUntil(lambda: "sample chama" in stage.state.said(), timeout=run.PATIENCE)
        window = run.wait_for_page(qtbot, running)
        assert window.shell.chama.demo
        page = window.page("home")
        assert isinstance(page, HomePage)
        assert page._seen is not None
        assert len(page._seen.home.places) == 3


def test_the_language_chosen_last_is_known_before_the_window(home: Path) -> None:
    preferences = Preferences(home / "preferences.ini")
    assert language.remembered(home / "preferences.ini") == "en"
    preferences.language = "sw"
    preferences.save()
    assert language.remembered(home / "preferences.ini") == "sw"


def test_books_of_a_newer_program_are_refused_with_a_sentence_and_left_alone(
    qapp: QApplication, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Opening(home).begin().close()
    monkeypatch.setattr(migrate, "state", lambda *_: migrate.State.NEWER)
    with run.program(qapp, home) as running:
        screen = run.wait_for(qtbot, running, Trouble)
        assert "newer MoneyPool" in screen.error._title.said()
        assert "untouched" in screen.error._sentence.said()
        monkeypatch.undo()
        monkeypatch.setenv("MONEYPOOL_HOME", str(home))
        screen.again.emit()
        run.wait_for(qtbot, running, FirstRun)


def test_a_killed_run_is_known_and_one_that_ended_or_lives_is_not(home: Path) -> None:
    first = RunMark(home)
    assert not first.broken
    assert not broken(home), "a window beside this one is no broken run"
    first.end()
    subprocess.run([sys.executable, "-c", _KILLED, str(home)], cwd=ROOT, check=False)
    assert broken(home)
    assert not broken(home), "it is told once"


def test_an_act_without_an_answer_is_told_at_sign_in_and_booked_once(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    with run.program(qapp, home) as first:
        run.found(qtbot, first)
        assert first.room is not None
        books = first.room._visit.books
        payload = {"first_name": "Daniel", "last_name": "Hussein"}
        values = (str(uuid4()), books.session.database.name, "save_member", str(books.chama.id))
        books.outbox._do(
            "insert into acts (key, books, function, chama, person, payload, state, created_at)"
            " values (?, ?, ?, ?, ?, ?, 'sending', '2026-11-05T08:00:00+00:00')",
            (*values, str(books.session.person.id), json.dumps(payload)),
        )
    with run.program(qapp, home) as second:
        screen = run.wait_for(qtbot, second, SignInScreen)
        qtbot.waitUntil(screen.banner.isVisible, timeout=run.PATIENCE)
        assert "1 act has no answer yet" in screen.banner.accessibleName()
        run.sign_in(qtbot, second)
        window = run.wait_for_page(qtbot, second)
        assert window.toaster.toast is not None
        assert "booked" in window.toaster.toast.accessibleName()
        assert second.room is not None
        rows = second.room._visit.books.read("select count(*) from app.chama_members", ())
        assert rows[0][0] == 3
        assert second.room._visit.books.outbox.pending() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs by another message")
def test_a_program_asked_to_end_stops_the_engine_it_started(home: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "MONEYPOOL_HOME": str(home)}
    code = (
        "import sys\n"
        "from moneypool_desktop import app, __main__\n"
        "opened = app.Program._opened\n"
        "def told(self, ready):\n"
        "    opened(self, ready)\n"
        "    print('open', flush=True)\n"
        "app.Program._opened = told\n"
        "sys.exit(__main__.main([]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "open"
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    process.stdout.close()
    assert postmaster.read(home / "cluster" / "data") is None
    assert not broken(home)


def test_what_cannot_be_opened_is_said_in_words(home: Path) -> None:
    (home / "cluster").write_text("no folder")
    opening = Opening(home).begin()
    with pytest.raises((Refused, OSError)):
        opening.wait()
    opening.close()
    assert startup.has_books(home) is False
