"""The audit: a chain that tells what was changed in it, a witness outside the database that tells a rewritten one."""

import hashlib
import json
from pathlib import Path

import psycopg
import pytest

from moneypool_desktop.models.rows.audit import AuditFilter
from moneypool_desktop.services import audit
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, TREASURER, Founded
from tests.services.test_contributions import pay

REWRITE = """
do $$
declare
    v record;
    v_before bytea;
begin
    for v in select * from app.audit_logs where chama_id = '{chama}' order by seq loop
        update app.audit_logs a set prev_hash = coalesce(v_before, a.prev_hash), hash = sha256(
            coalesce(v_before, a.prev_hash) || int8send(a.seq)
            || convert_to(to_char(a.performed_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS.US'), 'UTF8')
            || convert_to(a.body_text, 'UTF8'))
        where a.id = v.id returning hash into v_before;
    end loop;
    update app.chain_heads set hash = v_before where chain = '{chama}';
end
$$
"""


@pytest.fixture
def written(chama: Founded) -> Founded:
    for day in (3, 4, 5):
        pay(chama, MEMBER, "100.00", f"2026-11-0{day}")
    return chama


def tamper(root: psycopg.Connection, chama: Founded, change: str) -> None:
    """Change the audit as only the owner of the server can."""
    with root.transaction():
        root.execute("alter table app.audit_logs disable trigger all")
        for (partition,) in root.execute("select inhrelid::regclass::text from pg_inherits"
                                         " where inhparent = 'app.audit_logs'::regclass").fetchall():  # fmt: skip
            root.execute(f"alter table {partition} disable trigger all")
        root.execute(change, (chama.id,))


def test_a_whole_chain_is_said_to_be_whole(written: Founded) -> None:
    report = audit.verify(written.books())
    assert (report.whole, report.first_bad, report.why) == (True, None, "")
    assert report.links == next(
        head.entry for head in audit.heads(written.sessions[TREASURER]) if head.chama == written.id
    )


NEWEST = "(select max(seq) from app.audit_logs where chama_id = %s)"
CHANGES = {
    "a changed body": (
        "update app.audit_logs set body_text = replace(body_text, 'create', 'delete') where chama_id = %s and seq = 7",
        7,
        "was changed",
    ),
    "a changed value": (
        "update app.audit_logs set new_values = new_values || '{\"amount\": 1}' where chama_id = %s and seq = 5",
        5,
        "was changed",
    ),
    "a link taken out": ("delete from app.audit_logs where chama_id = %s and seq = 4", 5, "missing"),
    "the last link taken off": (f"delete from app.audit_logs where seq = {NEWEST}", None, "missing"),
    "two links exchanged": (
        "update app.audit_logs set seq = 11 - seq where chama_id = %s and seq in (5, 6)",
        5,
        "does not follow",
    ),
}


@pytest.mark.parametrize(("change", "bad", "why"), CHANGES.values(), ids=CHANGES)
def test_the_chain_names_the_first_link_that_does_not_fit(
    written: Founded, root: psycopg.Connection, change: str, bad: int | None, why: str
) -> None:
    tamper(root, written, change)
    report = audit.verify(written.books())
    assert not report.whole
    assert why in report.why
    assert bad is None or report.first_bad == bad


def test_the_witness_is_content_while_the_chain_only_grows(written: Founded, home: Path) -> None:
    session = written.sessions[TREASURER]
    assert audit.witness(session) == []
    pay(written, MEMBER, "100.00", "2026-11-06")
    assert audit.witness(session) == []
    seen = json.loads((home / "witness.json").read_text())[session.database.name][str(written.id)]
    assert seen["entry"] == next(head.entry for head in audit.heads(session) if head.chama == written.id)


def test_the_witness_tells_a_chain_that_was_rewritten_to_fit(
    written: Founded, root: psycopg.Connection, home: Path
) -> None:
    session = written.sessions[MEMBER]
    assert audit.witness(session) == []
    tamper(root, written, "update app.audit_logs set body_text = body_text || ' ' where chama_id = %s and seq = 3")
    root.execute(REWRITE.format(chama=written.id))
    assert audit.verify(written.books()).whole
    pay(written, MEMBER, "100.00", "2026-11-07")
    (warning,) = audit.witness(session)
    assert "is not the one this computer saw" in warning.sentence
    assert audit.witness(session) == [warning]


def test_the_witness_tells_books_put_back_to_an_earlier_day(
    written: Founded, root: psycopg.Connection, home: Path
) -> None:
    session = written.sessions[MEMBER]
    audit.witness(session)
    tamper(root, written, "delete from app.audit_logs where chama_id = %s and seq > 5")
    root.execute(
        "update app.chain_heads h set seq = 5, hash = a.hash from app.audit_logs a"
        " where h.chain = %s and a.chama_id = h.chain and a.seq = 5",
        (written.id,),
    )
    (warning,) = audit.witness(session)
    assert "ends at entry 5" in warning.sentence


def test_a_broken_memory_is_begun_anew(written: Founded, home: Path) -> None:
    (home / "witness.json").write_text("{not json")
    assert audit.witness(written.sessions[TREASURER]) == []
    assert json.loads((home / "witness.json").read_text())


def test_the_export_can_be_walked_without_the_program(written: Founded, tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    count = audit.export(written.books(), path)
    links = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(links) == count == audit.verify(written.books()).links
    before = hashlib.sha256(written.id.bytes).hexdigest()
    for link in links:
        assert link["previous"] == before
        hashed = bytes.fromhex(before) + link["entry"].to_bytes(8) + link["at"].encode() + link["body"].encode()
        before = hashlib.sha256(hashed).hexdigest()
        assert link["hash"] == before
    assert before == audit.verify(written.books()).head


def test_a_cancelled_export_leaves_no_file(written: Founded, tmp_path: Path) -> None:
    assert audit.export(written.books(), tmp_path / "audit.jsonl", cancelled=lambda: True) == 0
    assert not list(tmp_path.glob("audit*"))


def test_only_who_may_see_the_audit_walks_lists_or_exports_it(written: Founded, tmp_path: Path) -> None:
    books = written.books(MEMBER)
    for act in (lambda: audit.verify(books), lambda: audit.export(books, tmp_path / "a")):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "MP403"
    assert audit.page(books) == []


def test_the_list_says_who_did_what_newest_first(written: Founded) -> None:
    books = written.books(LEADER)
    entries = audit.page(books, AuditFilter(entity="transaction"), limit=2)
    assert [(entry.by, entry.action, entry.entity) for entry in entries] == [
        ("Peter Otieno Ouma", "create", "transaction")
    ] * 2
    assert entries[0].new is not None
    assert entries[0].new["amount"] == 100
    assert audit.page(books, AuditFilter(entity="transaction"), after=entries[-1])[0].entry < entries[-1].entry


def test_every_identity_has_its_sentence_and_agrees(written: Founded) -> None:
    found = audit.check(written.books())
    assert {identity.code for identity in found} == set(audit.IDENTITIES)
    assert all(identity.agrees for identity in found)
