"""Inter on paper: faces, widths, and text cut to what fits and to what the face can draw.

Figures in columns have their own faces, in which digits share one width: the glyphs of the font's `tnum` feature.
"""

# pyright: reportUnknownMemberType=false
# reportlab's stubs leave its fonts half untyped

import struct
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from moneypool_desktop import places

REGULAR = "Inter"
BOLD = "Inter-SemiBold"
FIGURES = "Inter-Figures"
BOLD_FIGURES = "Inter-SemiBold-Figures"

# Cutting a face seeks in one shared file, so two threads may not cut at once.
ONE_AT_A_TIME = threading.Lock()

_FILES = {
    REGULAR: "Inter-Regular.ttf",
    BOLD: "Inter-SemiBold.ttf",
    FIGURES: "Inter-Regular.ttf",
    BOLD_FIGURES: "Inter-SemiBold.ttf",
}
_UNKNOWN = "□"
_ELLIPSIS = "…"


class Typeface(TTFont):
    """One face of Inter as reportlab embeds it: read once for the process, cut to the characters of each document."""

    def __init__(self, name: str, file: Path, *, tabular: bool) -> None:
        super().__init__(name, str(file), shapable=False)
        if tabular:
            self._give_digits_one_width(file.read_bytes())
        anew = self.face.makeSubset

        @lru_cache(maxsize=8)
        def remembered(codes: tuple[int, ...]) -> bytes:
            return anew(codes)

        def cut(subset: Sequence[int]) -> bytes:
            return remembered(tuple(subset))

        # Latin papers nearly always need the same cut
        self.face.makeSubset = cut

    def _give_digits_one_width(self, data: bytes) -> None:
        face = self.face
        face.name += b"-Figures"
        instead = tabular_glyphs(data)
        for code in map(ord, "0123456789,.−"):
            glyph = face.charToGlyph[code]
            tabular = instead.get(glyph, glyph)
            face.charToGlyph[code] = tabular
            face.charWidths[code] = face.hmetrics[tabular][0] * 1000 / face.unitsPerEm


@cache
def faces() -> dict[str, Typeface]:
    """Return the faces by name, registered with reportlab at the first call."""
    rl_config.useA85 = 0
    made = {
        name: Typeface(name, places.resource("fonts", file), tabular=name.endswith("Figures"))
        for name, file in _FILES.items()
    }
    for face in made.values():
        pdfmetrics.registerFont(face)
    return made


@lru_cache(maxsize=8192)
def _width_at_one(text: str, face: str) -> float:
    return faces()[face].stringWidth(text, 1)


def width(text: str, face: str, size: float) -> float:
    """Return the width of a text in points."""
    return _width_at_one(text, face) * size


def plain(text: str) -> str:
    """Return the text as the face can draw it: composed, on one line, without controls, a box for what it lacks."""
    if text.isascii() and text.isprintable():
        return text
    return _drawable(text)


@lru_cache(maxsize=1024)
def _drawable(text: str) -> str:
    known = faces()[REGULAR].face.charToGlyph
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if letter.isspace():
            kept.append("\u00a0" if letter in "\u00a0\u202f" else " ")
        elif kind[0] != "C" and ord(letter) in known:
            kept.append(letter)
        elif kind[0] in "LNPS":
            kept.append(_UNKNOWN)
    return "".join(kept)


def fit(text: str, face: str, size: float, room: float) -> str:
    """Return the text, or as much of it as fits the room with an ellipsis; for words that stand in full elsewhere."""
    if width(text, face, size) <= room:
        return text
    kept = text
    while kept and width(kept + _ELLIPSIS, face, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def wrap(text: str, face: str, size: float, room: float) -> list[str]:
    """Return the text in lines that fit the room; a word longer than a line is broken."""
    if width(text, face, size) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, face, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, face, size, room)
        lines += full
    return [*lines, line]


def _pieces(word: str, face: str, size: float, room: float) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and width(piece + letter, face, size) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def size_to_fit(text: str, face: str, size: float, room: float) -> float:
    """Return the size, or the smaller one at which the text fits the room: a figure is never cut."""
    natural = width(text, face, size)
    return size if natural <= room else size * room / natural


def tabular_glyphs(font: bytes) -> dict[int, int]:
    """Return which glyph the `tnum` feature puts in place of which, from a font file (OpenType 1.9, GSUB, lookup 1)."""
    gsub = _table(font, b"GSUB")
    features, lookups = struct.unpack_from(">HH", gsub, 6)
    instead: dict[int, int] = {}
    for lookup in _lookups_of(gsub, features, b"tnum"):
        at = lookups + struct.unpack_from(">H", gsub, lookups + 2 + 2 * lookup)[0]
        kind, _, count = struct.unpack_from(">HHH", gsub, at)
        for offset in struct.unpack_from(f">{count}H", gsub, at + 6):
            start = at + offset
            if kind == 7:  # extension: the same subtable, further away
                start += struct.unpack_from(">L", gsub, start + 4)[0]
            instead |= _single_substitution(gsub, start)
    return instead


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(12, 12 + 16 * count, 16):
        name, _, offset, length = struct.unpack_from(">4sLLL", font, at)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(tag)


def _lookups_of(gsub: bytes, features: int, wanted: bytes) -> list[int]:
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", gsub, features)
    for number in range(count):
        tag, offset = struct.unpack_from(">4sH", gsub, features + 2 + 6 * number)
        if tag == wanted:
            (many,) = struct.unpack_from(">H", gsub, features + offset + 2)
            found.update(struct.unpack_from(f">{many}H", gsub, features + offset + 4))
    return sorted(found)


def _single_substitution(gsub: bytes, start: int) -> dict[int, int]:
    form, coverage, value = struct.unpack_from(">HHH", gsub, start)
    covered = _covered(gsub, start + coverage)
    if form == 1:
        return {glyph: (glyph + value) & 0xFFFF for glyph in covered}
    return dict(zip(covered, struct.unpack_from(f">{value}H", gsub, start + 6), strict=True))


def _covered(gsub: bytes, at: int) -> list[int]:
    form, count = struct.unpack_from(">HH", gsub, at)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", gsub, at + 4))
    ranges = (struct.unpack_from(">HHH", gsub, at + 4 + 6 * number) for number in range(count))
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]
