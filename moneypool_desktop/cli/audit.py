"""`moneypool-cli audit`: walks the audit chain, writes it to a file anybody can walk, holds a paper against it."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from moneypool_desktop.cli import books, common
from moneypool_desktop.cli.progress import Bar
from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import count
from moneypool_desktop.services import audit

if TYPE_CHECKING:
    from moneypool_desktop.services.paper_check import PaperVerdict


def register(commands: common.Commands) -> None:
    """Add `audit` with its verbs."""
    verbs = common.add_verbs(
        common.add_command(commands, "audit", tr("Prove that nobody changed the past."), "moneypool-cli audit verify")
    )
    verify = common.add_command(
        verbs, "verify", tr("Walk the chain and name the first entry that does not fit."), "moneypool-cli audit verify"
    )
    export = common.add_command(
        verbs, "export", tr("Write the chain to a file."), "moneypool-cli audit export --out audit.jsonl"
    )
    export.add_argument("--out", metavar="FILE", type=Path, required=True, help=tr("file to write, one entry a line"))
    paper = common.add_command(
        verbs, "paper", tr("Hold a printed paper against the books."),
        "moneypool-cli audit paper 'MPD1|Umoja|R-0319|838|A7062777735250E1|0123456789ABCDEF'",
    )  # fmt: skip
    paper.add_argument("text", metavar="CODE", help=tr("what a scanner reads from the square of the paper"))
    for parser in (verify, export, paper):
        books.add_chama(parser)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return {"verify": _verify, "export": _export, "paper": _paper}[args.verb](args)


def _verify(args: argparse.Namespace) -> int:
    with books.opened(args) as opened:
        report = audit.verify(opened)
        warnings = audit.witness(opened.session)
    if report.whole:
        lines = [
            tr("The chain is whole: {count} entries, head {head}.", count=count(report.links), head=report.head[:16])
        ]
    else:
        lines = [tr("Entry {entry} does not fit: {why}", entry=report.first_bad, why=report.why)]
    for warning in warnings:
        lines += [warning.sentence, f"→ {warning.advice}"]
    sound = report.whole and not warnings
    common.answer(args, {"ok": sound, "chain": report, "warnings": warnings}, lines)
    return 0 if sound else 1


def _export(args: argparse.Namespace) -> int:
    with books.opened(args) as opened, Bar(quiet=args.json) as bar:
        written = audit.export(opened, args.out, lambda done, total: bar.draw(tr("Writing"), done, total))
    told = trn("{n} entry written to {file}.", "{n} entries written to {file}.", written, file=args.out)
    common.answer(args, {"entries": written, "file": args.out}, [told])
    return 0


def _paper(args: argparse.Namespace) -> int:
    from moneypool_desktop.services import paper_check

    with books.opened(args) as opened:
        verdict = paper_check.check(opened, args.text)
    common.answer(args, verdict, _told(verdict))
    return 0 if verdict.fits else 1


def _told(verdict: "PaperVerdict") -> Iterator[str]:
    number, entry = verdict.paper.number, count(verdict.paper.entry)
    if verdict.same_audit:
        yield tr("Entry {entry} of the audit is as {number} shows it.", entry=entry, number=number)
    else:
        yield tr(
            "Entry {entry} of the audit is not the one {number} shows. "
            "The past was rewritten, or the paper is of other books.",
            entry=entry, number=number,
        )  # fmt: skip
    if verdict.same_figures is None:
        yield tr("Print the statement anew for the same days and compare its figures.")
    elif verdict.same_figures:
        yield tr("The figures of {number} are those in the books.", number=number)
    else:
        yield tr("The figures of {number} are not in the books: it was changed or taken back.", number=number)
