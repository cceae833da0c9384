"""Other people's accounts, for those who manage them, and the first account of all."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString, cast
from uuid import UUID

from moneypool_desktop.language import current, tr
from moneypool_desktop.models.domain.passwords import check_password
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.identity import credentials, vault
from moneypool_desktop.services.identity.exchange import Answer, email_of
from moneypool_desktop.services.identity.signing_in import session_of

_PEOPLE: LiteralString = (
    "select id, email, name, status, role, has_password, two_factor, last_login, wrong_tries, locked_until, closed"
    " from auth.people()"
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its manager sees it; `closed` means that computers new to it are shut out."""

    id: UUID
    email: str
    name: str
    status: str
    role: str
    has_password: bool
    two_factor: bool
    last_login: datetime | None
    wrong_tries: int
    locked_until: datetime | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time code to hand over in person; `kind` is invitation (first password) or reset."""

    code: str = field(repr=False)
    kind: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once, at the first account: codes for this person, and the key to the chama's sealed data."""

    email: str
    codes: tuple[str, ...] = field(repr=False)
    recovery_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FirstUser:
    """The first account, signed in, with the sheet to print before anything else."""

    session: Session
    sheet: RecoverySheet


def create_first_user(
    database: Database,
    email: str,
    password: str,
    first_name: str,
    last_name: str = "",
    *,
    phone: str | None = None,
    context: tuple[str, ...] = (),
    cost: int | None = None,
) -> FirstUser | Refused:
    """Make the first account of a new database and sign it in; takes half a second, so call it from a worker.

    Returns Refused with a sentence when the password will not do or somebody can sign in already.
    """
    from psycopg.types.json import Jsonb

    names = (*context, email, first_name, last_name)
    problem = check_password(password, second_factor=False, context=names)
    if problem:
        return Refused("MP425", problem.sentence, kept=tr("Nothing was made."))
    printed = vault.new_pair()
    fresh = credentials.fresh(password, vault.new_pair(), printed.public, cost)
    person = {
        "email": email_of(email),
        "phone": phone,
        "first_name": first_name,
        "last_name": last_name or None,
        "language": current(),
    }
    try:
        told = cast("Answer", database.act("auth.bootstrap_first_user", (Jsonb(person | fresh.payload),), token=None))
    except Refused as refused:
        return refused
    codes = tuple(map(vault.grouped, told["codes"]))
    session = session_of(database, told["token"], fresh.vault)
    return FirstUser(session, RecoverySheet(session.person.email, codes, vault.as_text(printed.private)))


def accounts(session: Session) -> list[Account]:
    """Return the accounts this person may manage, and their own."""
    return session.read_as(Account, _PEOPLE)


def add(session: Session, email: str, first_name: str, last_name: str = "", phone: str | None = None) -> UUID:
    """Make an account without a password, which `invite` opens; an e-mail that is known returns its account."""
    from psycopg.types.json import Jsonb

    person = {"email": email_of(email), "first_name": first_name, "last_name": last_name or None, "phone": phone}
    return UUID(str(session.act("auth.add_user", (Jsonb(person | {"language": current()}),))))


def invite(session: Session, user: UUID) -> Invitation:
    """Return a one-time code with which the person sets a password; codes given before are dead."""
    told = cast("Answer", session.act("auth.invite", (user,)))
    return Invitation(vault.grouped(told["code"]), told["kind"], datetime.fromisoformat(told["expires_at"]))


def lock(session: Session, user: UUID) -> None:
    """Lock an account and end its sessions at once."""
    session.act("auth.set_status", (user, "suspended"))


def unlock(session: Session, user: UUID) -> None:
    """Open a locked account again and forget its wrong tries."""
    session.act("auth.set_status", (user, "active"))
