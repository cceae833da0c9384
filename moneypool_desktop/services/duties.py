"""What honest computers do for the group beside the work of a person, without being asked."""

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from moneypool_desktop.models.rows.audit import WitnessWarning
    from moneypool_desktop.services.database.connection import Books

IDLE = timedelta(seconds=30)
"""How long a computer may hold a transaction open and do nothing before others end it."""


def at_sign_in(books: "Books") -> "list[WitnessWarning]":
    """Hand the key to sealed data on to officers who wait for it, and compare the audit with what was seen here.

    Practice books are made anew at will: no chain of theirs is remembered.
    """
    from moneypool_desktop.services import audit
    from moneypool_desktop.services.identity import chama_keys

    if books.chama.is_sample:
        return []
    if books.can("members.private"):
        chama_keys.share(books.session, books.chama.id)
    return audit.witness(books.session, books.outbox.home)


def end_stuck(books: "Books") -> int:
    """End connections that hold locks and do nothing, as of a frozen laptop; returns how many."""
    return int(books.session.act("ops.reap", (IDLE,)))
