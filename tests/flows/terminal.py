"""Commands typed by Peter, the treasurer, in the books of Umoja with its three files brought in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from moneypool_desktop.cli import __main__ as program
from moneypool_desktop.services.database.outbox import Outbox
from tests.database.identities import PASSWORD, Town
from tests.flows.umoja import MEMBERS, OPENING, PAID, PETER, Umoja, found, founder


@dataclass
class Terminal:
    """Where commands are typed: the group, its home, and how its database is reached."""

    umoja: Umoja
    home: Path
    url: str
    capsys: pytest.CaptureFixture[str]

    def run(self, *typed: str) -> tuple[int, str, str]:
        """Type a command; return its status and what it said on both outputs."""
        status = program.main([*typed, "--database", self.url])
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def document(self, *typed: str) -> tuple[int, Any]:
        """Type a command with --json and return its status and its document."""
        status, out, _ = self.run(*typed, "--json")
        return status, json.loads(out)


@pytest.fixture
def terminal(
    town: Town,
    root: psycopg.Connection,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Terminal]:
    secret = home / "password"
    secret.write_text(PASSWORD + "\n")
    monkeypatch.setenv("MONEYPOOL_USER", PETER)
    monkeypatch.setenv("MONEYPOOL_PASSWORD_FILE", str(secret))
    outbox = Outbox(home)
    umoja = Umoja(found(founder(town), outbox), root)
    umoja.bring_in(MEMBERS, OPENING, PAID)
    yield Terminal(umoja, home, town.conninfo("Office PC"), capsys)
    outbox.close()
