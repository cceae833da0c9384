"""From a new computer to open books: what is typed is kept, and nothing is made before everything is right."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moneypool_desktop import language
from moneypool_desktop.services import chamas, members
from moneypool_desktop.services.database import postmaster
from moneypool_desktop.views.first_run.assistant import FirstRun
from moneypool_desktop.views.main_window import MainWindow
from tests.flows import running as run


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.choose("en")
    yield
    language.choose("en")


def test_a_treasurer_founds_the_books_and_comes_back_the_next_day(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    with run.program(qapp, home) as first:
        window = run.found(qtbot, first)
        assert first.room is not None
        books = first.room._visit.books
        assert (books.chama.name, books.chama.role) == ("Umoja Self Help Group", "treasurer")
        register = {row.name: row.role for row in members.list_members(books)}
        assert register == {"Peter Otieno Ouma": "treasurer", "Grace Wanjiku Kamau": "leader"}
        dues = next(kind for kind in chamas.contribution_types(books) if kind.code == "DUES")
        assert (dues.amount, dues.due_rule) == (Decimal("2000.00"), {"kind": "nth_weekday", "nth": 1, "weekday": 6})
        assert books.can("money.receive")
        assert books.can("roles.change")
        assert "Umoja" in window.windowTitle()
    assert postmaster.read(home / "cluster" / "data") is None, "the last one out stops the engine"
    with run.program(qapp, home) as second:
        run.sign_in(qtbot, second, "wrong ladder quiet river")
        screen = second.window
        assert screen is not None
        qtbot.waitUntil(screen.form.said.isVisible, timeout=run.PATIENCE)
        assert "wrong" in screen.form.said.accessibleName()
        assert screen.form.email.value() == run.EMAIL
        run.sign_in(qtbot, second)
        run.wait_for_page(qtbot, second)


def test_back_keeps_what_was_typed_and_each_question_says_what_is_wrong(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    with run.program(qapp, home) as running:
        assistant = run.wait_for(qtbot, running, FirstRun)
        for name in ("Language", "Start", "Kind of group"):
            run.step(qtbot, assistant, name)
        run.step(qtbot, assistant, "Name and rules", lambda: assistant.rules.amount.line.setText("10.999"))
        assert assistant.steps[assistant.at] is assistant.rules
        assert assistant.rules.chama.problem()
        assert assistant.rules.amount.problem()
        assistant.rules.amount.line.setText("1,500")
        run.step(qtbot, assistant, "Name and rules", lambda: run.answer_rules(assistant))
        run.step(qtbot, assistant, "Officers", lambda: assistant.officers.own.set_value("Peter Ouma"))
        leader = assistant.officers.officers["leader"].name
        assert leader.problem(), "a chama has a chairperson from its first day"
        assistant.go_back()
        assert assistant.rules.chama.value() == "Umoja Self Help Group"
        assert assistant.rules.amount.value() == Decimal("1500.00")
        assistant.go_on()
        assert assistant.officers.own.value() == "Peter Ouma"


def test_a_weak_password_is_told_while_it_is_typed_and_makes_nothing(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    with run.program(qapp, home) as running:
        assistant = run.wait_for(qtbot, running, FirstRun)
        run.answer_rules(assistant)
        account = assistant.account
        account.email.set_value(run.EMAIL)
        account.password.line.setText("umoja12345")
        account.password.changed.emit()
        assert "15 characters" in account.password._hint
        account.again.set_value("umoja12345")
        assert not account.complete()
        assert account.password.problem()


def test_the_recovery_sheet_is_printed_saved_or_copied_before_one_goes_on(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    with run.program(qapp, home) as running:
        assistant = run.wait_for(qtbot, running, FirstRun)
        sheet = assistant.sheet
        assert not sheet.complete()
        assert "Print or save" in sheet._problem.text()
        sheet.copied.setChecked(True)
        assert sheet.complete()


def test_the_sample_chama_opens_from_the_first_run_without_a_password(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    with run.program(qapp, home) as running:
        assistant = run.wait_for(qtbot, running, FirstRun)
        run.step(qtbot, assistant, "Language")
        assistant.start.cards["sample"].setChecked(True)
        assistant.go_on()
        window = run.wait_for_page(qtbot, running)
        assert window.shell.chama.demo
        assert running.room is not None
        running.room.left.emit()
        run.wait_for(qtbot, running, FirstRun)
        assert not isinstance(running.window, MainWindow)


def test_the_language_turns_the_question_in_sight(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    with run.program(qapp, home) as running:
        assistant = run.wait_for(qtbot, running, FirstRun)
        assistant.language.cards["sw"].click()
        assert language.current() == "sw"
        assert running.preferences.language == "sw"
        assistant.language.cards["en"].click()
        assert language.current() == "en"
