"""Files that are there whole or not at all, with names every system takes.

Papers can be made again from the books, so none waits until the disk has it for good: that costs more than the drawing.
"""

import os
import re
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST = 120  # bytes: file systems take 255, and a folder's own name needs room on Windows


def pdf_name(*parts: str) -> str:
    """Return the parts as one file name that people can read, ending in `.pdf`."""
    words = " ".join(_UNFIT.sub(" ", " ".join(parts)).split())
    kept = words.encode()[:_LONGEST].decode(errors="ignore")
    return f"{kept.strip('. ') or 'paper'}.pdf"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or, whatever stops the program, as it was before."""
    with in_place_of(path) as (stream, keep):
        stream.write(content)
        keep()


@contextmanager
def in_place_of(path: Path) -> Generator[tuple[BinaryIO, Callable[[], None]]]:
    """Open a file beside `path` that takes its place at the end if `keep` was called, and else is removed."""
    kept = False

    def keep() -> None:
        nonlocal kept
        kept = True

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".paper-", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream, keep
        if kept:
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
