"""Reading a PDF back as a person sees it: each piece of text with its place, in points from the top left."""

from dataclasses import dataclass
from itertools import combinations, pairwise

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Piece:
    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PageRead:
    width: float
    height: float
    pieces: list[Piece]

    def find(self, text: str) -> Piece:
        found = [piece for piece in self.pieces if piece.text == text]
        assert found, f"{text!r} is not among {[piece.text for piece in self.pieces]}"
        return found[0]

    def starting(self, text: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.text.startswith(text)]

    @property
    def words(self) -> str:
        return "\n".join(piece.text for piece in self.pieces)


def read(pdf: bytes) -> list[PageRead]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(page) for page in document]


def overlapping(page: PageRead) -> list[tuple[str, str]]:
    """Pairs of texts whose ink meets; half a point of leeway for round letters."""

    def meet(one: Piece, other: Piece) -> bool:
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        return across > 0.5 and down > 0.5

    return [(one.text, other.text) for one, other in combinations(page.pieces, 2) if meet(one, other)]


def outside(page: PageRead, side: float, top: float, foot: float) -> list[str]:
    """Texts that reach into a margin."""
    return [
        piece.text
        for piece in page.pieces
        if piece.left < side - 0.6
        or piece.right > page.width - side + 0.6
        or piece.top < top - 0.6
        or piece.bottom > page.height - foot + 0.6
    ]


def falls(pieces: list[Piece]) -> bool:
    """Whether each piece stands below the one before."""
    return all(upper.bottom <= lower.top for upper, lower in pairwise(pieces))


def _page(page: pypdfium2.PdfPage) -> PageRead:
    width, height = page.get_size()
    words = page.get_textpage()
    pieces: list[Piece] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=words):
        left, bottom, right, top = item.get_bounds()
        text = item.extract().strip("\r\n\x00 ")
        if text:
            pieces.append(Piece(text, left, height - top, right, height - bottom))
    return PageRead(width, height, pieces)
