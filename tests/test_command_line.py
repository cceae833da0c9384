"""The frame of `moneypool-cli`: help, JSON, exit statuses and sentences, whatever the command."""

import argparse
import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from uuid import UUID

import pytest

from moneypool_desktop.cli import __main__ as program
from moneypool_desktop.cli import common, doctor
from moneypool_desktop.services import failures, health

pytestmark = pytest.mark.usefixtures("home")  # whose language is English, whatever the developer's own is
NAMES = [command.name for command in common.COMMANDS]


@pytest.mark.parametrize("name", NAMES)
def test_help_of_every_command_has_an_example_and_the_shared_options(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        program.main([name, "--help"])
    shown = capsys.readouterr().out
    assert left.value.code == 0
    assert f"moneypool-cli {name}" in shown.partition("Example:")[2]
    assert "--json" in shown
    assert "--database URL" in shown


def test_the_command_line_speaks_the_language_chosen_in_the_window(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "preferences.ini").write_text("[General]\nlanguage=sw\n", "utf-8")
    with pytest.raises(SystemExit):
        program.main(["doctor", "--help"])
    (home / "preferences.ini").unlink()
    with pytest.raises(SystemExit):
        program.main(["doctor", "--help"])
    said = capsys.readouterr().out
    assert "Kagua kompyuta hii" in said
    assert "Check this computer" in said


def test_every_listed_command_has_its_module() -> None:
    assert [name for name, module, _ in common.COMMANDS if not find_spec(f"moneypool_desktop.cli.{module}")] == []


def test_help_lists_every_command_without_loading_any() -> None:
    listing = (
        "import sys\nfrom moneypool_desktop.cli.__main__ import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith(('psycopg', 'PySide6', 'reportlab', 'openpyxl'))])"
    )
    shown = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"
    assert [name for name in NAMES if f"    {name} " not in shown] == []


@pytest.mark.parametrize(
    "typed", [[], ["nonsense"], ["doctor", "--nonsense"], ["doctor", "--js"], ["doctor", "--database", "books"]]
)
def test_wrong_usage_is_status_two_and_nothing_on_standard_output(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = program.main(typed)
    except SystemExit as left:
        status = left.code
    assert status == 2
    assert capsys.readouterr().out == ""


def test_a_refusal_is_status_one_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_args: argparse.Namespace) -> int:
        raise failures.Refused("full", "The disk is full.", kept="The books are untouched.", advice="Free some space.")

    monkeypatch.setattr(doctor, "run", refuse)
    assert program.main(["doctor"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "The disk is full. The books are untouched. Free some space.\n"
    assert program.main(["doctor", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "error": {
            "code": "full",
            "message": "The disk is full.",
            "kept": "The books are untouched.",
            "advice": "Free some space.",
        }
    }


def test_an_interrupted_command_says_so_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_args: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(doctor, "run", interrupt)
    assert program.main(["doctor"]) == 1
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.skipif(os.name == "nt", reason="no sh there")
def test_a_reader_that_leaves_early_is_no_failure() -> None:
    command = (
        f'"{sys.executable}" -m moneypool_desktop.cli --help; "{sys.executable}" -m moneypool_desktop.cli doctor | true'
    )
    told = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S607 - any sh
    assert told.stderr == ""


def test_money_and_dates_are_strings_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    key = UUID(int=7)
    common.print_json(
        {
            "sum": Decimal("1234.50"),
            "on": date(2026, 11, 7),
            "key": key,
            "finding": health.Finding("a", "ok", "Ndiyo – ok"),
        }
    )
    told = capsys.readouterr().out
    assert "Ndiyo – ok" in told
    assert json.loads(told) == {
        "sum": "1234.50",
        "on": "2026-11-07",
        "key": str(key),
        "finding": {"check": "a", "state": "ok", "sentence": "Ndiyo – ok", "mend": ""},
    }


def test_the_shared_server_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str | None] = []

    def examine(server: str | None) -> list[health.Finding]:
        asked.append(server)
        return []

    monkeypatch.setattr(health, "examine", examine)
    monkeypatch.setenv(common.DATABASE_VARIABLE, "postgresql://books")
    assert program.main(["doctor", "--json"]) == 0
    assert program.main(["doctor", "--json", "--database", "postgresql://other"]) == 0
    assert asked == ["postgresql://books", "postgresql://other"]

    assert capsys.readouterr().err == ""
