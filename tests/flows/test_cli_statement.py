"""`moneypool-cli statement`: the statement of one member, and of all."""

from pathlib import Path

from tests.flows.terminal import Terminal
from tests.flows.terminal import terminal as terminal  # noqa: PLC0414 - named here so that these tests may ask for it


def test_the_statement_of_a_member_is_one_file(terminal: Terminal) -> None:
    path = terminal.home / "lucy.pdf"
    status, out, err = terminal.run("statement", "--member", "UM-011", "--from", "2026-01-01", "--out", str(path))
    assert (status, err) == (0, "")
    assert out == f"1 statement written to {path}.\n"
    assert path.read_bytes().startswith(b"%PDF")


def test_the_statements_of_all_are_a_file_each_named_by_number_and_member(terminal: Terminal) -> None:
    folder = terminal.home / "statements"
    status, told = terminal.document("statement", "--all", "--to", "2026-11-05", "--out", str(folder))
    assert (status, told["from"], told["to"]) == (0, "2026-01-01", "2026-11-05")
    members = terminal.umoja.one("select count(*) from app.chama_members where chama_id = %s")
    assert len(told["statements"]) == len(list(folder.glob("*.pdf"))) == members
    assert all(Path(statement["file"]).name.startswith(statement["number"]) for statement in told["statements"])


def test_an_unknown_member_is_refused_with_a_sentence(terminal: Terminal) -> None:
    status, out, err = terminal.run("statement", "--member", "UM-999", "--out", str(terminal.home / "x.pdf"))
    assert (status, out) == (1, "")
    assert err.startswith("No member has the number UM-999.")
    assert not (terminal.home / "x.pdf").exists()


def test_a_date_that_cannot_be_is_refused_with_a_sentence(terminal: Terminal) -> None:
    typed = ("statement", "--all", "--to", "31 February 2026", "--out", str(terminal.home))
    status, _, err = terminal.run(*typed)
    assert (status, err.partition(".")[0]) == (1, "February 2026 has 28 days")
