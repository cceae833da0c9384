"""Excel workbooks (.xlsx), read without ever running, following or unpacking more than a register needs."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NoReturn

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.import_files import Line, Sheet
from moneypool_desktop.services.failures import Failure
from moneypool_desktop.services.imports import limits
from moneypool_desktop.services.imports.cells import line_of, without_blank_end

_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xls", ".gz", ".7z", ".rar", ".docx", ".jar")


def check_archive(content: bytes) -> None:
    """Refuse a zip file that is no workbook, is locked, or would unpack to far more than it weighs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        _damaged()
    _check_sizes(parts)
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        _locked()
    if "xl/workbook.xml" not in names:
        _not_workbook(names)
    if any(name.lower().endswith(_ARCHIVES) for name in names):
        limits.refuse(
            "nested",
            tr("This workbook holds another file inside it, which is not opened."),
            tr("Save the sheet as CSV and choose that file."),
        )


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > limits.MEGABYTE and part.file_size > limits.MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if swollen or unpacked > limits.MOST_UNPACKED or len(parts) > limits.MOST_PARTS:
        limits.refuse(
            "zip_bomb",
            tr("This file would unpack to far more than a register holds, so it was not opened."),
            tr("Save the sheet as CSV and choose that file."),
        )


def _not_workbook(names: set[str]) -> NoReturn:
    if "xl/workbook.bin" in names:
        what = tr("This is a binary Excel workbook (.xlsb), which cannot be read.")
    elif any(name.startswith("word/") for name in names):
        what = tr("This is a Word document, not a table.")
    elif "content.xml" in names:
        what = tr("This is an OpenDocument sheet, which cannot be read.")
    else:
        what = tr("This is a zip archive, not a table.")
    limits.refuse("wrong_type", what, tr("Save the sheet as CSV or Excel workbook (.xlsx) and choose that file."))


def _locked() -> NoReturn:
    limits.refuse(
        "locked",
        tr("This workbook is locked with a password."),
        tr("Open it in Excel, take the password off, save it, and choose it again."),
    )


def _damaged() -> NoReturn:
    limits.refuse(
        "damaged",
        tr("This Excel workbook is damaged or was not copied to its end."),
        tr("Open it in Excel and save it again, or copy it once more."),
    )


def read(content: bytes, watch: limits.Watch) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return the visible sheets with the values the file carries, and what was noticed; no formula is worked out."""
    check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(content, watch)
    except Failure:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken workbook makes it stumble over
        _damaged()


def _sheets(content: bytes, watch: limits.Watch) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    from openpyxl import load_workbook

    written = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    worked = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    if len(written.worksheets) > limits.MOST_SHEETS:
        limits.refuse(
            "too_many_sheets",
            tr("This workbook has more than {most} sheets.", most=limits.MOST_SHEETS),
            tr("Save the sheet that is needed as CSV and choose that file."),
        )
    sheets: list[Sheet] = []
    notices: list[str] = []
    for texts, values in zip(written.worksheets, worked.worksheets, strict=True):
        if texts.sheet_state != "visible":
            notices.append(tr("The hidden sheet “{sheet}” is not read.", sheet=texts.title))
            continue
        sheets.append(Sheet(texts.title, without_blank_end(_lines(texts, values, watch))))
    return tuple(sheets), tuple(notices)


def _lines(written: Any, worked: Any, watch: limits.Watch) -> list[Line]:
    total = written.max_row or 0
    written.reset_dimensions()
    worked.reset_dimensions()
    lines: list[Line] = []
    waiting = 0
    for number, (texts, values) in enumerate(zip_longest(_rows(written), _rows(worked), fillvalue=()), start=1):
        watch.at(number, total)
        line = _line(number, texts, values)
        if line.blank and not line.faults:
            waiting += 1
            continue
        if len(lines) + waiting >= limits.MOST_ROWS:
            limits.too_many_rows()
        lines.extend(Line(gap, ()) for gap in range(number - waiting, number))
        waiting = 0
        lines.append(line)
    return lines


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows()


def _line(number: int, texts: tuple[Any, ...], values: tuple[Any, ...]) -> Line:
    faults: dict[int, str] = {}
    cells: list[str] = []
    if len(texts) > limits.MOST_COLUMNS and any(cell.value is not None for cell in texts[limits.MOST_COLUMNS :]):
        limits.too_many_columns(number)
    for index, cell in enumerate(texts[: limits.MOST_COLUMNS]):
        value = cell.value
        if cell.data_type == "f":
            value = values[index].value if index < len(values) else None
            if value is None:
                formula = getattr(cell.value, "text", None) or str(cell.value)
                faults[index] = tr("This cell holds a formula without its result. Open the file in Excel and save it, or type the figure.")  # fmt: skip  # noqa: E501
                cells.append(str(formula))
                continue
        text = _text(value, getattr(cell, "number_format", None) or "General")
        if text in _ERRORS:
            faults[index] = tr("This cell shows the error {error}. Put the formula right in Excel.", error=text)
        cells.append(text)
    return line_of(number, cells, faults)


_ERRORS = frozenset({"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#N/A", "#NULL!", "#NUM!"})


def _text(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _figure(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _figure(value: float, number_format: str) -> str:
    # Excel keeps fifteen figures; what lies beyond them is the noise of binary fractions, never what was typed.
    exact = Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)
    if number_format.strip("0") == "" and isinstance(value, int):
        return str(value).zfill(len(number_format))
    if "%" in number_format:
        return f"{(exact * 100).normalize():f}%"
    if exact.is_finite() and exact == exact.to_integral_value():
        return f"{exact:.0f}"
    return f"{exact:f}"
