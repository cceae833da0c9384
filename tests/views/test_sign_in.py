"""How signing in looks and is reached by keys; what it does is in tests/flows."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.dialogs.sign_in import SignInDialog
from moneypool_desktop.views.sign_in import ChooseChama, SignInScreen
from moneypool_desktop.views.trouble import Trouble
from tests.views.access import problems_of
from tests.views.snapshots import grab_all


def nobody() -> None:
    raise AssertionError("nothing is asked of the books here")


def screen(workers: Workers) -> SignInScreen:
    made = SignInScreen(workers, nobody, email="peter@umoja.example")
    made.tell("MoneyPool was not closed properly last time.", "Everything posted is in the books, and nothing waits.")
    return made


def test_signing_in_is_reached_by_keys_and_named(qtbot: QtBot, workers: Workers) -> None:
    window = screen(workers)
    qtbot.addWidget(window)
    window.show()
    assert problems_of(window) == []
    window.form.other.click()
    assert problems_of(window) == []


def test_signing_in_has_its_picture(qapp: QApplication, workers: Workers) -> None:
    assert len({file.read_bytes() for file in grab_all(qapp, lambda: screen(workers), "sign-in")}) == 4


def test_choosing_among_chamas_is_reached_by_keys(qtbot: QtBot) -> None:
    window = ChooseChama([("Umoja Self Help Group", "Treasurer"), ("Jirani Investment Club", "Member")])
    qtbot.addWidget(window)
    window.show()
    assert problems_of(window) == []
    chosen: list[int] = []
    window.chosen.connect(chosen.append)
    window._cards[1].click()
    window.on_button.click()
    assert chosen == [1]


def test_a_locked_window_shows_nothing_of_the_page(qtbot: QtBot, workers: Workers) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    before = page.grab().toImage()
    dialog = SignInDialog(page, workers, nobody, email="peter@umoja.example", why="The window is locked.", hide=True)
    dialog.open()
    assert problems_of(dialog) == []
    assert page.grab().toImage() != before or dialog._cover is not None
    assert dialog._cover is not None
    assert dialog._cover.geometry() == page.rect()
    left: list[bool] = []
    dialog.left.connect(lambda: left.append(True))
    dialog._leave()
    assert left == [True]


def test_books_that_do_not_open_say_why_and_offer_another_try(qtbot: QtBot) -> None:
    window = Trouble(Refused("engine.port", "The server did not start.", kept="The books are untouched."))
    qtbot.addWidget(window)
    window.show()
    assert problems_of(window) == []
    assert window.error._title.said() == "The server did not start."
    with qtbot.waitSignal(window.again):
        window.error.again.emit()
