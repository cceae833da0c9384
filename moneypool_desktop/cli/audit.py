"""`moneypool-cli audit`: walks the audit chain, and writes it to a file anybody can walk."""

import argparse
from pathlib import Path

from moneypool_desktop.cli import books, common
from moneypool_desktop.cli.progress import Bar
from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import count
from moneypool_desktop.services import audit


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
    for parser in (verify, export):
        books.add_chama(parser)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return _verify(args) if args.verb == "verify" else _export(args)


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
