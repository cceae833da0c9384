"""`moneypool-cli import`: the window's reader and checks, for scripts."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from moneypool_desktop.cli import __main__ as program
from moneypool_desktop.models.rows.imports import ColumnMap
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.imports import mappings, posting
from tests.database.identities import PASSWORD, Town
from tests.flows.umoja import FILES, MEMBERS, OPENING, PAID, PETER, Umoja, found, founder

WHOLE = "41 rows, headings in row 3, dates are day/month/year (30/06/2024 in row 24 proves it)."


@dataclass
class Office:
    """A computer with the group's books, from which the treasurer types commands."""

    umoja: Umoja
    home: Path
    url: str
    capsys: pytest.CaptureFixture[str]

    def run(self, *typed: str) -> tuple[int, str, str]:
        """Type a command; return its status and what it said on both outputs."""
        status = program.main(["import", *typed, "--database", self.url])
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def document(self, *typed: str) -> tuple[int, Any]:
        """Type a command with --json and return its status and its document."""
        status, out, _ = self.run(*typed, "--json")
        return status, json.loads(out)

    def history(self) -> list[str]:
        """Return the files brought in, the latest first."""
        return [batch.file_name for batch in posting.batches(self.umoja.books)]


@pytest.fixture
def office(
    town: Town,
    root: psycopg.Connection,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Any:
    secret = home / "password"
    secret.write_text(PASSWORD + "\n")
    monkeypatch.setenv("MONEYPOOL_USER", PETER)
    monkeypatch.setenv("MONEYPOOL_PASSWORD_FILE", str(secret))
    outbox = Outbox(home)
    umoja = Umoja(found(founder(town), outbox), root)
    yield Office(umoja, home, town.conninfo("Office PC"), capsys)
    outbox.close()


def sample(name: str) -> str:
    return str(FILES / name)


def test_register_is_said_in_a_sentence_with_counts_problems_row_by_row_and_totals(office: Office) -> None:
    status, out, err = office.run(sample(MEMBERS), "--kind", "members")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"umoja-members.csv: Members register, semicolons, UTF-8, {WHOLE}"
    assert "Row 39, UM-005 Faith Njeri Musyoki: Same as row 8" in lines
    assert lines[lines.index("Row 40, UM-035 Naomi Wairimu Gathoni: 4 problems") + 1 :][:4] == [
        "    Phone: A phone has 10 figures. This one has 5.",
        "    Date joined: February 2024 has 29 days.",
        (
            "    E-mail: “naomi(at)example” is not an e-mail."
            " It needs a name, an @ and a place, such as grace@example.co.ke."
        ),
        "    Next of kin: Shares make 110 %, they must make 100 %.",
    ]
    assert "New 34 · Repeated 1 · Refused 1 · Skipped 4" in lines
    assert ["Members", "34"] in [line.split() for line in lines]
    assert lines[-1] == "34 members are in the register."


def test_dry_run_checks_everything_and_writes_nothing(office: Office) -> None:
    status, out, _ = office.run(sample(MEMBERS), "--dry-run")
    assert (status, out.splitlines()[-1]) == (0, "Nothing was written: this was a dry run.")
    assert office.history() == []


def test_three_files_come_in_and_importing_again_adds_nothing(office: Office) -> None:
    posted = []
    for name, kind in ((MEMBERS, "members"), (OPENING, "opening-balances"), (PAID, "contributions")):
        status, told = office.document(sample(name), "--kind", kind)
        assert status == 0
        posted.append(told["posted"]["posted"])
    assert posted == [34, 38, 574]
    office.umoja.check()
    status, out, _ = office.run(sample(PAID))
    assert (status, out.splitlines()[-1]) == (0, "574 rows are in the books already. Nothing was added.")
    assert office.history() == [PAID, OPENING, MEMBERS]


def test_json_is_one_document_with_the_plan_and_what_was_posted(office: Office) -> None:
    status, told = office.document(sample(MEMBERS))
    assert (status, told["counts"]["new"], told["posted"]["posted"], told["dry_run"]) == (0, 34, 34, False)
    assert told["posted"]["dues_raised"] > 0
    assert [row["line"] for row in told["rows"] if row["state"] == "refused"] == [40]


def test_balances_that_do_not_agree_are_refused_with_one_sentence(office: Office, tmp_path: Path) -> None:
    office.run(sample(MEMBERS))
    file = tmp_path / "balances at 31 December 2025.csv"
    file.write_text(
        "Balances at 31 December 2025\nM/No,Name,Savings,Shares,Welfare\nUM-001,Grace Wanjiku Kamau,500,0,0\n\n"
        "Place,Balance\nCash box,400\n"
    )
    status, out, err = office.run(str(file))
    assert status == 1
    assert "The two sides differ by Ksh\u00a0100.00" in err
    assert "Nothing was written." in err
    assert "New 2" in out
    assert office.history() == [MEMBERS]
    status, told = office.document(str(file))
    assert (status, told["may_post"], told["error"]["code"]) == (1, False, "import.blocked")


@pytest.mark.parametrize(("content", "said"), [("", "empty"), ("one,two\n1,2\n", "No headings")])
def test_a_file_that_is_none_of_these_is_refused_and_nothing_is_written(
    office: Office, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "other.csv"
    file.write_text(content)
    status, _, err = office.run(str(file))
    assert status == 1
    assert said in err
    assert office.history() == []


def test_missing_file_is_one_sentence(office: Office, tmp_path: Path) -> None:
    status, out, err = office.run(str(tmp_path / "gone.csv"))
    assert (status, out) == (1, "")
    assert "gone.csv" in err
    assert len(err.splitlines()) == 1


def test_saved_mapping_reads_columns_nobody_could_guess(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text("A,B,C\nX-1,Grace Wanjiku Kamau,0712345678\n")
    status, _, _ = office.run(str(file), "--kind", "members", "--dry-run")
    assert status == 1
    mapping = ColumnMap(
        kind=posting.ImportKind.MEMBERS, columns={"number": "A", "name": "B", "phone": "C"}, header_line=1
    )
    mappings.save(office.home, "Our register", mapping)
    status, out, _ = office.run(str(file), "--mapping", "our register")
    assert (status, out.splitlines()[-1]) == (0, "1 member is in the register.")
    status, _, err = office.run(str(file), "--mapping", "nobody's")
    assert status == 1
    assert "There are: Our register." in err
    status, _, err = office.run(str(file), "--mapping", "our register", "--kind", "contributions")
    assert "for another kind of file" in err


def test_wrong_kind_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as left:
        program.main(["import", "file.csv", "--kind", "nonsense"])
    assert left.value.code == 2


def launched(office: Office, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "moneypool_desktop.cli", "import", sample(name), "--database", office.url]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def when_it_waits(office: Office, until: Callable[[], bool]) -> None:
    """Return once the command stands inside its act, held up by the lock the test holds."""
    while not until():
        office.umoja.root.execute("select pg_sleep(0.02)")


def blocked(office: Office) -> Callable[[], bool]:
    def waits() -> bool:
        row = office.umoja.root.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        ).fetchone()
        return bool(row and row[0])

    return waits


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_command_stopped_in_the_middle_leaves_nothing_half_done(
    office: Office, database_url: str, how: signal.Signals
) -> None:
    office.run(sample(MEMBERS))
    office.run(sample(OPENING))
    before = office.umoja.balances()
    with psycopg.connect(database_url) as holding:
        holding.execute("select from app.number_sequences where kind = 'transaction' for update")
        process = launched(office, PAID)
        when_it_waits(office, blocked(office))
        process.send_signal(how)
        _, err = process.communicate()
        assert process.returncode != 0
        if how is signal.SIGKILL:
            when_it_waits(office, lambda: not blocked(office)() or _end_orphans(office))
    assert "Traceback" not in err
    assert office.umoja.balances() == before
    office.umoja.check()
    waiting = office.umoja.books.outbox.pending()
    if how is signal.SIGINT:
        assert "The import was stopped. Nothing was written." in err
        assert waiting == []
    else:
        # what was sent and not answered waits here and goes out again under its key: whole and once
        for _ in range(2):
            office.umoja.books.act(waiting[0].function, waiting[0].payload, waiting[0].key)
        assert office.history() == [PAID, OPENING, MEMBERS]
        assert office.umoja.balances()["savings"] == before["savings"] + 626_000
        office.umoja.check()


def _end_orphans(office: Office) -> bool:
    office.umoja.root.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    return not blocked(office)()
