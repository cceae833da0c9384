"""The way into the books for every command: which database, and as whom.

`MONEYPOOL_USER` and `MONEYPOOL_PASSWORD_FILE` serve scripts and sign in for one command; otherwise the session that
`login` kept in the keyring is used.
"""

import argparse
import getpass
import hashlib
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from moneypool_desktop import places
from moneypool_desktop.language import tr
from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.failures import Failure, Refused
from moneypool_desktop.services.runtime.secrets import Secrets

USER_VARIABLE = "MONEYPOOL_USER"
PASSWORD_VARIABLE = "MONEYPOOL_PASSWORD_FILE"  # noqa: S105 - the name of a variable


@contextmanager
def database(args: argparse.Namespace) -> Generator[Database]:
    """Open the database that `--database` names, or this computer's own, and close it at the end."""
    from moneypool_desktop.services.database import migrate, opening

    if not args.database:
        with opening.open_embedded(places.home()) as opened:
            yield opened.database
        return
    url = str(args.database)
    shared = Database(lambda: url, name=f"shared-{hashlib.sha256(url.encode()).hexdigest()[:12]}")
    try:
        shared.inspect(migrate.check_version)
        yield shared
    finally:
        shared.close()


@contextmanager
def signed_in(args: argparse.Namespace) -> Generator[Session]:
    """Open the books as a signed-in person; refused with a sentence when nobody is."""
    with database(args) as books, person(books) as session:
        yield session


@contextmanager
def person(books: Database) -> Generator[Session]:
    """Act in open books as the person of the environment, or else as the one `login` kept."""
    if os.environ.get(USER_VARIABLE):
        session = sign_in(books, asked_email(None))
        try:
            yield session
        finally:
            identity.sign_out(session)
    else:
        yield _kept(books)


def sign_in(books: Database, email: str, code: str | None = None) -> Session:
    """Sign in with the password that the environment or the person gives, asking for a code where one is needed."""
    answer = identity.sign_in(books, email, asked_password(email), code)
    if isinstance(answer, identity.NeedCode):
        answer = identity.sign_in_with_code(answer, asked_code())
    if isinstance(answer, Refused):
        raise answer
    if isinstance(answer, identity.NeedCode):
        raise _code_wanted()
    return answer


def confirmed[Done](session: Session, act: Callable[[], Done]) -> Done:
    """Do an act, asking for the password again where the database wants it fresh."""
    try:
        return act()
    except Failure as failure:
        if failure.code != "MP427":
            raise
    password = asked_password(session.person.email)
    refused = identity.step_up(session, password)
    if refused and refused.code == "auth.need_code":
        refused = identity.step_up(session, password, asked_code())
    if refused:
        raise refused
    return act()


def keep(session: Session) -> None:
    """Keep the session in the keyring for the commands that follow."""
    _store().put(_name(session.database), f"{session.token}:{session.vault.hex()}")


def forget(books: Database) -> bool:
    """End and forget the session that was kept; False when there was none."""
    kept = _store().get(_name(books))
    if kept is None:
        return False
    session = _resumed(books, kept)
    if session:
        identity.sign_out(session)
    _store().drop(_name(books))
    return True


def asked_email(typed: str | None) -> str:
    """Return the e-mail address typed with the command, or of the environment, or asked for."""
    given = typed or os.environ.get(USER_VARIABLE)
    if given:
        return given
    _need_terminal(tr("Set {variable} to your e-mail address.", variable=USER_VARIABLE))
    sys.stderr.write(tr("E-mail address: "))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def asked_password(email: str, question: str = "") -> str:
    """Return the password from the file the environment names, or asked for without showing it."""
    file = os.environ.get(PASSWORD_VARIABLE)
    if file:
        return Path(file).read_text("utf-8").splitlines()[0] if Path(file).stat().st_size else ""
    _need_terminal(tr("Set {variable} to a file that holds the password.", variable=PASSWORD_VARIABLE))
    return getpass.getpass(question or tr("Password of {email}: ", email=email))


def asked_code() -> str:
    """Return the code of the second factor, asked for."""
    if not sys.stdin.isatty():
        raise _code_wanted()
    return getpass.getpass(tr("Code of your second factor: "))


def asked_recovery_key() -> str:
    """Return the recovery key of a printed sheet, asked for without showing it, or from standard input for scripts."""
    return getpass.getpass(tr("Recovery key: ")) if sys.stdin.isatty() else sys.stdin.readline().strip()


def _kept(books: Database) -> Session:
    kept = _store().get(_name(books))
    session = _resumed(books, kept) if kept else None
    if session is None:
        raise Refused(
            "28000",
            tr("Nobody is signed in."),
            advice=tr(
                "Run `moneypool-cli login`, or set {user} and {password}.",
                user=USER_VARIABLE,
                password=PASSWORD_VARIABLE,
            ),
        )
    identity.touch(session)
    return session


def _resumed(books: Database, kept: str) -> Session | None:
    token, _, vault = kept.partition(":")
    return identity.resume(books, token, bytes.fromhex(vault))


def _store() -> Secrets:
    return Secrets(places.home())


def _name(books: Database) -> str:
    return f"session-{books.name}"


def _need_terminal(advice: str) -> None:
    if not sys.stdin.isatty():
        raise Refused("usage.terminal", tr("There is no terminal to ask at."), advice=advice)


def _code_wanted() -> Refused:
    return Refused(
        "auth.need_code",
        tr("This account asks for the code of a second factor."),
        advice=tr("Run `moneypool-cli login` at a terminal, then the command again."),
    )
