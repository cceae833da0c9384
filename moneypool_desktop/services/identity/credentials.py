"""What is stored for a new password: its verifier, and the key pair sealed by its vault key."""

import secrets
from dataclasses import dataclass, field
from typing import LiteralString, cast

from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.identity import stretch, vault
from moneypool_desktop.services.identity.exchange import Answer

_KEYS: LiteralString = "select auth.my_keys()"
_LABEL = b"private key"


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new verifier as the database takes it, and the vault key that stays here."""

    payload: Answer = field(repr=False)
    vault: bytes = field(repr=False)


def fresh(password: str, own: vault.Pair, recovery_public: bytes | None = None, cost: int | None = None) -> Fresh:
    """Return the verifier of a new password; takes half a second, so call it from a worker."""
    salt = secrets.token_bytes(16)
    chosen = stretch.COST if cost is None else cost
    keys = stretch.stretch(password, salt, chosen)
    payload = {
        "salt": salt.hex(),
        "cost": chosen,
        "stored_key": keys.stored.hex(),
        "public_key": own.public.hex(),
        "sealed_private": vault.seal(keys.vault, own.private, _LABEL).hex(),
        "recovery_public": recovery_public.hex() if recovery_public else None,
    }
    return Fresh(payload, keys.vault)


def own_pair(session: Session) -> vault.Pair:
    """Return the signed-in person's key pair, opened with the vault key of their session."""
    return vault.pair_of(vault.unseal(session.vault, bytes.fromhex(_kept(session)["sealed_private"]), _LABEL))


def recovery_public(session: Session) -> bytes | None:
    """Return the public half of the recovery key on this person's printed sheet, if they have one."""
    text = _kept(session)["recovery_public"]
    return bytes.fromhex(text) if text else None


def _kept(session: Session) -> Answer:
    return cast("Answer", session.read(_KEYS)[0][0])
