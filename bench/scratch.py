"""A chama in a home of its own for one bench: the server as the product runs it, fsync and all, thrown away after."""

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # the developer's own keyring stays out of it

import psycopg
from psycopg.types.json import Jsonb

from moneypool_desktop import places
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services.database import enrol
from moneypool_desktop.services.database.connection import Books, Session, open_books, session_of
from moneypool_desktop.services.database.opening import DATABASE, Opened, open_embedded
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.runtime.secrets import Secrets

BOOKS_FROM = "2026-01-01"


@dataclass
class Scratch:
    """The home, its server, its books opened by their treasurer, and a superuser's connection beside them."""

    home: Path
    opened: Opened
    root: psycopg.Connection
    books: Books
    members: list[str]
    types: dict[str, str]
    accounts: dict[str, str]

    @property
    def token(self) -> str:
        return self.books.session.token

    def raw(self) -> psycopg.Connection:
        """A plain psycopg connection as this computer, with nothing of ours around it."""
        role, secret = enrol.kept(Secrets(self.home)) or ("", "")
        return psycopg.connect(self.opened.cluster.conninfo(role, secret, DATABASE), autocommit=True)

    def act(self, function: str, payload: dict[str, Any]) -> dict[str, Any]:
        return self.books.session.act(function, (self.books.chama.id, uuid4(), Jsonb(payload)))

    def line(self, member: str, kind: str, amount: str) -> dict[str, Any]:
        return {"member": member, "kind": "contribution", "type": self.types[kind], "amount": amount}


@contextmanager
def scratch(members: int) -> Iterator[Scratch]:
    home = Path(tempfile.mkdtemp(prefix="moneypool-bench-"))
    home.chmod(0o755)  # so that everything lies inside it even when root runs the bench
    try:
        with (
            open_embedded(home) as opened,
            psycopg.connect(opened.cluster.root_conninfo(DATABASE), autocommit=True) as root,
        ):
            made = _found(home, opened, root, members)
            try:
                yield made
            finally:
                made.books.outbox.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _found(home: Path, opened: Opened, root: psycopg.Connection, members: int) -> Scratch:
    session = _treasurer(home, opened, root)
    chama = uuid4()
    template = json.loads(places.resource("templates", "savings.json").read_text("utf-8"))
    lists = {name: template[name] for name in ("funds", "accounts", "types", "fines")}
    about = {"name": "Bench Self Help Group", "books_from": BOOKS_FROM, "join_date": "2023-01-01", "role": "treasurer"}
    session.act("create_chama", (chama, uuid4(), Jsonb(template["chama"] | lists | about)))
    root.execute("alter table app.users disable trigger user")
    root.execute("alter table app.chama_members disable trigger user")
    root.execute(
        "with u as (insert into app.users (first_name, last_name) select 'Member', n::text"
        " from generate_series(2, %s) n returning id, last_name)"
        " insert into app.chama_members (chama_id, user_id, member_number, join_date)"
        " select %s, id, 'M-' || lpad(last_name, 4, '0'), '2024-01-01' from u",
        (members + 1, chama),
    )
    root.execute("alter table app.users enable trigger user")
    root.execute("alter table app.chama_members enable trigger user")
    session.act("raise_dues", (chama, uuid4(), Jsonb({"through": "2026-12-31"})))
    root.execute("analyze")
    row = Chama(chama, "Bench Self Help Group", "Bench", "treasurer", "active", "KES", is_sample=False)
    found = "select {} from app.{} where chama_id = %s"
    numbered = root.execute(
        "select id::text from app.chama_members where chama_id = %s and role = 'member' order by member_number",
        (chama,),
    )
    return Scratch(
        home,
        opened,
        root,
        open_books(session, row, Outbox(home)),
        [member for (member,) in numbered],
        dict(root.execute(found.format("code, id::text", "contribution_types"), (chama,)).fetchall()),
        dict(root.execute(found.format("code, id::text", "accounts"), (chama,)).fetchall()),
    )


def _treasurer(home: Path, opened: Opened, root: psycopg.Connection) -> Session:
    role, _ = enrol.kept(Secrets(home)) or ("", "")
    row = root.execute(
        "insert into app.users (email, first_name, last_name) values ('t@bench.example', 'Bench', 'T') returning id"
    ).fetchone()
    assert row
    user: UUID = row[0]
    token = secrets.token_hex(32)
    root.execute(
        "insert into auth.sessions (token_hash, user_id, device_role, epoch, expires_at, step_up_at)"
        " select sha256(convert_to(%s, 'UTF8')), %s, %s, number, now() + interval '12 hours', now() from auth.epoch",
        (token, user, role),
    )
    return session_of(opened.database, token, b"")
