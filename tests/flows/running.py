"""The whole program on a home of its own, driven as a person drives it: real windows, real engine."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moneypool_desktop.app import Program
from moneypool_desktop.services.startup import Opening
from moneypool_desktop.views.first_run.assistant import FirstRun
from moneypool_desktop.views.main_window import MainWindow
from moneypool_desktop.views.sign_in import SignInScreen

PATIENCE = 60_000
EMAIL, PASSWORD = "peter@umoja.example", "mango ladder quiet river"


@contextmanager
def program(qapp: QApplication, home: Path, *, demo: bool = False) -> Iterator[Program]:
    """Run the program on a home until the block ends, then close it in order."""
    running = Program(qapp, Opening(home, sample=demo).begin(), Namespace(demo=demo))
    running.begin()
    try:
        yield running
    finally:
        running.end()
        if running.window is not None:
            running.window.close()
            running.window.deleteLater()


def wait_for[Window](qtbot: QtBot, running: Program, kind: type[Window]) -> Window:
    """Return the window once it is of this kind."""
    qtbot.waitUntil(lambda: isinstance(running.window, kind), timeout=PATIENCE)
    assert isinstance(running.window, kind)
    return running.window


def wait_for_page(qtbot: QtBot, running: Program, page: str = "home") -> MainWindow:
    """Return the main window once a page of it shows what it read."""
    window = wait_for(qtbot, running, MainWindow)
    qtbot.waitUntil(lambda: (made := window.page(page)) is not None and made._held, timeout=PATIENCE)
    return window


def step(qtbot: QtBot, assistant: FirstRun, name: str, fill: Callable[[], None] = lambda: None) -> None:
    """Check that the assistant asks this question, answer it and go on."""
    assert assistant.steps[assistant.at].name == name
    fill()
    assistant.go_on()
    qtbot.waitUntil(lambda: not assistant.busy_with, timeout=PATIENCE)


def answer_rules(assistant: FirstRun) -> None:
    assistant.rules.chama.set_value("Umoja Self Help Group")
    assistant.rules.short.set_value("Umoja")


def answer_officers(assistant: FirstRun) -> None:
    assistant.officers.own.set_value("Peter Otieno Ouma")
    assistant.officers.phone.set_value("0712 610 340")
    assistant.officers.officers["leader"].name.set_value("Grace Wanjiku Kamau")


def answer_account(assistant: FirstRun) -> None:
    assistant.account.email.set_value(EMAIL)
    assistant.account.password.set_value(PASSWORD)
    assistant.account.again.set_value(PASSWORD)


def found(qtbot: QtBot, running: Program) -> MainWindow:
    """Go through the first run with a treasurer and a chairperson, and return the open books."""
    assistant = wait_for(qtbot, running, FirstRun)
    for name, fill in (
        ("Language", lambda: None),
        ("Start", lambda: None),
        ("Kind of group", lambda: None),
        ("Name and rules", lambda: answer_rules(assistant)),
        ("Officers", lambda: answer_officers(assistant)),
        ("Your account", lambda: answer_account(assistant)),
        ("Recovery sheet", lambda: assistant.sheet.copied.setChecked(True)),
    ):
        step(qtbot, assistant, name, fill)
    assistant.after.cards["home"].setChecked(True)
    assistant.go_on()
    return wait_for_page(qtbot, running)


def sign_in(qtbot: QtBot, running: Program, password: str = PASSWORD) -> None:
    """Type into the sign-in screen and send it."""
    screen = wait_for(qtbot, running, SignInScreen)
    screen.form.email.set_value(EMAIL)
    screen.form.password.set_value(password)
    screen.form.send()
