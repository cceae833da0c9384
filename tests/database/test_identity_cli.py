"""`moneypool-cli login`, `logout` and `user` on a home of their own."""

import json
from pathlib import Path
from typing import Any

import pytest

from moneypool_desktop.cli.__main__ import main
from moneypool_desktop.services.database import opening
from tests.database import identities as people
from tests.database.identities import OTHER, OTIENO, PASSWORD, WANJIRU


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moneypool_desktop.services.identity.stretch.COST", 4)


class Shell:
    """Somebody typing commands without a terminal."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self._file = folder / "password"

    def be(self, email: str, password: str) -> None:
        self._file.write_text(password + "\n", "utf-8")
        self._monkeypatch.setenv("MONEYPOOL_PASSWORD_FILE", str(self._file))
        self._monkeypatch.setenv("MONEYPOOL_USER", email)

    def be_nobody(self) -> None:
        self._monkeypatch.delenv("MONEYPOOL_PASSWORD_FILE")
        self._monkeypatch.delenv("MONEYPOOL_USER")

    def type(self, *words: str, status: int = 0) -> Any:
        self._capsys.readouterr()
        assert main([*words, "--json"]) == status
        return json.loads(self._capsys.readouterr().out)


def test_an_officer_manages_accounts_from_the_command_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(capsys, monkeypatch, tmp_path)
    with opening.open_embedded(home) as opened:
        people.first_user(opened.database)
        shell.be(WANJIRU, PASSWORD)
        assert shell.type("user", "add", OTIENO, "Otieno", "--phone", "0712 345 678")["email"] == OTIENO
        code = shell.type("user", "invite", OTIENO)["code"]
        listed = shell.type("user", "list")
        assert [(row["email"], row["status"]) for row in listed] == [(OTIENO, "pending"), (WANJIRU, "active")]

        shell.be(OTIENO, OTHER)
        assert shell.type("login", "--renew", code)["name"] == "Otieno"
        shell.be_nobody()
        assert [row["email"] for row in shell.type("user", "list")] == [OTIENO]

        shell.be(WANJIRU, PASSWORD)
        assert shell.type("user", "invite", OTIENO, status=1)["error"]["code"] == "user.has_password"
        assert shell.type("user", "lock", OTIENO)["status"] == "suspended"
        shell.be_nobody()
        assert shell.type("user", "list", status=1)["error"]["message"] == "Nobody is signed in."

        shell.be(WANJIRU, PASSWORD)
        assert shell.type("user", "unlock", OTIENO)["status"] == "active"
        assert shell.type("user", "reset", OTIENO)["code"] != code
        assert shell.type("user", "lock", "nobody@umoja.example", status=1)["error"]["code"] == "MP404"
        shell.be(WANJIRU, "wrong wrong wrong wrong")
        assert shell.type("login", status=1)["error"]["code"] == "auth.bad"
        shell.be_nobody()
        assert shell.type("logout") == {"was_signed_in": True}
        assert shell.type("logout") == {"was_signed_in": False}
