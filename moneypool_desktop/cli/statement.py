"""`moneypool-cli statement`: member statements as the window prints them, for one member or for all."""

import argparse
from datetime import date
from pathlib import Path
from typing import LiteralString
from uuid import UUID

from moneypool_desktop.cli import books, common
from moneypool_desktop.cli.progress import Bar
from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.dates import parse_date
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.rows.statements import Statement
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused

_MEMBER: LiteralString = "select id from app.chama_members where chama_id = %s and member_number = %s"
_TODAY: LiteralString = "select app.today(%s)"


def register(commands: common.Commands) -> None:
    """Add `statement`."""
    parser = common.add_command(
        commands,
        "statement",
        tr("Print the statement of a member, or of all."),
        "moneypool-cli statement --member UM-011 --from 2026-01-01 --out statement.pdf",
    )
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--member", metavar="NUMBER", help=tr("number of the member"))
    whose.add_argument("--all", action="store_true", help=tr("every member, a file each"))
    parser.add_argument("--from", dest="first", metavar="DATE", help=tr("first day (1 January of the last day's year)"))
    parser.add_argument("--to", dest="last", metavar="DATE", help=tr("last day (today)"))
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help=tr("file to write; with --all a folder")
    )
    books.add_chama(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was asked for."""
    from moneypool_desktop.services import statements

    with books.opened(args) as opened, Bar(quiet=args.json) as bar:
        first, last = _days(args, opened)
        members = None if args.all else [_member(opened, args.member)]
        issued = statements.issue(opened, members, first, last)
        written = _written(args, issued, bar)
    told = [
        {"member": statement.member_number, "number": statement.number, "file": path}
        for statement, path in zip(issued, written, strict=True)
    ]
    lines = [trn("{n} statement written to {place}.", "{n} statements written to {place}.", len(told), place=args.out)]
    common.answer(args, {"from": first, "to": last, "statements": told}, lines)
    return 0


def _written(args: argparse.Namespace, issued: list[Statement], bar: Bar) -> list[Path]:
    from moneypool_desktop.services.reports import batch, files
    from moneypool_desktop.services.reports.statement import statement_pdf

    if args.all:
        return batch.render_each(
            issued, args.out, lambda done, _path: bar.draw(tr("Printing"), done, len(issued)), lambda: False
        )
    files.write_whole(args.out, statement_pdf(issued[0]))
    return [args.out]


def _member(opened: Books, number: str) -> UUID:
    found = opened.read(_MEMBER, (opened.chama.id, number))
    if not found:
        raise Refused(
            "MP404",
            tr("No member has the number {number}.", number=number),
            kept=tr("Nothing was printed."),
            advice=tr("Type it as the register shows it, such as UM-011."),
        )
    return found[0][0]


def _days(args: argparse.Namespace, opened: Books) -> tuple[date, date]:
    today: date = opened.read(_TODAY, (opened.chama.id,))[0][0]
    last = _day(args.last, today) if args.last else today
    return (_day(args.first, today) if args.first else last.replace(month=1, day=1)), last


def _day(typed: str, today: date) -> date:
    read = parse_date(typed, today)
    if isinstance(read, Problem):
        raise Refused("usage.date", read.sentence, kept=tr("Nothing was printed."))
    return read
