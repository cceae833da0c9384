"""How the first run looks and is reached by keys; what it does is in tests/flows."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moneypool_desktop.services.identity import RecoverySheet
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.first_run.assistant import FirstRun
from tests.views.access import problems_of
from tests.views.snapshots import grab_all

STEPS = ("language", "start", "kind", "rules", "officers", "account", "sheet", "next")
SHEET = RecoverySheet(
    "peter@umoja.example", tuple(f"K7QF-{n}M2P-9TXA-WD4R" for n in range(10)), "-".join(["Q7RB"] * 13)
)


@pytest.fixture
def build(workers: Workers) -> Iterator[Callable[[int], FirstRun]]:
    def made(at: int) -> FirstRun:
        window = FirstRun(
            workers,
            lambda: pytest.fail("nothing is asked of the books here"),
            now=lambda: "",
            today=lambda: date(2026, 11, 5),
            pages=frozenset({"home", "members", "imports"}),
        )
        window.rules.start_from("savings")
        window.rules.chama.set_value("Umoja Self Help Group")
        window.rules.short.set_value("Umoja SHG")
        window.officers.own.set_value("Peter Otieno Ouma")
        window.officers.officers["leader"].name.set_value("Grace Wanjiku Kamau")
        window.account.email.set_value("peter@umoja.example")
        window.sheet.show_sheet(SHEET)
        window.at = at
        window._show()
        return window

    return made


@pytest.mark.parametrize("place", range(len(STEPS)), ids=STEPS)
def test_every_question_is_reached_by_keys_and_named(
    qtbot: QtBot, build: Callable[[int], FirstRun], place: int
) -> None:
    window = build(place)
    qtbot.addWidget(window)
    window.show()
    assert problems_of(window) == []
    assert window.title.text()
    assert window.stepper.accessibleName().startswith(f"Step {place + 1} of {len(STEPS)}")


@pytest.mark.parametrize("place", range(len(STEPS)), ids=STEPS)
def test_every_question_has_its_picture(qapp: QApplication, build: Callable[[int], FirstRun], place: int) -> None:
    files = grab_all(qapp, lambda: build(place), f"first-run-{STEPS[place]}")
    assert len({file.read_bytes() for file in files}) == 4


def test_only_pages_that_are_there_are_offered_at_the_end(qtbot: QtBot, workers: Workers) -> None:
    window = FirstRun(
        workers,
        lambda: pytest.fail("nothing is asked"),
        now=str,
        today=lambda: date(2026, 11, 5),
        pages=frozenset({"home"}),
    )
    qtbot.addWidget(window)
    assert list(window.after.cards) == ["home"]


def test_a_typed_amount_survives_another_kind_of_group(qtbot: QtBot, build: Callable[[int], FirstRun]) -> None:
    window = build(3)
    qtbot.addWidget(window)
    window.rules.amount.line.setText("1234")
    window.rules.start_from("investment")
    assert window.rules.amount.line.text() == "1234"
    window.rules.start_from("savings")
    assert dict(window.rules.draft().amounts)["DUES"] == window.rules.amount.value()


def test_the_due_day_is_asked_for_as_the_constitution_says_it(qtbot: QtBot, build: Callable[[int], FirstRun]) -> None:
    rules = build(3).rules
    qtbot.addWidget(rules.window())
    assert rules.draft().due_rule == {"kind": "nth_weekday", "nth": 1, "weekday": 6}
    rules.when.set_value("day")
    rules.when.changed.emit()
    rules.day.set_value(5)
    assert rules.draft().due_rule == {"kind": "day_of_month", "day": 5}
    rules.when.set_value("end")
    rules.when.changed.emit()
    assert rules.draft().due_rule == {"kind": "last_day"}
    assert not rules.day.isVisibleTo(rules)
