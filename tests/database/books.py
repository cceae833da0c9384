"""A small chama for tests: officers, members and a stranger, each signed in on one computer.

`chama` gives Founded. Its people are M-001 Grace (leader), M-002 Peter (treasurer), M-003 Amina (secretary), M-004
Daniel and M-005 Lucy (members); the stranger Joseph leads a chama of his own. Books begin on 1 January 2026, everybody
joined on 1 December 2025, the rules are those of the savings template, nothing has been paid.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from moneypool_desktop import places
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services.database.connection import Books, Database, Session, open_books, session_of
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.failures import Refused

LEADER, TREASURER, SECRETARY, MEMBER, OTHER, STRANGER = (
    "leader",
    "treasurer",
    "secretary",
    "member",
    "other",
    "stranger",
)
JOINED = date(2025, 12, 1)
BOOKS_FROM = date(2026, 1, 1)
PEOPLE = {
    LEADER: ("M-001", "Grace", "Wanjiku", "Kamau"),
    TREASURER: ("M-002", "Peter", "Otieno", "Ouma"),
    SECRETARY: ("M-003", "Amina", "Halima", "Yusuf"),
    MEMBER: ("M-004", "Daniel", "Fatuma", "Hussein"),
    OTHER: ("M-005", "Lucy", "Barasa", "Koech"),
    STRANGER: ("J-001", "Joseph", "Nafula", "Mutiso"),
}
_ADD_USER: LiteralString = (
    "insert into app.users (email, phone, first_name, middle_name, last_name) values (%s, %s, %s, %s, %s) returning id"
)
_ADD_MEMBER: LiteralString = (
    "insert into app.chama_members (chama_id, user_id, role, member_number, join_date) values (%s, %s, %s, %s, %s)"
)
_ADD_SESSION: LiteralString = (
    "insert into auth.sessions (token_hash, user_id, device_role, epoch, expires_at, step_up_at)"
    " select sha256(convert_to(%s, 'UTF8')), %s, %s, number, now() + interval '12 hours', now() from auth.epoch"
)


@dataclass
class Founded:
    """The chama and who is who in it; roles are LEADER … STRANGER, numbers as in the register."""

    id: UUID
    database_url: str
    device_url: str
    database: Database
    outbox: Outbox
    sessions: dict[str, Session]
    other_chama: UUID
    users: dict[str, UUID] = field(default_factory=dict[str, UUID])
    members: dict[str, UUID] = field(default_factory=dict[str, UUID])
    types: dict[str, UUID] = field(default_factory=dict[str, UUID])
    places: dict[str, UUID] = field(default_factory=dict[str, UUID])
    accounts: dict[str, UUID] = field(default_factory=dict[str, UUID])
    funds: dict[str, UUID] = field(default_factory=dict[str, UUID])
    fines: dict[str, UUID] = field(default_factory=dict[str, UUID])

    def books(self, role: str = TREASURER) -> Books:
        """The books opened by one of the people; the stranger has those of their own chama."""
        chama = self.other_chama if role == STRANGER else self.id
        row = Chama(chama, "Umoja Self Help Group", "Umoja", role, "active", "KES", is_sample=False)
        return open_books(self.sessions[role], row, self.outbox)

    def act(self, role: str, function: str, payload: dict[str, Any], key: UUID | None = None) -> dict[str, Any]:
        """One act in this chama as one of the people (the stranger too), without the outbox."""
        return self.sessions[role].act(function, (self.id, key or uuid4(), Jsonb(payload)))

    def member(self, role: str) -> UUID:
        """The membership of one of the people."""
        return self.members[PEOPLE[role][0]]


def template(code: str = "savings") -> dict[str, Any]:
    """A template as the program ships it."""
    return json.loads(places.resource("templates", f"{code}.json").read_text("utf-8"))


def rules(code: str = "savings") -> dict[str, Any]:
    """The lists of a template that a new chama is given."""
    shipped = template(code)
    return shipped["chama"] | {name: shipped[name] for name in ("funds", "accounts", "types", "fines", "settings")}


def add_person(root: psycopg.Connection, role: str, index: int) -> UUID:
    _, first, middle, last = PEOPLE[role]
    email = f"{first.lower()}@umoja.example"
    row = root.execute(_ADD_USER, (email, f"+2547126103{index:02}", first, middle, last)).fetchone()
    assert row
    return row[0]


def sign_in(root: psycopg.Connection, database: Database, device: str, user: UUID) -> Session:
    """A session made by hand: no password is stretched, and everything after it is as real."""
    token = secrets.token_hex(32)
    root.execute(_ADD_SESSION, (token, user, device))
    return session_of(database, token, b"")


def found(session: Session, name: str, prefix: str) -> UUID:
    """A new chama of the savings template, led by whoever is signed in."""
    chama = uuid4()
    dates = {"books_from": BOOKS_FROM.isoformat(), "join_date": JOINED.isoformat()}
    payload = {"name": name, "short_name": name.partition(" ")[0], "member_prefix": prefix}
    session.act("create_chama", (chama, uuid4(), Jsonb(payload | dates | rules())))
    return chama


def _ids(root: psycopg.Connection, sql: LiteralString, chama: UUID) -> dict[str, UUID]:
    return {str(name): value for name, value in root.execute(sql, (chama,)).fetchall()}


def refused(code: str, chama: Founded, role: str, function: str, payload: dict[str, Any]) -> Refused:
    """The refusal of an act, which must have that code."""
    with pytest.raises(Refused) as failure:
        chama.act(role, function, payload)
    assert failure.value.code == code, failure.value.figures
    return failure.value


def one(root: psycopg.Connection, sql: LiteralString, *values: object) -> Any:
    """The first row as the superuser sees it; the value itself when the row has one."""
    row = root.execute(sql, values).fetchone()
    return row[0] if row and len(row) == 1 else row


@pytest.fixture
def chama(
    root: psycopg.Connection, database_url: str, device: Callable[[str], str], tmp_path: Path
) -> Iterator[Founded]:
    url = device("Office PC")
    role = psycopg.conninfo.conninfo_to_dict(url)["user"]
    database = Database(lambda: url, name="tests")
    outbox = Outbox(tmp_path)
    users = {who: add_person(root, who, index) for index, who in enumerate(PEOPLE)}
    sessions = {who: sign_in(root, database, str(role), user) for who, user in users.items()}
    own = found(sessions[LEADER], "Umoja Self Help Group", "M")
    foreign = found(sessions[STRANGER], "Jirani Investment Club", "J")
    for who in (TREASURER, SECRETARY, MEMBER, OTHER):
        office = "member" if who == OTHER else who
        root.execute(_ADD_MEMBER, (own, users[who], office, PEOPLE[who][0], JOINED))
    # a founder does everybody's work until others can sign in; here they all can
    root.execute("update app.chama_members set granted = '{}'")
    root.execute("update app.number_sequences set next_value = 6 where chama_id = %s and kind = 'member'", (own,))
    yield Founded(
        own, database_url, url, database, outbox, sessions, foreign, users,
        members=_ids(root, "select member_number, id from app.chama_members where chama_id = %s", own),
        types=_ids(root, "select code, id from app.contribution_types where chama_id = %s", own),
        places=_ids(root, "select purpose, id from app.accounts where chama_id = %s and min_balance is not null", own),
        accounts=_ids(root, "select code, id from app.accounts where chama_id = %s", own),
        funds=_ids(root, "select code, id from app.funds where chama_id = %s", own),
        fines=_ids(root, "select code, id from app.fines_catalogue where chama_id = %s", own),
    )  # fmt: skip
    outbox.close()
    database.close()
