"""`moneypool-cli audit`: a whole chain, a rewritten one, and the chain as a file."""

import json
from uuid import UUID

from moneypool_desktop.services import receipt_papers
from moneypool_desktop.services.reports.check import receipt_check
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


def printed(terminal: Terminal) -> str:
    """Return the text of the square on a receipt just printed."""
    books = terminal.umoja.books
    member = books.read("select id from app.chama_members where chama_id = %s limit 1", (books.chama.id,))[0][0]
    place = books.read("select id from app.accounts where chama_id = %s and purpose = 'cash'", (books.chama.id,))[0][0]
    kind = books.read("select id from app.contribution_types where chama_id = %s and code = 'DUES'", (books.chama.id,))[
        0
    ][0]
    line = {"member": str(member), "type": str(kind), "amount": "2000.00"}
    day = books.read("select app.today(%s)", (books.chama.id,))[0][0].isoformat()
    made = books.act("receive", {"date": day, "place": str(place), "method": "cash", "lines": [line]})
    (paper,) = receipt_papers.print_receipts(books, [UUID(made["receipts"][0]["id"])])
    return receipt_check(paper)


def test_a_paper_fits_the_books_it_was_printed_from_and_no_changed_figure(terminal: Terminal) -> None:
    text = printed(terminal)
    status, out, _ = terminal.run("audit", "paper", text)
    assert (status, len(out.splitlines())) == (0, 2)
    status, told = terminal.document("audit", "paper", text[:-16] + "0" * 16)
    assert (status, told["same_audit"], told["same_figures"]) == (1, True, False)
    mark, chama, number, entry, head, digest = text.split("|")
    status, told = terminal.document("audit", "paper", f"{mark}|{chama}|{number}|{entry}|{0:016}|{digest}")
    assert (status, told["same_audit"], told["same_figures"]) == (1, False, True)
    status, told = terminal.document("audit", "paper", f"{mark}|{chama}|ST-2026-0001|{entry}|{head}|{digest}")
    assert (status, told["same_audit"], told["same_figures"]) == (0, True, None)


def test_what_is_no_code_of_a_paper_is_refused_with_a_sentence(terminal: Terminal) -> None:
    status, _, err = terminal.run("audit", "paper", "R-0001")
    assert status == 1
    assert "not the code of a MoneyPool paper" in err
