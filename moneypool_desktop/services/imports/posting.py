"""Posting a checked plan, all or nothing in one act; and the history of imports, each taken back whole."""

from collections.abc import Mapping
from typing import Any, LiteralString
from uuid import UUID, uuid4

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_long, ksh
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.import_batches import Batch, Posted
from moneypool_desktop.models.rows.imports import ImportPlan, MemberEntry, RowState
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Failure, Refused
from moneypool_desktop.services.imports import payload
from moneypool_desktop.services.imports.limits import Cancelled, Progress

_ACTS = {
    ImportKind.MEMBERS: ("import_members", payload.of_members),
    ImportKind.OPENING_BALANCES: ("import_opening", payload.of_opening),
    ImportKind.CONTRIBUTIONS: ("import_contributions", payload.of_contributions),
}
KINDS: Mapping[ImportKind, str] = {
    ImportKind.MEMBERS: mark("Members register"),
    ImportKind.OPENING_BALANCES: mark("Opening balances"),
    ImportKind.CONTRIBUTIONS: mark("Contributions"),
}
"""The kinds of file that can be brought in, with the word for each; show it through `tr`."""
_BATCHES: LiteralString = """
select b.id, b.kind, b.file_name, b.rows_added, b.rows_left_out, b.status, b.created_at,
    coalesce(concat_ws(' ', u.first_name, u.last_name), ''), b.reversed_at,
    coalesce(concat_ws(' ', r.first_name, r.last_name), ''), coalesce(b.reversal_reason, ''), b.totals
from app.import_batches b left join app.users u on u.id = b.created_by left join app.users r on r.id = b.reversed_by
where b.chama_id = %s order by b.created_at desc, b.id desc limit 500"""


def post(
    books: Books, plan: ImportPlan, *, key: UUID | None = None, progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Posted:  # fmt: skip
    """Write the new rows of a plan into the books in one act, then raise the dues of members who came in.

    A plan without new rows writes nothing and says so. Raises Refused when something stands against the plan, when
    it was cancelled before the act began, or when the books say no: then nothing of the file is in the books.
    """
    kind = plan.detection.kind
    if kind is None or plan.blocks:
        raise Refused("import.blocked", " ".join(plan.blocks), kept=tr("Nothing was written."))
    if not plan.new_rows:
        return Posted(None, kind, 0, 0, 0, nothing_new(plan))
    _step(0.1, progress, cancelled)
    function, prepare = _ACTS[kind]
    sent = prepare(books, plan)
    _step(0.4, progress, cancelled)
    made = books.act(function, sent, key)
    raised = _raise_dues(books) if kind is ImportKind.MEMBERS else 0
    if progress:
        progress(100, 100)
    return _posted(kind, plan, made, raised)


def nothing_new(plan: ImportPlan) -> str:
    """Return the sentence for a plan that would write nothing."""
    counts = plan.counts
    if counts[RowState.RECORDED]:
        return trn("{n} row is in the books already. Nothing was added.",
                   "{n} rows are in the books already. Nothing was added.", counts[RowState.RECORDED])  # fmt: skip
    return tr("No row of this file can be added. Nothing was written.")


def notices(plan: ImportPlan) -> tuple[str, ...]:
    """Return what is worth knowing before posting: the plan's own notices and what the books will assume."""
    said = list(plan.notices)
    undated = sum(isinstance(row.entry, MemberEntry) and row.entry.joined is None and not row.entry.fills
                  for row in plan.new_rows)  # fmt: skip
    first = plan.known.books_from
    if undated and first:
        said.append(trn("{n} member has no day of joining: the books take {date}, their first day.",
                        "{n} members have no day of joining: the books take {date}, their first day.",
                        undated, date=date_long(first)))  # fmt: skip
    unnumbered = sum(isinstance(row.entry, MemberEntry) and not row.entry.number for row in plan.new_rows)
    if unnumbered:
        said.append(trn("{n} member has no number and gets the next free one.",
                        "{n} members have no number and get the next free ones.", unnumbered))  # fmt: skip
    return tuple(said)


def batches(books: Books) -> list[Batch]:
    """Return the imports of the group, the latest first."""
    return books.read_as(Batch, _BATCHES, (books.chama.id,))


def take_back(books: Books, batch: UUID, reason: str, key: UUID | None = None) -> dict[str, Any]:
    """Take a whole import back with a reason; its rows may be brought in again afterwards."""
    return books.act("reverse_import", {"batch": str(batch), "reason": reason}, key or uuid4())


def _raise_dues(books: Books) -> int:
    if not (books.can("dues.manage") or books.can("money.receive")):
        return 0
    try:
        return int(books.act("raise_dues", {})["raised"])
    except Failure:
        return 0  # the members are in the books; their dues are raised with the next look at the dues


def _step(share: float, progress: Progress | None, cancelled: Cancelled | None) -> None:
    if cancelled and cancelled():
        raise Refused("import.cancelled", tr("The import was stopped."), kept=tr("Nothing was written."))
    if progress:
        progress(round(share * 100), 100)


def _posted(kind: ImportKind, plan: ImportPlan, made: Mapping[str, Any], raised: int) -> Posted:
    count = len(plan.new_rows)
    receipts = int(made.get("receipts", 0))
    return Posted(UUID(str(made["batch"])), kind, count, receipts, raised, _sentence(kind, plan, count, receipts))


def _sentence(kind: ImportKind, plan: ImportPlan, count: int, receipts: int) -> str:
    if kind is ImportKind.MEMBERS:
        return trn("{n} member is in the register.", "{n} members are in the register.", count)
    if kind is ImportKind.OPENING_BALANCES and plan.proof and plan.as_at:
        return tr("The balances of {date} are in the books: {amount} on both sides.",
                  date=date_long(plan.as_at), amount=ksh(plan.proof.left_total))  # fmt: skip
    amount = next(total.value for total in plan.totals if total.key == "amount")
    return trn("{n} payment is in the books: {amount}, {receipts} receipts.",
               "{n} payments are in the books: {amount}, {receipts} receipts.",
               count, amount=ksh(amount), receipts=f"{receipts:,}")  # fmt: skip
