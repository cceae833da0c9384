"""`moneypool-cli import`: bring a file into the books with the window's own reader and checks."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from moneypool_desktop import places
from moneypool_desktop.cli import books as chama_books
from moneypool_desktop.cli import common
from moneypool_desktop.cli.progress import Bar
from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.import_batches import Posted
from moneypool_desktop.models.rows.imports import ColumnMap, ControlTotal, ImportPlan, ImportRow, RowState
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Failure, Refused

KINDS = {
    "members": ImportKind.MEMBERS,
    "contributions": ImportKind.CONTRIBUTIONS,
    "opening-balances": ImportKind.OPENING_BALANCES,
}
_STATES = {
    RowState.NEW: mark("New"),
    RowState.RECORDED: mark("Already recorded"),
    RowState.REPEATED: mark("Repeated"),
    RowState.REFUSED: mark("Refused"),
    RowState.LEFT_OUT: mark("Left out"),
    RowState.SKIPPED: mark("Skipped"),
}


def register(commands: common.Commands) -> None:
    """Add `import`."""
    parser = common.add_command(
        commands,
        "import",
        tr("Bring members, opening balances or contributions in from a CSV or Excel file."),
        "moneypool-cli import members.csv --kind members --dry-run",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=tr("a CSV file or an Excel workbook"))
    parser.add_argument("--kind", choices=tuple(KINDS), help=tr("what the file holds; found out when not given"))
    parser.add_argument("--mapping", metavar="NAME", help=tr("read the columns as a mapping saved under a name says"))
    parser.add_argument("--dry-run", action="store_true", help=tr("check the file and write nothing"))
    chama_books.add_chama(parser)


def run(args: argparse.Namespace) -> int:
    """Check the file against the books and, unless it is a dry run, post what is new."""
    from moneypool_desktop.services.imports.as_json import plan_json

    with Bar(quiet=args.json) as bar:
        mapping = _mapping(args)
        with chama_books.opened(args) as books:
            plan = _plan(args, books, mapping, bar)
            refused = _blocked(plan)
            posted = None if args.dry_run or refused else _post(books, plan, bar)
    told: dict[str, Any] = {**plan_json(plan), "dry_run": args.dry_run, "posted": _told(posted)}
    if refused:
        told["error"] = {"code": refused.code, "message": refused.sentence, "kept": refused.kept}
    common.answer(args, told, _lines(plan, posted, dry_run=args.dry_run))
    if refused:
        print(refused, file=sys.stderr)
    return 1 if refused else 0


def _plan(args: argparse.Namespace, books: Books, mapping: ColumnMap, bar: Bar) -> ImportPlan:
    from moneypool_desktop.services.imports.detect import detect
    from moneypool_desktop.services.imports.known import known
    from moneypool_desktop.services.imports.plan import make_plan
    from moneypool_desktop.services.imports.reader import open_file

    source = open_file(args.file, progress=bar.reading)
    kind = mapping.kind or detect(source, mapping).kind
    return make_plan(source, mapping=mapping, known=known(books, kind, source), progress=bar.checking)


def _mapping(args: argparse.Namespace) -> ColumnMap:
    from dataclasses import replace

    from moneypool_desktop.services.imports import mappings

    mapping = mappings.load(places.home(), args.mapping, datetime.now(UTC).date()) if args.mapping else ColumnMap()
    kind = KINDS[args.kind] if args.kind else mapping.kind
    if mapping.kind and kind is not mapping.kind:
        raise Refused("import.mapping", tr("The mapping “{name}” is for another kind of file.", name=args.mapping))
    return replace(mapping, kind=kind)


def _blocked(plan: ImportPlan) -> Refused | None:
    if not plan.blocks:
        return None
    return Refused("import.blocked", " ".join(plan.blocks), kept=tr("Nothing was written."))


def _post(books: Books, plan: ImportPlan, bar: Bar) -> Posted:
    from moneypool_desktop.services.imports import posting

    before = {batch.id for batch in posting.batches(books)}
    key = uuid4()
    try:
        return posting.post(books, plan, key=key, progress=bar.posting)
    except KeyboardInterrupt:
        raise _stopped(books, key, before) from None


def _stopped(books: Books, key: UUID, before: set[UUID]) -> Failure:
    """Say what Ctrl+C left: the server was told to stop, and either the whole import is in the books or nothing."""
    from moneypool_desktop.services.imports import posting

    books.outbox.forget(key)
    if {batch.id for batch in posting.batches(books)} - before:
        return Refused("import.too_late", tr("The import was written before it could be stopped."),
                       advice=tr("Take it back in the window, under Members › Import."))  # fmt: skip
    return Refused("import.cancelled", tr("The import was stopped."), kept=tr("Nothing was written."))


def _told(posted: Posted | None) -> dict[str, Any] | None:
    if posted is None:
        return None
    return {"batch": posted.batch, "posted": posted.posted, "receipts": posted.receipts, "dues_raised": posted.raised,
            "sentence": posted.sentence}  # fmt: skip


def _lines(plan: ImportPlan, posted: Posted | None, *, dry_run: bool) -> Iterator[str]:
    from moneypool_desktop.services.imports.posting import nothing_new, notices

    yield f"{plan.source.name}: {plan.detection.sentence}"
    yield from notices(plan)
    for row in plan.rows:
        yield from _problem(plan, row)
    counts = ((_STATES[state], count) for state, count in plan.counts.items() if count)
    yield " · ".join(f"{tr(word)} {count:,}" for word, count in counts) or tr("No rows.")
    yield from _totals(plan.totals)
    if plan.proof:
        yield plan.proof.sentence
    if posted:
        yield posted.sentence
    elif dry_run and not plan.blocks:
        yield tr("Nothing was written: this was a dry run.") if plan.new_rows else nothing_new(plan)


def _problem(plan: ImportPlan, row: ImportRow) -> Iterator[str]:
    if row.state not in (RowState.REFUSED, RowState.REPEATED, RowState.LEFT_OUT):
        return
    who = " ".join(row.shown.get(name, "") for name in ("number", "name")).strip()
    yield tr("Row {row}, {who}: {note}", row=row.line, who=who or "–", note=row.note)
    labels = _labels(plan)
    for name, sentence in row.problems.items():
        yield f"    {tr(labels[name])}: {sentence}" if name in labels else f"    {sentence}"


def _labels(plan: ImportPlan) -> dict[str, str]:
    from moneypool_desktop.services.imports.detect import PLANNERS

    return {field.name: field.label for field in PLANNERS[plan.detection.kind].fields} if plan.detection.kind else {}


def _totals(totals: tuple[ControlTotal, ...]) -> Iterator[str]:
    shown = [(total.label, f"{total.value:,.0f}" if total.count else formats.money(total.value)) for total in totals]
    wide = max((len(label) for label, _ in shown), default=0)
    long = max((len(figure) for _, figure in shown), default=0)
    for label, figure in shown:
        yield f"  {label:<{wide}}  {figure:>{long}}"
