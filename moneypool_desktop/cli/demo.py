"""`moneypool-cli demo`: the sample chama, made and dropped, and shown without a screen."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from moneypool_desktop import places
from moneypool_desktop.cli import common
from moneypool_desktop.cli.progress import Bar
from moneypool_desktop.language import tr, trn
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.sample import create as sample

if TYPE_CHECKING:
    from moneypool_desktop.services.database.cluster import Cluster


class _Shown(NamedTuple):
    """What the showcase left: how many receipts of a meeting, and its files."""

    receipts: int
    slips: list[Path]
    statements: list[Path]
    pictures: list[Path]


def register(commands: common.Commands) -> None:
    """Add `demo` with its verbs."""
    about = tr("Make, show or remove a sample chama, apart from all real books.")
    verbs = common.add_verbs(common.add_command(commands, "demo", about, "moneypool-cli demo create"))
    create = common.add_command(
        verbs,
        "create",
        tr("Make the sample chama anew; the same seed makes the same books."),
        "moneypool-cli demo create --members 34 --months 36 --seed 1",
    )
    for option, most, default, about in (
        ("--members", (3, sample.MOST_MEMBERS), sample.MEMBERS, tr("how many members")),
        ("--months", (1, sample.MOST_MONTHS), sample.MONTHS, tr("how many months of meetings")),
        ("--seed", (0, 2**31), sample.SEED, tr("another number makes other books")),
    ):
        create.add_argument(option, metavar="N", type=_within(*most), default=default, help=f"{about} ({default})")
    common.add_command(verbs, "drop", tr("Remove the sample chama."), "moneypool-cli demo drop")
    showcase = common.add_command(
        verbs,
        "showcase",
        tr("Do the main work without a screen: a meeting, statements, pictures of every page."),
        "moneypool-cli demo showcase --out build/demo",
    )
    showcase.add_argument("--out", metavar="DIR", type=Path, required=True, help=tr("folder for papers and pictures"))


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    if args.database:
        raise Refused(
            "demo.shared",
            tr("The sample chama lies on this computer, never on a shared server."),
            advice=tr("Leave out --database and {variable}.", variable=common.DATABASE_VARIABLE),
        )
    {"create": _create, "drop": _drop, "showcase": _showcase}[args.verb](args)
    return 0


def _create(args: argparse.Namespace) -> None:
    with _cluster() as cluster:
        with Bar(quiet=args.json) as bar:
            sample.create(
                cluster, members=args.members, months=args.months, seed=args.seed, progress=_drawn(bar),
            )  # fmt: skip
        session, chama = sample.session(cluster)
        session.database.close()
    told = {"chama": chama.name, "members": args.members, "months": args.months, "seed": args.seed}
    sentence = tr("{name} is there: open MoneyPool and choose the sample chama.", name=chama.name)
    common.answer(args, told, [sentence])


def _drop(args: argparse.Namespace) -> None:
    with _cluster() as cluster:
        dropped = sample.drop(cluster)
    none = tr("There was no sample chama.")
    common.answer(args, {"dropped": dropped}, [tr("The sample chama is gone.") if dropped else none])


def _showcase(args: argparse.Namespace) -> None:
    from moneypool_desktop.cli import showcase
    from moneypool_desktop.services import startup

    opening = startup.Opening(places.home()).begin()
    try:
        ready = opening.wait()
        with Bar(quiet=args.json) as bar:
            sample.create(ready.opened.cluster, progress=_drawn(bar))
        entered = startup.practise(ready, lambda _sentence, _percent: None)
        visit = startup.visit(ready, entered.session, entered.memberships[0], ())
        try:
            receipts = showcase.hold_meeting(visit.books)
            slips = showcase.print_receipts(visit.books, receipts, args.out / "receipts")
            papers = showcase.print_statements(visit.books, args.out / "statements")
            pictures = showcase.take_pictures(visit, args.out / "pictures")
        finally:
            startup.leave(entered.session)
    finally:
        opening.close()
    shown = _Shown(len(receipts), slips, papers, pictures)
    common.answer(args, shown._asdict(), _lines(shown, args.out))


def _lines(shown: _Shown, folder: Path) -> Iterator[str]:
    yield trn("A meeting was posted: {n} receipt.", "A meeting was posted: {n} receipts.", shown.receipts)
    yield trn("{n} member statement.", "{n} member statements.", len(shown.statements))
    yield trn("{n} picture of a screen.", "{n} pictures of screens.", len(shown.pictures))
    yield tr("They are in {folder}.", folder=folder)


def _drawn(bar: Bar) -> Callable[[str, int | None], None]:
    return lambda sentence, percent: bar.draw(sentence, percent or 0, 100)


@contextmanager
def _cluster() -> "Iterator[Cluster]":
    from moneypool_desktop.services.database import opening

    with opening.open_embedded(places.home()) as opened:
        yield opened.cluster


def _within(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text[:12]) <= most:
            sentence = tr("“{text}” is not a number from {least} to {most}", text=text, least=least, most=most)
            raise argparse.ArgumentTypeError(sentence)
        return int(text)

    return read
