"""This computer's own key to a database: a login role of its own with a random secret nobody types."""

import secrets
from typing import TYPE_CHECKING, LiteralString

from moneypool_desktop.services.runtime.secrets import Secrets

if TYPE_CHECKING:
    import psycopg

_KEPT = "device"
_ENROL: LiteralString = "select ops.enrol_device(%s, %s, %s)"


def kept(store: Secrets) -> tuple[str, str] | None:
    """Return the role and the secret of this computer, or None before it was enrolled."""
    found = store.get(_KEPT)
    if found is None:
        return None
    role, _, secret = found.partition(":")
    return role, secret


def enrol(connection: "psycopg.Connection", store: Secrets, name: str) -> tuple[str, str]:
    """Enrol this computer under a name, over the superuser's connection, and return its role and secret.

    The database is told a SCRAM verifier only; the secret itself goes to the keyring and nowhere else.
    """
    role = f"mpd_{secrets.token_hex(8)}"
    secret = secrets.token_urlsafe(32)
    verifier = connection.pgconn.encrypt_password(secret.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(_ENROL, (role, verifier, name))
    store.put(_KEPT, f"{role}:{secret}")
    return role, secret
