"""`moneypool-cli audit`: a whole chain, a rewritten one, and the chain as a file."""

import json

from tests.flows.terminal import Terminal
from tests.flows.terminal import terminal as terminal  # noqa: PLC0414 - named here so that these tests may ask for it


def test_verify_says_that_the_chain_is_whole_and_how_long(terminal: Terminal) -> None:
    status, out, err = terminal.run("audit", "verify")
    assert (status, err) == (0, "")
    assert out.startswith("The chain is whole: ")


def test_verify_names_the_first_entry_that_does_not_fit_and_is_refused(terminal: Terminal) -> None:
    root = terminal.umoja.root
    with root.transaction():
        for (table,) in root.execute(
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'app.audit_logs'::regclass"
        ).fetchall():
            root.execute(f"alter table {table} disable trigger all")
        root.execute(
            "update app.audit_logs set body_text = body_text || ' ' where chama_id = %s and seq = 9",
            (terminal.umoja.books.chama.id,),
        )
    status, out, _ = terminal.run("audit", "verify")
    assert (status, out.splitlines()[0]) == (
        1, "Entry 9 does not fit: What it says was changed after it was written.",
    )  # fmt: skip
    assert terminal.document("audit", "verify")[1]["chain"]["first_bad"] == 9


def test_verify_warns_when_the_chain_is_not_the_one_seen_before(terminal: Terminal) -> None:
    terminal.run("audit", "verify")
    memory = terminal.home / "witness.json"
    seen = json.loads(memory.read_text())
    for chamas in seen.values():
        for link in chamas.values():
            link["hash"] = "00" * 32
    memory.write_text(json.dumps(seen))
    status, out, _ = terminal.run("audit", "verify")
    assert status == 1
    assert "is not the one this computer saw" in out


def test_export_writes_one_entry_a_line(terminal: Terminal) -> None:
    path = terminal.home / "audit.jsonl"
    status, told = terminal.document("audit", "export", "--out", str(path))
    assert status == 0
    assert len(path.read_text("utf-8").splitlines()) == told["entries"]
