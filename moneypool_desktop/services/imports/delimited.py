"""Comma, semicolon and tab separated files: their encoding, their delimiter, and their lines."""

import codecs
import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NoReturn

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.import_files import Line, Sheet
from moneypool_desktop.services.imports import limits
from moneypool_desktop.services.imports.cells import line_of, without_blank_end

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 60
_LONGEST_LINE = 300_000


def decode(content: bytes) -> tuple[str, str, bool]:
    """Return the text, the name of its encoding, and whether the last character was cut in two.

    A mark at the start decides; else UTF-8, UTF-16 by its zero bytes, and last Windows-1252. Other bytes are refused.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    wide = _wide(content[:4096])
    if wide:
        return _strictly(content, wide)
    try:
        return content.decode("utf-8"), "UTF-8", False
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(content):
            return content[: error.start].decode("utf-8"), "UTF-8", True
    if b"\0" in content:
        _not_text()
    return _strictly(content, "cp1252")


def _strictly(content: bytes, encoding: str) -> tuple[str, str, bool]:
    names = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(content)
    except UnicodeDecodeError:
        _not_text()
    cut = bool(decoder.getstate()[0])
    return text, names.get(encoding, encoding[:6].upper()), cut


def _wide(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) // 8 or min(even, odd) >= max(even, odd) // 8:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _not_text() -> NoReturn:
    limits.refuse(
        "not_text",
        tr("This is not a table: it holds bytes that no text has."),
        tr("Save the sheet as CSV or Excel workbook (.xlsx) and choose that file."),
    )


def guess_delimiter(text: str) -> str:
    """Return the delimiter under which most early lines have the same number of cells; a comma when none does."""
    best, chosen = (0, 0), ","
    for delimiter in _DELIMITERS:
        rows = _rows_at_start(text, delimiter)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        if (count, width) > best:
            best, chosen = (count, width), delimiter
    return chosen


def _rows_at_start(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        rows.extend(islice(csv.reader(_physical(text), delimiter=delimiter), _SAMPLE))
    return rows


def read(content: bytes, delimiter: str, watch: limits.Watch) -> tuple[Sheet, str, str, int | None]:
    """Return the sheet, its encoding, its delimiter (guessed if not given) and the number of a cut last line."""
    text, encoding, cut = decode(content)
    delimiter = delimiter or guess_delimiter(text)
    lines, widths = _lines(text, delimiter, watch)
    unended = not text.endswith(("\n", "\r")) and len(widths) > 2
    cut = cut or (unended and widths[-1] < Counter(widths).most_common(1)[0][0])
    return Sheet("", without_blank_end(lines)), encoding, delimiter, len(lines) if cut else None


def _lines(text: str, delimiter: str, watch: limits.Watch) -> tuple[list[Line], list[int]]:
    reader = csv.reader(_physical(text), delimiter=delimiter, strict=True)
    total = text.count("\n")
    lines: list[Line] = []
    widths: list[int] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if number > limits.MOST_ROWS:
                limits.too_many_rows()
            watch.at(number, total)
            lines.append(line_of(number, cells))
            widths.append(len(cells))
    except csv.Error as error:
        _broken(len(lines) + 1, str(error))
    return lines, widths


def _physical(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > _LONGEST_LINE:
            limits.refuse(
                "line_too_long",
                tr("A line of this file is longer than any row of a register."),
                tr("Check that this is the right file."),
            )
        yield line


def _broken(number: int, reason: str) -> NoReturn:
    if "limit" in reason:
        limits.refuse(
            "cell_too_long",
            tr("A cell in row {row} is longer than any cell of a register.", row=number),
            tr("Look for a quotation mark that is opened there and never closed."),
        )
    limits.refuse(
        "quotes",
        tr("The quotation marks in row {row} do not fit: one is opened and not closed.", row=number),
        tr("Open the file in Excel, put row {row} right, and save it again.", row=number),
    )
