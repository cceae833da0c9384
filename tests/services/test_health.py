"""The doctor finds what is wrong with a computer and names its mend."""

from pathlib import Path

import pytest

from moneypool_desktop import places
from moneypool_desktop.services import health
from moneypool_desktop.services.database.cluster import Cluster


def findings(check: str, server: str | None = None) -> list[health.Finding]:
    return [finding for finding in health.examine(server) if finding.check == check]


@pytest.mark.usefixtures("home")
def test_a_computer_that_runs_the_tests_has_nothing_to_mend() -> None:
    assert [finding for finding in health.examine() if finding.state == "fail"] == []


@pytest.mark.usefixtures("home")
def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "qt-libraries.txt").write_text("libnowhere.so.9 libnowhere9 always\nlibodd.so.1 libodd1 window\n")
    monkeypatch.setattr(places, "resource", tmp_path.joinpath)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    needed, wished = findings("libraries")
    assert (needed.state, wished.state) == ("fail", "warn")
    assert "libnowhere.so.9" in needed.sentence
    assert needed.mend.endswith("apt-get install libnowhere9")


@pytest.mark.usefixtures("home")
def test_a_synced_home_is_no_place_for_books(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MONEYPOOL_HOME", str(tmp_path / "Dropbox" / "books"))
    (finding,) = findings("home")
    assert finding.state == "fail"
    assert "Dropbox" in finding.sentence


@pytest.mark.usefixtures("home")
def test_an_engine_that_does_not_run_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MONEYPOOL_POSTGRES_BIN", str(tmp_path))
    (finding,) = findings("database")
    assert finding.state == "fail"
    assert str(tmp_path) in finding.sentence


@pytest.mark.usefixtures("home")
def test_a_server_that_does_not_answer_is_a_sentence() -> None:
    (finding,) = findings("server", "postgresql://books@127.0.0.1:1/none")
    assert finding.state == "fail"
    assert finding.mend


@pytest.mark.usefixtures("home")
def test_books_of_this_program_are_found_well(database_url: str) -> None:
    told = findings("server", database_url) + findings("schema", database_url)
    assert [finding.state for finding in told] == ["ok", "ok"]


@pytest.mark.usefixtures("home")
def test_books_without_their_structure_are_to_be_brought_up_to_date(cluster: Cluster) -> None:
    (finding,) = findings("schema", cluster.root_conninfo())
    assert finding.state == "warn"
    assert "moneypool-cli db upgrade" in finding.mend
