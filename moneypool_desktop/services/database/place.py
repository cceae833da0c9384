"""Where the server's files lie, and which places would lose or corrupt them."""

import hashlib
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from moneypool_desktop.language import tr
from moneypool_desktop.services.database.account import Account, enterable, shared_folder
from moneypool_desktop.services.failures import Refused

_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
}
_NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afpfs",
    "webdav",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs2",
}
_PORTABLE = {"vfat", "msdos", "exfat", "fat", "fat32", "fuse.exfat"}
_SOCKET = 107 if sys.platform == "linux" else 103
_SOCKET_NAME = "/.s.PGSQL.5432.lock"


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one cluster: its data, its socket (unused on Windows) and the server's log."""

    data: Path
    socket: Path
    log: Path


def prepare(home: Path, account: Account | None) -> Place:
    """Return the place of this home's cluster, made with rights for its owner only; an unsafe new place is refused."""
    folder = home / "cluster"
    if not folder.exists():
        if why := unsafe(home):
            raise Refused(
                "engine.place",
                why,
                kept=tr("Nothing was written there."),
                advice=tr("Choose a folder on this computer's own disk with MONEYPOOL_HOME."),
            )
        _make(folder, account)
    folder = folder.resolve()
    return Place(folder / "data", _socket_folder(folder, account), folder / "server.log")


def unsafe(folder: Path) -> str | None:
    """Return the sentence that says why the books must not lie in the folder, or None when they may."""
    resolved = folder.resolve()
    if service := _synced(resolved):
        return tr(
            "{folder} is kept in step by {service}, which copies files while the books are being written.",
            folder=folder,
            service=service,
        )
    kind = _file_system(resolved)
    if kind == "network":
        return tr(
            "{folder} is on another computer's disk: a break in the network would damage the books.", folder=folder
        )
    if kind == "portable":
        return tr("{folder} is on a removable or FAT disk, which cannot keep the books safe.", folder=folder)
    return None


def _synced(folder: Path) -> str | None:
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        root = os.environ.get(name)
        if root and folder.is_relative_to(Path(root)):
            return "OneDrive"
    for step in (folder, *folder.parents):
        if (step / ".dropbox.cache").is_dir():
            return "Dropbox"
        lowered = step.name.lower()
        for start, service in _SYNCED.items():
            # "OneDrive - Umoja Group" and "Dropbox (Personal)" count, "dropboxes" does not
            if lowered == start or lowered.startswith((f"{start} ", f"{start}-", f"{start}(")):
                return service
    return None


def _file_system(folder: Path) -> str | None:
    if sys.platform == "linux":
        kind, options = _linux_mount(folder)
        if kind == "9p" and "drvfs" in options:
            return "network"
        portable = kind in _PORTABLE or _removable(folder)
    else:
        kind, options = _mount(folder)
        portable = kind in _PORTABLE or "removable" in options
    if kind in _NETWORK or "remote" in options.split(","):
        return "network"
    return "portable" if portable else None


def _linux_mount(folder: Path) -> tuple[str, str]:
    best, found = -1, ("", "")
    for line in Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines():
        left, _, right = line.partition(" - ")
        point = left.split()[4].encode().decode("unicode_escape")
        if folder.is_relative_to(point) and len(point) >= best:
            fields = right.split()
            best, found = len(point), (fields[0].lower(), " ".join(fields[1:]).lower())
    return found


def _removable(folder: Path) -> bool:
    device = folder.stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
    flags = (block / "removable", block.parent / "removable")
    return any(flag.exists() and flag.read_text().strip() == "1" for flag in flags)


def _mount(folder: Path) -> tuple[str, str]:
    import psutil

    within = [part for part in psutil.disk_partitions(all=True) if folder.is_relative_to(part.mountpoint)]
    if not within:
        return ("", "remote" if str(folder).startswith("\\\\") else "")
    nearest = max(within, key=lambda part: len(part.mountpoint))
    return nearest.fstype.lower(), nearest.opts.lower()


def _make(folder: Path, account: Account | None) -> None:
    if account is None:
        folder.mkdir(mode=0o700)
        if os.name == "nt":
            _close_to_others(folder)
        return
    if enterable(folder.parent):
        folder.mkdir(mode=0o700)
        account.own(folder)
        return
    # root's home is closed to the account that runs the server: the files lie outside, a link in the home leads to them
    outside = Path(tempfile.mkdtemp(prefix="cluster-", dir=shared_folder()))
    account.own(outside)
    folder.symlink_to(outside, target_is_directory=True)


def _close_to_others(folder: Path) -> None:
    user = f"{os.environ.get('USERDOMAIN', '.')}\\{os.environ['USERNAME']}"
    grant = [
        "icacls",
        str(folder),
        "/inheritance:r",
        "/grant:r",
        f"{user}:(OI)(CI)F",
        "/grant:r",
        "*S-1-5-18:(OI)(CI)F",
    ]
    subprocess.run(grant, check=True, capture_output=True)


def _socket_folder(folder: Path, account: Account | None) -> Path:
    if os.name == "nt":
        return folder
    usual = folder / "socket"
    # a comma would part two hosts in a connection string
    if len(os.fsencode(usual)) + len(_SOCKET_NAME) <= _SOCKET and "," not in str(usual):
        usual.mkdir(mode=0o700, exist_ok=True)
    else:
        usual = next(_short_folders(f"moneypool-{os.geteuid()}-{_digest(folder)}", shared=account is not None))
        usual.mkdir(mode=0o700, exist_ok=True)
    if account is not None and usual.lstat().st_uid == 0:
        account.own(usual)
    found = usual.lstat()
    owner = account.uid if account else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) != 0o700:
        raise Refused(
            "engine.socket",
            tr("{folder} belongs to somebody else, so the books cannot be opened through it.", folder=usual),
            advice=tr("Remove that folder, or ask the owner of this computer to."),
        )
    return usual


def _short_folders(name: str, *, shared: bool) -> Iterator[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and not shared and len(runtime) < 40 and Path(runtime).is_dir():
        yield Path(runtime) / name
    yield Path("/tmp" if os.name != "nt" else tempfile.gettempdir()) / name  # noqa: S108 - checked to be ours alone


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
