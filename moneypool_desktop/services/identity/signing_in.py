"""Signing in and out, and showing again who is there."""

from dataclasses import dataclass, field

from moneypool_desktop.services.database.connection import Database, Session, session_of
from moneypool_desktop.services.failures import Failure, Refused
from moneypool_desktop.services.identity.exchange import answer, email_of, hello, keys_for, refusal
from moneypool_desktop.services.identity.stretch import Keys


@dataclass(frozen=True, slots=True)
class NeedCode:
    """The password was right and a second factor is in use: ask for its code and call `sign_in_with_code`."""

    database: Database
    email: str
    keys: Keys = field(repr=False)


def sign_in(database: Database, email: str, password: str, code: str | None = None) -> Session | NeedCode | Refused:
    """Sign a person in; takes half a second, so call it from a worker.

    Returns NeedCode when a second factor is in use and no code was given, Refused with a sentence when it may not be.
    """
    return _sign_in(database, email_of(email), code, password=password)


def sign_in_with_code(need: NeedCode, code: str) -> Session | NeedCode | Refused:
    """Go on with the code of the second factor, or with a recovery code."""
    return _sign_in(need.database, need.email, code, keys=need.keys)


def resume(database: Database, token: str, vault: bytes = b"") -> Session | None:
    """Return the session of a token kept from before, or None when it has ended."""
    try:
        return session_of(database, token, vault)
    except Failure as failure:
        if failure.code == "28000":
            return None
        raise


def sign_out(session: Session) -> None:
    """End the session and leave nothing of it on the server; a session that ended by itself is no error."""
    session.act("auth.sign_out", ())
    session.database.discard()


def touch(session: Session) -> None:
    """Say that the person is at work, so that the session does not go idle; call it when they type or click."""
    session.act("auth.touch", ())


def _sign_in(
    database: Database, email: str, code: str | None, *, password: str = "", keys: Keys | None = None
) -> Session | NeedCode | Refused:
    try:
        challenge = hello(database, email, "sign_in")
    except Refused as refused:
        return refused
    proved = keys or keys_for(challenge, password)
    told = answer(database, challenge, proved, code=code)
    match told["status"]:
        case "ok":
            return session_of(database, told["token"], proved.vault)
        case "need_code":
            return NeedCode(database, email, proved)
        case _:
            return refusal(told)
