"""`moneypool-cli chama`: the first group of an empty home, and the ones after it."""

import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from moneypool_desktop.cli.__main__ import main
from moneypool_desktop.services import identity
from moneypool_desktop.services.database import opening
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.identity import chama_keys

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


def test_a_printed_recovery_key_opens_sealed_data_after_a_forgotten_password(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opening.open_embedded(home) as opened:
        made = typed(capsys, "create", "Umoja Self Help Group", "--first-user", GRACE)
        sheet, chama = made["recovery_sheet"], UUID(made["chama"]["id"])
        monkeypatch.setenv("MONEYPOOL_USER", GRACE)
        monkeypatch.setattr("sys.stdin", io.StringIO("not the key"))
        assert typed(capsys, "recover", status=1)["error"]["code"] == "vault.recovery_key"
        session = identity.sign_in(opened.database, GRACE, PASSWORD)
        assert isinstance(session, Session)
        key = chama_keys.made(session, chama)
        fresh = "embe dodo tatu mezani 9"
        assert identity.renew(opened.database, GRACE, sheet["codes"][0], fresh) is None
        (tmp_path / "password").write_text(fresh, "utf-8")
        monkeypatch.setattr("sys.stdin", io.StringIO(sheet["recovery_key"]))
        assert typed(capsys, "recover") == {"chama": "Umoja Self Help Group"}
        again = identity.sign_in(opened.database, GRACE, fresh)
        assert isinstance(again, Session)
        assert chama_keys.opened(again, chama) == key
