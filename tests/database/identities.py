"""Helpers of the identity tests: cheap accounts, and the conversation with the database spoken by hand."""

import base64
import hashlib
import hmac
import secrets
import struct
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.identity.stretch import stretch

WANJIRU = "wanjiru@umoja.example"
OTIENO = "otieno@umoja.example"
PASSWORD = "mango ladder quiet river"
OTHER = "copper window slow giraffe"


def first_user(database: Database, email: str = WANJIRU) -> identity.FirstUser:
    """Make the first account of a database, as `Wanjiru Kamau`."""
    made = identity.create_first_user(database, email, PASSWORD, "Wanjiru", "Kamau", cost=4)
    assert isinstance(made, identity.FirstUser), made
    return made


def second_user(first: Session, email: str = OTIENO) -> UUID:
    """Make a second account that can sign in with OTHER."""
    user = identity.add(first, email, "Otieno", "Odhiambo")
    invitation = identity.invite(first, user)
    assert identity.renew(first.database, email, invitation.code, OTHER) is None
    return user


def signed_in(database: Database, email: str, password: str = PASSWORD, code: str | None = None) -> Session:
    """Return the session of somebody whose password is right."""
    session = identity.sign_in(database, email, password, code)
    assert isinstance(session, Session), session
    return session


def chama(session: Session, name: str = "Umoja") -> UUID:
    """Return a new chama led by the person."""
    made = uuid4()
    session.act("create_chama", (made, uuid4(), Jsonb({"name": name})))
    return made


def member(root: psycopg.Connection, of: UUID, user: UUID, role: str = "member") -> None:
    """Write a membership down."""
    root.execute(
        "insert into app.chama_members (chama_id, user_id, role, member_number, join_date)"
        " values (%s, %s, %s, %s, '2026-01-01')",
        (of, user, role, f"T-{secrets.token_hex(4)}"),
    )


def totp(setup: identity.TotpSetup, steps: int = 0) -> str:
    """Return what an authenticator app shows now, or some steps of 30 seconds away (RFC 6238)."""
    secret = base64.b32decode(setup.secret.replace("-", ""))
    mac = hmac.digest(secret, struct.pack(">Q", int(time.time()) // 30 + steps), "sha1")
    offset = mac[19] & 15
    return f"{(struct.unpack('>I', mac[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def forget_steps(root: psycopg.Connection) -> None:
    """Make every authenticator code usable again, as if time had passed."""
    root.execute("update auth.totp set last_step = 0")


def later(root: psycopg.Connection, interval: str) -> None:
    """Move every attempt and lock back in time, as if the interval had passed."""
    root.execute(
        "update auth.attempts set created_at = created_at - %s::interval, attempted_at = attempted_at - %s::interval",
        (interval, interval),
    )
    root.execute(
        "update auth.budgets set locked_until = locked_until - %s::interval, cleared_at = cleared_at - %s::interval",
        (interval, interval),
    )


@dataclass
class Guesser:
    """Somebody with a computer's secret and psql, who speaks the protocol by hand."""

    connection: psycopg.Connection

    def ask(self, function: str, *args: Any) -> Any:
        places = ", ".join(["%s"] * len(args))
        row = self.connection.execute(f"select auth.{function}({places})", args).fetchone()
        assert row is not None
        return row[0]

    def hello(self, email: str) -> dict[str, Any]:
        return self.ask("hello", email, "sign_in")

    def attempt(self, email: str, hello: dict[str, Any], password: str) -> dict[str, Any]:
        nonce = secrets.token_bytes(24)
        digest = hashlib.sha256(email.encode()).hexdigest()
        said = f"sign_in|{digest}|{hello['ticket']}|{hello['nonce']}|{nonce.hex()}|{hello['device']}"
        keys = stretch(password, bytes.fromhex(hello["salt"]), hello["cost"])
        return self.ask("attempt", hello["ticket"], nonce, keys.proof(said), None, Jsonb({}))

    def collect(self, hello: dict[str, Any]) -> dict[str, Any]:
        return self.ask("collect", hello["ticket"])

    def guess(self, email: str, password: str) -> dict[str, Any]:
        """Make one whole guess, committed at every step (the connection is in autocommit)."""
        hello = self.hello(email)
        if hello["status"] != "ok":
            return hello
        stored = self.attempt(email, hello, password)
        return stored if stored["status"] != "stored" else self.collect(hello)


class Town:
    """The enrolled computers of one test, by name; everything they opened is closed at the end."""

    def __init__(self, device: Callable[[str], str]) -> None:
        self._device = device
        self._known: dict[str, str] = {}
        self._open = ExitStack()

    def conninfo(self, name: str) -> str:
        """Return the connection string of a computer, enrolled when first named."""
        if name not in self._known:
            self._known[name] = self._device(name)
        return self._known[name]

    def database(self, name: str = "Office PC") -> Database:
        """Return the program's way into the books on that computer."""
        conninfo = self.conninfo(name)
        database = Database(lambda: conninfo, name=name)
        self._open.callback(database.close)
        return database

    def guesser(self, name: str = "Stranger") -> Guesser:
        """Return somebody with psql on that computer."""
        connection = psycopg.connect(self.conninfo(name), autocommit=True)
        self._open.callback(connection.close)
        return Guesser(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
