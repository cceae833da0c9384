"""Umoja from its first minute: a founder with a real account, a chama of the savings template, the three files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.drafts.chama import ChamaDraft
from moneypool_desktop.models.rows.import_batches import Posted
from moneypool_desktop.models.rows.imports import ColumnMap, ImportPlan
from moneypool_desktop.services import chamas, identity
from moneypool_desktop.services.database.connection import Books, Session, open_books
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.imports.known import known
from moneypool_desktop.services.imports.plan import make_plan
from moneypool_desktop.services.imports.posting import post
from moneypool_desktop.services.imports.reader import open_file
from tests.database.identities import PASSWORD, Town

FILES = Path(__file__).parent.parent / "cases" / "files"
MEMBERS, OPENING, PAID = "umoja-members.csv", "umoja-opening-balances.xlsx", "umoja-contributions-2026.csv"
KINDS = {
    MEMBERS: ImportKind.MEMBERS,
    OPENING: ImportKind.OPENING_BALANCES,
    PAID: ImportKind.CONTRIBUTIONS,
}
PETER = "peter.ouma@example.co.ke"


@dataclass
class Umoja:
    """The group's books as its founder opens them, and the same database as superuser for what tests look at."""

    books: Books
    root: psycopg.Connection

    def plan(self, name: str, mapping: ColumnMap | None = None) -> ImportPlan:
        """Read one of the files against the books."""
        source = open_file(FILES / name)
        return make_plan(source, mapping=mapping, known=known(self.books, KINDS[name], source))

    def bring_in(self, *names: str) -> list[Posted]:
        """Post files one after the other."""
        return [post(self.books, self.plan(name)) for name in names]

    def one(self, sql: LiteralString, *params: object) -> Any:
        """Return the one figure of a query; `%s` first is the chama."""
        row = self.root.execute(sql, (self.books.chama.id, *params)).fetchone()
        assert row is not None
        return row[0]

    def balances(self) -> dict[str, Decimal]:
        """Return what each account holds, by purpose."""
        rows = self.root.execute(
            "select purpose, sum(balance) from app.accounts where chama_id = %s group by 1", (self.books.chama.id,)
        )
        return dict(rows.fetchall())

    def check(self) -> None:
        """Prove every identity of the books."""
        found = self.books.read("select * from api.check_books(%s)", (self.books.chama.id,))
        assert [(name, left, right) for name, left, right, agrees in found if not agrees] == []
        assert len(found) >= 12


def founder(town: Town, first: str = "Peter", last: str = "Otieno", email: str = PETER) -> Session:
    """Make the first account of an empty database and sign in with it."""
    database = town.database()
    made = identity.create_first_user(database, email, PASSWORD, first, last, cost=4)
    assert isinstance(made, identity.FirstUser), made
    session = identity.sign_in(database, email, PASSWORD)
    assert isinstance(session, Session), session
    return session


def found(session: Session, outbox: Outbox, **changes: Any) -> Books:
    """Found Umoja with books from 1 January 2026, led by whoever is signed in unless said otherwise."""
    wanted = {"role": "treasurer", "member_prefix": "UM", "books_from": date(2026, 1, 1)} | changes
    draft = ChamaDraft("Umoja Self Help Group", date(2026, 11, 23), **wanted)
    assert not draft.problems(), draft.problems()
    return open_books(session, chamas.create_chama(session, draft), outbox)


@pytest.fixture
def town(device: Any) -> Iterator[Town]:
    with Town(device) as made:
        yield made


@pytest.fixture
def umoja(town: Town, root: psycopg.Connection, tmp_path: Path) -> Iterator[Umoja]:
    """Umoja founded by its treasurer Peter, who also stands in the register as UM-002."""
    outbox = Outbox(tmp_path)
    yield Umoja(found(founder(town), outbox), root)
    outbox.close()
