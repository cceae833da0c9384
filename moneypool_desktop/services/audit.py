"""The audit: who did what, whether its chain is whole, whether it is the one this computer saw, and its export."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop import places
from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.rows.audit import AuditEntry, AuditFilter, ChainReport, Head, Identity, WitnessWarning
from moneypool_desktop.services.database.connection import Books, Session

_FILE = "witness.json"
_AT_ONCE = 2000
_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(2999, 12, 31)

_VERIFY: LiteralString = "select api.verify_chain(%s)"
_CHECK: LiteralString = "select * from api.check_books(%s)"

_HEADS: LiteralString = """
select c.id, c.name, coalesce(h.seq, 0), coalesce(encode(h.hash, 'hex'), '')
from app.chamas c left join api.audit_heads() h on h.chama_id = c.id order by c.name
"""

_SEEN: LiteralString = """
select w.chama, c.name, coalesce(h.seq, 0), w.seq, coalesce(encode(api.audit_link(w.chama, w.seq), 'hex'), '')
from unnest(%s::uuid[], %s::bigint[]) as w (chama, seq)
join app.chamas c on c.id = w.chama
left join api.audit_heads() h on h.chama_id = w.chama
"""

_ALLOWED: LiteralString = "select app.require(%s, 'audit.view')"

_LINKS: LiteralString = """
select a.seq, to_char(a.performed_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS.US'), a.body_text,
    encode(a.prev_hash, 'hex'), encode(a.hash, 'hex')
from app.audit_logs a where a.chama_id = %s and a.seq > %s order by a.seq limit %s
"""

_PAGE: LiteralString = """
select a.seq, a.performed_at, a.event_type, a.entity_type, a.entity_id, a.action, coalesce(m.name, ''),
    coalesce(a.computer, ''), coalesce(a.changed_fields, '{}'), a.old_values, a.new_values, coalesce(a.notes, ''),
    a.severity
from app.audit_logs a
left join app.member_names m on m.chama_id = a.chama_id and m.user_id = a.performed_by
where a.chama_id = %s and (%s::bigint is null or a.seq < %s) and (%s = '' or a.entity_type = %s)
    and (%s::uuid is null or a.entity_id = %s) and (%s::uuid is null or a.performed_by = %s)
    and a.id >= app.uuid_floor(%s) and a.id < app.uuid_floor(%s)
order by a.seq desc limit %s
"""

_WHY = {
    "missing": mark("A link is missing from here on."),
    "order": mark("It does not follow the link before it."),
    "changed": mark("What it says was changed after it was written."),
}
IDENTITIES: Mapping[str, str] = {
    "debits_credits": mark("All debits are all credits."),
    "unbalanced_transactions": mark("Transactions whose two sides differ."),
    "account_balances": mark("What accounts hold is what their entries come to."),
    "accounts_out_of_step": mark("Accounts that hold something else than their entries say."),
    "member_savings_control": mark("Members' savings are the savings account."),
    "member_loans_control": mark("Members' loans are the loans account."),
    "fines_receivable": mark("Fines unpaid are the account of fines owed."),
    "funds_net_assets": mark("The funds come to what the group has."),
    "member_balances_out_of_step": mark("Balances of members that differ from their entries."),
    "member_figures_out_of_step": mark("Figures of members that differ from their entries."),
    "allocated_dues": mark("What dues have been met with is what was allocated to them."),
    "contributions_met_or_credit": mark("Every contribution met a due or is the member's credit."),
    "postings_in_locked_months": mark("Postings into a month after it was locked."),
    "transaction_numbers": mark("Transactions are numbered without a gap."),
    "receipt_numbers": mark("Receipts are numbered without a gap."),
    "days_below_zero": mark("Days on which a place held less than nothing."),
}


def verify(books: Books) -> ChainReport:
    """Walk the chama's chain and name the first link that does not fit; refused without the right to the audit."""
    found: dict[str, Any] = books.read(_VERIFY, (books.chama.id,))[0][0]
    why = _WHY.get(found["why"] or "", "")
    return ChainReport(found["whole"], found["links"], found["first_bad"], tr(why) if why else "", found["head"] or "")


def check(books: Books) -> list[Identity]:
    """Work out every identity of the ledger anew and return it with its two sides."""
    rows = books.read(_CHECK, (books.chama.id,))
    return [Identity(code, tr(IDENTITIES[code]), *sides) for code, *sides in rows]


def heads(session: Session) -> list[Head]:
    """Return the newest link of each chama of the person."""
    return session.read_as(Head, _HEADS)


def page(
    books: Books,
    chosen: AuditFilter | None = None,
    *,
    after: AuditEntry | None = None,
    limit: int = 200,
) -> Sequence[AuditEntry]:
    """Return links newest first, those before one (`after` it in the list) or the newest."""
    asked = chosen or AuditFilter()
    first, last = asked.first or _FIRST_DAY, asked.last or _LAST_DAY
    edge = after.entry if after else None
    rows = books.read(
        _PAGE,
        (
            books.chama.id, edge, edge, asked.entity, asked.entity, asked.entity_id, asked.entity_id, asked.by,
            asked.by, first, last + timedelta(days=1), limit,
        ),
    )  # fmt: skip
    return [AuditEntry(*row) for row in rows]


def witness(session: Session, home: Path | None = None) -> list[WitnessWarning]:
    """Compare each chain with the newest link this computer remembers of it, then remember the newest there is now.

    Call it at sign-in and after papers were printed. A chain that fails is warned of every time: what was seen of it
    is kept. The memory lies outside the database, so that nobody who rewrites the one rewrites the other.
    """
    path = (home or places.home()) / _FILE
    memory = _remembered(path)
    seen = memory.setdefault(session.database.name, {})
    chamas = [UUID(chama) for chama in seen]
    entries = [link["entry"] for link in seen.values()]
    rows, now = session.read_all([(_SEEN, (chamas, entries)), (_HEADS, ())])
    warnings: list[WitnessWarning] = []
    for chama, name, newest, entry, found in rows:
        remembered: str = seen[str(chama)]["hash"]
        if found != remembered:
            warnings.append(_warning(chama, name, (newest, entry), remembered, found))
    failed = {warning.chama for warning in warnings}
    for chama, _, entry, hash_hex in now:
        if entry and chama not in failed:
            seen[str(chama)] = {"entry": entry, "hash": hash_hex}
    _remember(path, memory)
    return warnings


def export(
    books: Books,
    path: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write every link of the chain to a file, one JSON object a line, and return how many; 0 when cancelled.

    Each line holds exactly what was hashed, so that anybody can walk the chain without MoneyPool:
    hash = SHA-256(previous ‖ entry as 8 bytes ‖ at ‖ body).
    """
    from moneypool_desktop.services.reports.files import in_place_of

    chama = books.chama.id
    total: int = next((head.entry for head in heads(books.session) if head.chama == chama), 0)
    done = 0
    with in_place_of(path) as (stream, keep):
        for links in _links(books, chama):
            for entry, at, body, before, hash_hex in links:
                line = {"entry": entry, "at": at, "body": body, "previous": before, "hash": hash_hex}
                stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            done += len(links)
            progress(done, total)
            if cancelled():
                return 0
        keep()
    return done


def _links(books: Books, chama: UUID) -> Iterator[list[tuple[Any, ...]]]:
    last = 0
    while True:
        links = books.read_all([(_ALLOWED, (chama,)), (_LINKS, (chama, last, _AT_ONCE))])[1]
        if not links:
            return
        yield links
        last = links[-1][0]


def _warning(chama: UUID, name: str, entries: tuple[int, int], seen: str, found: str) -> WitnessWarning:
    newest, entry = entries
    if newest < entry:
        sentence = tr(
            "The audit of {chama} ends at entry {newest}; this computer has seen entry {entry}. "
            "Books were put back to an earlier day, or entries were removed.",
            chama=name,
            newest=newest,
            entry=entry,
        )
    else:
        sentence = tr(
            "Entry {entry} of the audit of {chama} is not the one this computer saw. The past was rewritten.",
            chama=name,
            entry=entry,
        )
    advice = tr("Tell the other officers and compare with a printed statement: it shows the audit head of its day.")
    return WitnessWarning(chama, name, sentence, advice, entry, seen, found)


def _remembered(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    with suppress(OSError, ValueError):
        read = json.loads(path.read_text("utf-8"))
        if isinstance(read, dict):
            return read  # pyright: ignore[reportUnknownVariableType]
    return {}


def _remember(path: Path, memory: dict[str, dict[str, dict[str, Any]]]) -> None:
    from moneypool_desktop.services.reports.files import write_whole

    write_whole(path, json.dumps(memory, indent=1, sort_keys=True).encode())
