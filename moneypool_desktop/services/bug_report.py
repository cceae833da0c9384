"""What is written down of a failure nobody foresaw, for the person to read before sending it: no names, no amounts.

The message of an error may quote what somebody typed, so it is left out; kind, place and versions are enough.
"""

import hashlib
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import moneypool_desktop
from moneypool_desktop import places

_MOST = 20
_PACKAGE = Path(moneypool_desktop.__file__).parent.parent


def keep(error: BaseException) -> tuple[str, Path | None]:
    """Return the report of an error and the file it was written to; None when the disk did not take it.

    The same error at the same place has one file, so that a failure that repeats does not fill the disk.
    """
    causes = list(_causes(error))
    name = hashlib.sha256("\n".join(causes).encode()).hexdigest()[:8]
    text = "\n".join((*_about(), "", *causes, "", "asked for from", *_frames(traceback.extract_stack()[:-2]), ""))
    try:
        folder = places.home() / "reports"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"moneypool-report-{name}.txt"
        path.write_text(text, "utf-8")
        for old in sorted(folder.glob("*.txt"), key=lambda one: one.stat().st_mtime)[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return text, None
    return text, path


def _about() -> Iterator[str]:
    yield f"MoneyPool {moneypool_desktop.__version__}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield f"Python {platform.python_version()}, {platform.system()} {platform.release()} {platform.machine()}"
    for library in ("PySide6", "psycopg"):
        if library in sys.modules:
            yield f"{library} {getattr(sys.modules[library], '__version__', '')}"


def _causes(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield " ".join(part for part in (type(error).__name__, getattr(error, "sqlstate", None) or "") if part)
        yield from _of_database(error)
        yield from _frames(traceback.extract_tb(error.__traceback__))
        error = error.__cause__ or error.__context__


def _of_database(error: BaseException) -> Iterator[str]:
    told = getattr(error, "diag", None)
    for kind in ("schema_name", "table_name", "column_name", "constraint_name"):
        if named := getattr(told, kind, None):
            yield f"  {kind} {named}"
    lines = (getattr(told, "context", None) or "").splitlines()
    yield from (f"  {line}" for line in lines if line.startswith("PL/pgSQL function"))


def _frames(frames: traceback.StackSummary | list[traceback.FrameSummary]) -> Iterator[str]:
    for frame in frames:
        path = Path(frame.filename)
        # folders above ours name the person
        where = path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name
        yield f"  {where}:{frame.lineno} in {frame.name}"
