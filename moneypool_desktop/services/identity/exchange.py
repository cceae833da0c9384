"""The conversation with the database that proves who is asking: hello, attempt, collect, each committed on its own."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any, cast

from moneypool_desktop.language import tr, trn
from moneypool_desktop.services.database.connection import Database
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.identity.stretch import Keys, stretch

type Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the database answered to an e-mail address: of one shape whether or not anybody has it."""

    email: str
    purpose: str
    ticket: str
    nonce: str
    device: str
    salt: bytes
    cost: int

    def said(self, own_nonce: bytes) -> str:
        """Return what both sides said, which the proof covers."""
        email = hashlib.sha256(self.email.encode()).hexdigest()
        return f"{self.purpose}|{email}|{self.ticket}|{self.nonce}|{own_nonce.hex()}|{self.device}"


def hello(database: Database, email: str, purpose: str, token: str | None = None) -> Challenge:
    """Ask for a challenge; a computer with too many wrong tries is refused with the time to wait."""
    told = cast("Answer", database.act("auth.hello", (email, purpose), token=token))
    if told["status"] != "ok":
        raise refusal(told)
    salt = bytes.fromhex(told["salt"])
    return Challenge(email, purpose, told["ticket"], told["nonce"], told["device"], salt, told["cost"])


def answer(
    database: Database,
    challenge: Challenge,
    keys: Keys | None,
    *,
    code: str | None = None,
    payload: Answer | None = None,
    token: str | None = None,
) -> Answer:
    """Send the proof (none of a password when `keys` is None) and return what the database decided."""
    from psycopg.types.json import Jsonb

    nonce = secrets.token_bytes(24)
    proof = keys.proof(challenge.said(nonce)) if keys else bytes(32)
    sent = (challenge.ticket, nonce, proof, code or None, Jsonb(payload or {}))
    stored = cast("Answer", database.act("auth.attempt", sent, token=token))
    if stored["status"] != "stored":
        return stored
    return cast("Answer", database.act("auth.collect", (challenge.ticket,), token=token))


def keys_for(challenge: Challenge, password: str) -> Keys:
    """Return the keys of a password under the challenge's salt; slow by design."""
    return stretch(password, challenge.salt, challenge.cost)


def email_of(typed: str) -> str:
    """Return an e-mail address in the form it is compared in."""
    return typed.strip().lower()


def refusal(told: Answer) -> Refused:
    """Return the sentence for an outcome that is not ok."""
    status = str(told["status"])
    kept = advice = ""
    match status:
        case "bad":
            sentence, kept = tr("The e-mail address or the password is wrong."), _tries(told)
        case "bad_code":
            sentence, kept = tr("That code is wrong or was used before."), _tries(told)
            advice = tr("Check that the clock of your phone is right, and wait for the next code.")
        case "wait":
            sentence, advice = tr("Too many wrong tries with this account on this computer."), _wait(told)
        case "frozen":
            sentence, advice = tr("Too many wrong tries on this computer."), _wait(told)
        case "closed":
            sentence = tr("Others tried to open this account, so new computers are shut out.")
            advice = tr("Ask an officer to unlock it, or sign in on a computer you have used before.")
        case "inactive" if told.get("state") == "enabled":
            sentence = tr("A second factor is in use already.")
            advice = tr("Switch it off first, then set up the new one.")
        case "inactive":
            sentence, advice = tr("This account is locked."), tr("Ask an officer to unlock it.")
        case _:
            sentence, advice = tr("That took too long, so it was not counted."), tr("Try again.")
    return Refused(f"auth.{status}", sentence, kept=kept, advice=advice, figures=told)


def _tries(told: Answer) -> str:
    left = told.get("tries_left")
    return trn("{n} try is left.", "{n} tries are left.", left) if isinstance(left, int) and left else ""


def _wait(told: Answer) -> str:
    minutes = -(-int(told.get("seconds") or 0) // 60)
    return trn("Try again in {n} minute.", "Try again in {n} minutes.", max(1, minutes))
