"""From a password to two keys: one proves who is asking, one opens the vault and never leaves this computer."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field

from moneypool_desktop.models.domain.passwords import normalised

COST = 12  # about 0.6 s of one core; each step up doubles it
_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BCRYPT = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_TO_BCRYPT = bytes.maketrans(_STANDARD, _BCRYPT)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a password yields under one salt: `client` proves it, `vault` seals what only this person may open."""

    client: bytes = field(repr=False)
    vault: bytes = field(repr=False)

    @property
    def stored(self) -> bytes:
        """Return what the database keeps: enough to check a proof, not enough to make one."""
        return hashlib.sha256(self.client).digest()

    def proof(self, said: str) -> bytes:
        """Return the proof over what both sides said, as in SCRAM (RFC 5802)."""
        mask = hmac.digest(self.stored, said.encode(), "sha256")
        return bytes(left ^ right for left, right in zip(self.client, mask, strict=True))


def stretch(password: str, salt: bytes, cost: int) -> Keys:
    """Return the keys of a password; takes half a second by design, so call it from a worker.

    The password is hashed before bcrypt, which reads 72 bytes at most: nothing of a long one is cut off.
    """
    import bcrypt

    short = base64.b64encode(hmac.digest(b"moneypool-pw", normalised(password).encode(), "sha256"))
    letters = base64.b64encode(salt).rstrip(b"=").translate(_TO_BCRYPT)
    raw = bcrypt.hashpw(short, b"$2b$%02d$%s" % (cost, letters))[29:]
    return Keys(client=hmac.digest(derive(raw, "auth/v1"), b"client key", "sha256"), vault=derive(raw, "vault/v1"))


def derive(secret: bytes, purpose: str) -> bytes:
    """Return 256 bits for one purpose from a secret (HKDF with SHA-256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=f"moneypool {purpose}".encode()).derive(secret)
