"""`moneypool-cli demo` as a script calls it, on a computer that never had MoneyPool before."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.views.pages import register
from tests.conftest import NO_FSYNC

SMALL = ("--members", "4", "--months", "2")


@pytest.fixture
def books(home: Path):
    """The home with its server running, so that each command joins it instead of starting one."""
    with Cluster(home, settings=NO_FSYNC) as cluster:
        yield cluster


def demo(*typed: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "moneypool_desktop.cli", "demo", *typed],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def document(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_a_sample_is_made_and_made_again_and_dropped(books: Cluster) -> None:
    made = document(demo("create", *SMALL, "--seed", "7", "--json"))
    assert made == {"chama": "Mfano Self Help Group", "members": 4, "months": 2, "seed": 7}
    again = demo("create", *SMALL)
    assert again.returncode == 0
    assert "Mfano Self Help Group" in again.stdout
    assert again.stderr == ""
    assert document(demo("drop", "--json")) == {"dropped": True}
    assert document(demo("drop", "--json")) == {"dropped": False}


@pytest.mark.parametrize("typed", ["2", "501", "-1", "ten", "３４", "9" * 400])
def test_a_number_of_members_that_cannot_be_is_wrong_usage(typed: str) -> None:
    done = demo("create", f"--members={typed}")
    assert done.returncode == 2
    assert "3" in done.stderr
    assert "500" in done.stderr


def test_a_shared_server_is_refused_with_a_sentence() -> None:
    done = demo("create", "--json", "--database", "postgresql://server/books")
    assert done.returncode == 1
    assert document_of_error(done)["code"] == "demo.shared"
    by_environment = demo("drop", MONEYPOOL_DATABASE_URL="postgresql://server/books")
    assert by_environment.returncode == 1
    assert "shared server" in by_environment.stderr


def document_of_error(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return json.loads(done.stdout)["error"]


def test_the_showcase_leaves_papers_and_a_picture_of_every_screen_in_both_looks(books: Cluster, tmp_path: Path) -> None:
    done = demo("showcase", "--out", str(tmp_path / "shown"), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["receipts"] > 0
    papers = sorted((tmp_path / "shown" / "statements").glob("*.pdf"))
    assert len(papers) == 34
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers)
    assert sorted(path.name for path in (tmp_path / "shown" / "receipts").iterdir()) == [
        "receipts-80mm.pdf",
        "receipts-a5.pdf",
    ]
    pictures = {path.name for path in (tmp_path / "shown" / "pictures").glob("*.png")}
    asked = {f"first-run-{step}" for step in ("language", "start", "kind", "rules", "officers", "account")}
    screens = asked | {"sign-in"} | register.ids()
    assert pictures == {f"{screen}-{look}.png" for screen in screens for look in ("light", "dark")}
    assert done.stderr == ""
