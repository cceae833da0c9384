"""The pages this program has, in the order of the rail; adding one is adding a line."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from moneypool_desktop.language import mark
from moneypool_desktop.views.shell.rail import Entry

if TYPE_CHECKING:
    from moneypool_desktop.services.database.connection import Books
    from moneypool_desktop.views.page import Desk, Page


class Listed(NamedTuple):
    """One page: where its class is, and the right without which it is not shown; modules load when first opened."""

    id: str
    title: str
    icon: str
    group: int
    module: str
    page: str
    right: str = ""
    narrow: bool = False


PAGES = (
    Listed("home", mark("Home"), "home", 0, "home", "HomePage"),
    Listed(
        "meeting",
        mark("Meeting money"),
        "calendar-check",
        0,
        "meeting_money",
        "MeetingMoneyPage",
        "money.receive",
        True,
    ),
    Listed("members", mark("Members"), "users", 1, "members", "members_page"),
    Listed("contributions", mark("Contributions"), "coins", 1, "contributions", "ContributionsPage"),
    Listed("ledger", mark("Ledger"), "book-2", 2, "ledger", "LedgerPage", "ledger.view"),
    Listed("imports", mark("Bring in"), "table-import", 2, "imports", "ImportsPage", "imports.run"),
    Listed("notifications", mark("Notifications"), "bell", 3, "notifications", "NotificationsPage"),
)


def ids() -> frozenset[str]:
    """Return the ids of the pages this program has."""
    return frozenset(listed.id for listed in PAGES if _exists(listed))


def allowed(books: "Books") -> frozenset[str]:
    """Return the ids of the pages this person may open."""
    return frozenset(one.id for one in PAGES if (not one.right or books.can(one.right)) and _exists(one))


def entries(desk: "Desk", books: "Books") -> list[Entry]:
    """Return the rail of one person in one chama."""
    known = allowed(books)
    return [
        Entry(listed.id, listed.title, listed.icon, listed.group, _maker(listed, desk, books), listed.narrow)
        for listed in PAGES
        if listed.id in known
    ]


def _maker(listed: Listed, desk: "Desk", books: "Books") -> "Callable[[], Page]":
    def make() -> "Page":
        return getattr(import_module(_name(listed)), listed.page)(desk, books)

    return make


def _exists(listed: Listed) -> bool:
    return find_spec(_name(listed)) is not None


def _name(listed: Listed) -> str:
    return f"moneypool_desktop.views.pages.{listed.module}"
