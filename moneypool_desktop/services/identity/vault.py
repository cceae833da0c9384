"""Sealing: a person's key pair, a chama's data key wrapped for its officers, and the fields that key seals.

Every sealed value starts with a version byte, so that the way of sealing can change without touching what is sealed.
"""

import base64
import secrets
from dataclasses import dataclass, field

from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.identity.stretch import derive

_VERSION = b"\x01"
_NONCE = 12
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Place:
    """The field a sealed value belongs to: moved anywhere else, it does not open."""

    table: str
    column: str
    row: str
    chama: str

    @property
    def label(self) -> bytes:
        """Return the place as the bytes that are authenticated with the value."""
        return f"{self.table}|{self.column}|{self.row}|{self.chama}".encode()


@dataclass(frozen=True, slots=True)
class Pair:
    """A key pair (X25519): anything can be wrapped to `public`, only `private` unwraps it."""

    public: bytes
    private: bytes = field(repr=False)


def new_pair() -> Pair:
    """Return a fresh key pair."""
    return pair_of(secrets.token_bytes(32))


def pair_of(private: bytes) -> Pair:
    """Return the pair of a private key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return Pair(X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw(), private)


def seal(key: bytes, value: bytes, label: bytes) -> bytes:
    """Return the value sealed with AES-256-GCM; it opens only with the same key and label."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, value, label)


def unseal(key: bytes, sealed: bytes, label: bytes) -> bytes:
    """Return the sealed value; refused with a sentence when the key is not the right one or it was tampered with."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, box = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        if sealed[:1] != _VERSION:
            raise _sealed_shut()
        return AESGCM(key).decrypt(nonce, box, label)
    except (InvalidTag, ValueError) as error:
        raise _sealed_shut() from error


def seal_text(key: bytes, text: str, place: Place) -> bytes:
    """Return a text sealed for one field of one row."""
    return seal(key, text.encode(), place.label)


def unseal_text(key: bytes, sealed: bytes, place: Place) -> str:
    """Return the text of a sealed field."""
    return unseal(key, sealed, place.label).decode()


def wrap(key: bytes, public: bytes) -> bytes:
    """Return a key wrapped so that only the holder of the private half can open it."""
    once = new_pair()
    return once.public + seal(_shared(once.private, public), key, once.public + public)


def unwrap(wrapped: bytes, own: Pair) -> bytes:
    """Return the key that was wrapped to this pair's public half."""
    other, box = wrapped[:32], wrapped[32:]
    return unseal(_shared(own.private, other), box, other + own.public)


def as_text(secret: bytes) -> str:
    """Return a secret as a person copies it from paper: letters and figures in groups of four."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def from_text(typed: str) -> bytes:
    """Return the secret that was copied from paper; refused with a sentence when it cannot be one."""
    letters = "".join(character for character in typed.upper() if character.isalnum())
    letters = letters.replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        secret = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise _not_a_key() from error
    if len(secret) != 32:
        raise _not_a_key()
    return secret


def grouped(code: str) -> str:
    """Return a one-time code in groups of four letters, as it is printed."""
    return "-".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))


def _shared(private: bytes, public: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    agreed = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    return derive(agreed, "wrap/v1")


def _sealed_shut() -> Refused:
    return Refused(
        "vault.sealed",
        tr("This does not open with your key."),
        kept=tr("It is kept as it was."),
        advice=tr("Ask an officer who can read it to share the key with you, or use the printed recovery key."),
    )


def _not_a_key() -> Refused:
    return Refused(
        "vault.recovery_key",
        tr("That is not a recovery key: it has 52 letters and figures in groups of four."),
        advice=tr("Copy it again from the recovery sheet."),
    )
