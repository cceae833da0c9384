"""The books of one chama for a command: who is signed in, which chama, and the acts that wait on this computer."""

import argparse
from collections.abc import Generator
from contextlib import closing, contextmanager

from moneypool_desktop import places
from moneypool_desktop.cli import access
from moneypool_desktop.language import tr
from moneypool_desktop.services.database.connection import Books


def add_chama(parser: argparse.ArgumentParser) -> None:
    """Add `--chama`, which picks one of several."""
    parser.add_argument("--chama", metavar="NAME", help=tr("which chama, where you belong to several"))


@contextmanager
def opened(args: argparse.Namespace) -> Generator[Books]:
    """Open the books of the chama that `--chama` names, or of the only one, as a signed-in person."""
    from moneypool_desktop.services import chamas
    from moneypool_desktop.services.database.connection import open_books
    from moneypool_desktop.services.database.outbox import Outbox

    with access.signed_in(args) as session, closing(Outbox(places.home())) as outbox:
        yield open_books(session, chamas.named(session, args.chama), outbox)
