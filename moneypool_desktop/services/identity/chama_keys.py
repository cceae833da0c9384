"""A chama's data key: made once, kept only as wrapped for each officer and for the printed recovery key."""

import secrets
from typing import LiteralString, cast
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.identity import credentials, vault
from moneypool_desktop.services.identity.exchange import Answer

_KEY: LiteralString = "select auth.chama_key(%s, %s)"
_HOLDERS: LiteralString = "select user_id, name, public_key, holds from auth.key_holders(%s)"


def make(session: Session, chama: UUID) -> bytes:
    """Make the data key of a new chama, kept for this officer and for the recovery key of their sheet."""
    key = secrets.token_bytes(32)
    own = credentials.own_pair(session)
    _store(session, chama, session.person.id, 1, vault.wrap(key, own.public))
    printed = credentials.recovery_public(session)
    if printed:
        _store(session, chama, None, 1, vault.wrap(key, printed))
    return key


def opened(session: Session, chama: UUID) -> bytes:
    """Return the data key; refused with a sentence while nobody has shared it with this officer."""
    found = _found(session, chama, recovery=False)
    if found is None:
        raise Refused(
            "vault.no_key",
            tr("The key to the sealed data of this chama has not been shared with you yet."),
            advice=tr("Ask another officer to sign in once, or use the printed recovery key."),
        )
    return vault.unwrap(bytes.fromhex(found["wrapped"]), credentials.own_pair(session))


def made(session: Session, chama: UUID) -> bytes:
    """Return the data key, made now when the chama has none yet."""
    if _found(session, chama, recovery=False) or _found(session, chama, recovery=True):
        return opened(session, chama)
    if any(holds for _, _, _, holds in session.read(_HOLDERS, (chama,))):
        return opened(session, chama)
    return make(session, chama)


def share(session: Session, chama: UUID) -> tuple[str, ...]:
    """Wrap the data key for every officer who has none yet, and return their names; nothing to share is no error."""
    found = _found(session, chama, recovery=False)
    waiting = [(user, name, public) for user, name, public, holds in session.read(_HOLDERS, (chama,)) if not holds]
    if found is None or not waiting:
        return ()
    key = opened(session, chama)
    for user, _, public in waiting:
        _store(session, chama, user, found["version"], vault.wrap(key, bytes.fromhex(public)))
    return tuple(name for _, name, _ in waiting)


def recover(session: Session, chama: UUID, recovery_key: str) -> bytes:
    """Open the data key with the printed recovery key and keep it for this officer from now on."""
    found = _found(session, chama, recovery=True)
    if found is None:
        raise Refused("vault.no_recovery", tr("No recovery key was printed for this chama."))
    key = vault.unwrap(bytes.fromhex(found["wrapped"]), vault.pair_of(vault.from_text(recovery_key)))
    own = credentials.own_pair(session)
    _store(session, chama, session.person.id, found["version"], vault.wrap(key, own.public))
    return key


def seal_national_id(key: bytes, number: str, user: UUID, chama: UUID) -> bytes:
    """Return an identity number sealed for one person under the data key of a chama."""
    return vault.seal_text(key, number, _national_id(user, chama))


def unseal_national_id(key: bytes, sealed: bytes, user: UUID, chama: UUID) -> str:
    """Return a sealed identity number; refused when it was moved here from another person or chama."""
    return vault.unseal_text(key, sealed, _national_id(user, chama))


def _national_id(user: UUID, chama: UUID) -> vault.Place:
    return vault.Place("users", "national_id_sealed", str(user), str(chama))


def _found(session: Session, chama: UUID, *, recovery: bool) -> Answer | None:
    return cast("Answer | None", session.read(_KEY, (chama, recovery))[0][0])


def _store(session: Session, chama: UUID, user: UUID | None, version: int, wrapped: bytes) -> None:
    session.act("auth.store_chama_key", (chama, user, version, wrapped))
