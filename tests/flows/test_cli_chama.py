"""`moneypool-cli chama`: the first group of an empty home, and the ones after it."""

import json
from pathlib import Path
from typing import Any

import pytest

from moneypool_desktop.cli.__main__ import main
from moneypool_desktop.services.database import opening

GRACE = "grace.kamau@umoja.example"
PASSWORD = "korosho na nazi tamu 7"


@pytest.fixture(autouse=True)
def without_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moneypool_desktop.services.identity.stretch.COST", 4)
    (tmp_path / "password").write_text(PASSWORD + "\n", "utf-8")
    monkeypatch.setenv("MONEYPOOL_PASSWORD_FILE", str(tmp_path / "password"))


def typed(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    capsys.readouterr()
    assert main(["chama", *words, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_an_empty_home_gets_its_first_account_with_its_first_chama(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opening.open_embedded(home):
        made = typed(capsys, "create", "Umoja Self Help Group", "--first-user", GRACE, "--prefix", "UM")
        assert made["chama"]["name"] == "Umoja Self Help Group"
        assert len(made["recovery_sheet"]["codes"]) == 10
        assert made["recovery_sheet"]["recovery_key"].count("-") == 12
        monkeypatch.setenv("MONEYPOOL_USER", GRACE)
        second = typed(capsys, "create", "Jirani Club", "--template", "investment", "--currency", "USD")
        assert (second["chama"]["currency"], second["recovery_sheet"]) == ("USD", None)
        assert [(row["name"], row["role"]) for row in typed(capsys, "list")] == [
            ("Jirani Club", "leader"), ("Umoja Self Help Group", "leader")]  # fmt: skip


def test_what_cannot_be_is_refused_before_an_account_is_made(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opening.open_embedded(home) as opened:
        for words in (
            ("create", "Um", "--first-user", GRACE),
            ("create", "Umoja Group", "--first-user", "nobody"),
            ("create", "Umoja Group", "--first-user", GRACE, "--currency", "shillings"),
            ("create", "Umoja Group", "--first-user", GRACE, "--books-from", "31/02/2026"),
            ("create", "Korosho na nazi tamu 7", "--first-user", GRACE),
        ):
            assert typed(capsys, *words, status=1)["error"]["message"]
        assert opened.database.read("select auth.somebody()", token=None) == [(False,)]


def test_the_sheet_is_for_people_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opening.open_embedded(home):
        assert main(["chama", "create", "Umoja Group", "--first-user", GRACE]) == 0
    said = capsys.readouterr().out
    assert "Umoja Group is made. You are in it as: Chairperson." in said
    assert f"Recovery sheet of {GRACE}" in said
