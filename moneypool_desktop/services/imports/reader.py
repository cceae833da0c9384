"""Opening a file a person chose or dropped: what it is by its first bytes, how large, and its lines.

Nothing here knows about members or money. Every refusal is a `Refused` with a sentence; nothing else is ever raised.
"""

import hashlib
import stat
from pathlib import Path, PurePath

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.rows.import_files import SourceFile
from moneypool_desktop.services.imports import delimited, limits, workbook

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SAVE_AS = mark("Save the sheet as CSV or Excel workbook (.xlsx) and choose that file.")


def open_file(
    path: Path,
    *,
    delimiter: str = "",
    progress: limits.Progress | None = None,
    cancelled: limits.Cancelled | None = None,
) -> SourceFile:
    """Read the file at `path`; one that is too large or no plain file is refused before a byte of it is read."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            limits.refuse("not_a_file", tr("“{name}” is not a file.", name=path.name), tr("Choose a file."))
        _check_size(path.name, facts.st_size)
        with path.open("rb") as stream:
            content = stream.read(limits.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        limits.refuse(
            "unreadable",
            tr("“{name}” cannot be opened ({reason}).", name=path.name, reason=reason),
            tr("Check that it is still there and that no other program holds it."),
        )
    return read_bytes(path.name, content, delimiter=delimiter, progress=progress, cancelled=cancelled)


def read_bytes(
    name: str,
    content: bytes,
    *,
    delimiter: str = "",
    progress: limits.Progress | None = None,
    cancelled: limits.Cancelled | None = None,
) -> SourceFile:
    """Read a file already in memory; raises `Refused` for anything that is not a readable table."""
    name = PurePath(name).name
    _check_size(name, len(content))
    _check_type(content)
    watch = limits.Watch(progress, cancelled)
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(_ZIP):
        sheets, notices = workbook.read(content, watch)
        source = SourceFile(name, digest, "xlsx", sheets, notices=notices)
    else:
        sheet, encoding, delimiter, cut_at = delimited.read(content, delimiter, watch)
        source = SourceFile(name, digest, "csv", (sheet,), encoding, delimiter, cut_at)
    if not any(sheet.lines for sheet in source.sheets):
        _empty()
    return source


def _check_size(name: str, size: int) -> None:
    if size > limits.MOST_BYTES:
        limits.refuse(
            "too_large",
            tr("“{name}” has {size} MB; at most {most} MB are read.",
               name=name, size=f"{size // limits.MEGABYTE:,}", most=limits.MOST_BYTES // limits.MEGABYTE),
            tr("Check that this is the right file, or split it into smaller ones."),
        )  # fmt: skip
    if size == 0:
        _empty()


def _empty() -> None:
    limits.refuse("empty", tr("This file is empty."), tr("Check that this is the right file."))


def _check_type(content: bytes) -> None:
    what = _foreign_type(content)
    if what:
        limits.refuse("wrong_type", what, tr(_SAVE_AS))


def _foreign_type(content: bytes) -> str | None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            return tr("This workbook is locked with a password. Open it in Excel and take the password off.")
        return tr("This is an old Excel or Word file (.xls, .doc), which cannot be read.")
    for start, what in (
        (b"%PDF", tr("This is a PDF, not a table.")),
        (b"{\\rtf", tr("This is a text document (RTF), not a table.")),
        (b"\x89PNG", tr("This is a picture, not a table.")),
        (b"\xff\xd8\xff", tr("This is a picture, not a table.")),
        (b"GIF8", tr("This is a picture, not a table.")),
        (b"\x1f\x8b", tr("This is a packed archive, not a table.")),
        (b"7z\xbc\xaf", tr("This is a packed archive, not a table.")),
        (b"Rar!", tr("This is a packed archive, not a table.")),
        (b"MZ\x90\0", tr("This is a program, not a table. It was not started.")),
        (b"\x7fELF", tr("This is a program, not a table. It was not started.")),
    ):
        if content.startswith(start):
            return what
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        return tr("This is a web page or XML file, not a table.")
    return None
