"""Secrets of this computer: in the keyring of the operating system, or in files only their owner can read."""

import os
from pathlib import Path
from secrets import token_hex

from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Refused

_SERVICE = "MoneyPool"


class Secrets:
    """The secrets of one home; two homes on one computer never see each other's."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "secrets"
        self._named = home / "keyring-name"

    def get(self, name: str) -> str | None:
        """Return the secret, or None when there is none; a locked keyring is refused with a sentence."""
        kept = self._folder / name
        if kept.exists():  # first, because asking the keyring costs more than a whole warm start
            return kept.read_text("ascii")
        if not self._named.exists():
            return None
        from keyring.errors import KeyringError, NoKeyringError

        try:
            import keyring

            return keyring.get_password(_SERVICE, self._key(name))
        except NoKeyringError:
            return None
        except KeyringError as error:
            raise Refused(
                "keyring",
                tr("The keyring of this computer did not open."),
                kept=tr("The books are untouched."),
                advice=tr("Unlock it by signing in to the computer again, then start MoneyPool once more."),
            ) from error

    def put(self, name: str, value: str) -> None:
        """Keep the secret in the keyring, or in a file with mode 0600 where there is no keyring."""
        from keyring.errors import KeyringError

        try:
            import keyring

            keyring.set_password(_SERVICE, self._key(name), value)
        except KeyringError:
            self._write(name, value)

    def drop(self, name: str) -> None:
        """Forget the secret wherever it is kept."""
        kept = self._folder / name
        if kept.exists():
            kept.unlink()
            return
        from keyring.errors import KeyringError

        try:
            import keyring

            keyring.delete_password(_SERVICE, self._key(name))
        except KeyringError:
            return

    def notice(self) -> str | None:
        """Return the warning to show when secrets lie in files, or None when the keyring holds them."""
        if not self._folder.is_dir() or not any(self._folder.iterdir()):
            return None
        return tr(
            "This computer has no keyring. The passwords of the books are in {folder}, readable by you alone: "
            "whoever can open your account can open the books.",
            folder=self._folder,
        )

    def _key(self, name: str) -> str:
        # the name lies in the home and not in its path, so that a home that is moved still finds its secrets
        if not self._named.exists():
            self._named.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._named.write_text(token_hex(6), "ascii")
        return f"{self._named.read_text('ascii')}/{name}"

    def _write(self, name: str, value: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = self._folder / f"{name}.new"
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, value.encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)
        new.replace(self._folder / name)
