"""A person's own account: password, second factor, recovery codes, sessions, and proving the password once more."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import LiteralString
from urllib.parse import quote, urlencode
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.passwords import check_password
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.identity import credentials, vault
from moneypool_desktop.services.identity.exchange import Answer, answer, email_of, hello, keys_for, refusal
from moneypool_desktop.services.identity.stretch import Keys

_ISSUER = "MoneyPool"
_SESSIONS: LiteralString = "select id, computer, created_at, last_seen, is_this from auth.my_sessions()"
_ME: LiteralString = "select auth.me()"


@dataclass(frozen=True, slots=True)
class TotpSetup:
    """A second factor being set up: what the authenticator app scans, or `secret` typed by hand."""

    uri: str = field(repr=False)
    secret: str = field(repr=False)
    qr: tuple[tuple[bool, ...], ...] = field(repr=False)
    keys: Keys = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedInAt:
    """One of a person's sessions."""

    id: UUID
    computer: str
    created_at: datetime
    last_seen: datetime
    is_this: bool


def step_up(session: Session, password: str, code: str | None = None) -> Refused | None:
    """Prove the password again before an act that asks for it; good for five minutes. None when it was right."""
    told, _ = _prove(session, "step_up", password, code=code)
    return _refused(told)


def change_password(
    session: Session, old: str, new: str, code: str | None = None, context: Iterable[str] = ()
) -> Session | Refused:
    """Change the password, ending this person's other sessions; returns the session with the key of the new one.

    `context` names what a password must not be made of, such as the names of the chama.
    """
    names = (*context, session.person.name, session.person.email)
    problem = check_password(new, second_factor=_has_second_factor(session), context=names)
    if problem:
        return Refused("MP425", problem.sentence, kept=tr("The old password stays."))
    own = credentials.own_pair(session)
    fresh = credentials.fresh(new, own)
    told, _ = _prove(session, "password", old, code=code, payload=fresh.payload)
    return _refused(told) or replace(session, vault=fresh.vault)


def setup_totp(session: Session, password: str) -> TotpSetup | Refused:
    """Begin a second factor: show what is returned, then call `confirm_totp` with a code the app shows."""
    import segno

    told, keys = _prove(session, "totp_begin", password)
    if told["status"] != "ok":
        return refusal(told)
    secret = base64.b32encode(bytes.fromhex(told["secret"])).decode()
    figures = urlencode({"secret": secret, "issuer": _ISSUER, "algorithm": "SHA1", "digits": 6, "period": 30})
    uri = f"otpauth://totp/{quote(_ISSUER)}:{quote(session.person.email)}?{figures}"
    qr = tuple(tuple(bool(module) for module in row) for row in segno.make(uri, error="m").matrix)
    return TotpSetup(uri, vault.grouped(secret), qr, keys)


def confirm_totp(session: Session, setup: TotpSetup, code: str) -> Refused | None:
    """Switch the second factor on with the first code from the app; None when it was right."""
    told, _ = _prove(session, "totp_enable", keys=setup.keys, code=code)
    return _refused(told)


def disable_totp(session: Session, password: str, code: str) -> Refused | None:
    """Switch the second factor off; a password that is too short to stand alone must be changed first."""
    problem = check_password(password, second_factor=False)
    if problem and problem.code == "too_short":
        return Refused("MP425", problem.sentence, kept=tr("The second factor stays on."))
    told, _ = _prove(session, "totp_disable", password, code=code)
    return _refused(told)


def new_recovery_codes(session: Session, password: str, code: str | None = None) -> tuple[str, ...] | Refused:
    """Return ten fresh recovery codes to print; the ones on older sheets are dead."""
    told, _ = _prove(session, "recovery_codes", password, code=code)
    return refusal(told) if told["status"] != "ok" else tuple(map(vault.grouped, told["codes"]))


def renew(database: Database, email: str, code: str, password: str, *, second_factor: bool = False) -> Refused | None:
    """Set a password with an invitation, an officer's reset code or a recovery code; None when it was done.

    A second factor stays. Sealed data opens again when another officer shares its key, or with the printed one.
    """
    problem = check_password(password, second_factor=second_factor, context=(email,))
    if problem:
        return Refused("MP425", problem.sentence, kept=tr("The code was not used."))
    try:
        challenge = hello(database, email_of(email), "renew")
    except Refused as refused:
        return refused
    fresh = credentials.fresh(password, vault.new_pair())
    told = answer(database, challenge, None, code=code, payload=fresh.payload)
    if told["status"] == "bad":
        return Refused(
            "auth.bad_code",
            tr("That code is wrong, was used before, or is too old."),
            advice=tr("Copy it again, or ask an officer for a new one."),
        )
    return _refused(told)


def sessions(session: Session) -> list[SignedInAt]:
    """Return this person's sessions on every computer, the latest used first."""
    return session.read_as(SignedInAt, _SESSIONS)


def end_session(session: Session, other: UUID) -> bool:
    """End one of one's own sessions, or one of a person one may manage; False when it had ended."""
    return bool(session.act("auth.end_session", (other,)))


def _prove(
    session: Session,
    purpose: str,
    password: str = "",
    *,
    keys: Keys | None = None,
    code: str | None = None,
    payload: Answer | None = None,
) -> tuple[Answer, Keys]:
    challenge = hello(session.database, session.person.email, purpose, session.token)
    proved = keys or keys_for(challenge, password)
    told = answer(session.database, challenge, proved, code=code, payload=payload, token=session.token)
    return told, proved


def _refused(told: Answer) -> Refused | None:
    if told["status"] == "ok":
        return None
    if told["status"] == "need_code":
        return Refused(
            "auth.need_code", tr("This needs the code of your second factor."), advice=tr("Type it, then go on.")
        )
    return refusal(told)


def _has_second_factor(session: Session) -> bool:
    return bool(session.read(_ME)[0][0]["two_factor"])
