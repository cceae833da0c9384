"""What must hold of any text a person types or a file brings: no hidden characters, and how to quote it back safely."""

import unicodedata

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.problem import Problem

_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def is_hidden(character: str) -> bool:
    """Return whether a character is a control, a direction override or another that cannot be seen."""
    return unicodedata.category(character) in _HIDDEN


def hidden_character(text: str) -> Problem | None:
    """Return why text with a control or right-to-left override character is refused, or None when it has none."""
    for place, character in enumerate(text, start=1):
        if is_hidden(character):
            return Problem(
                tr("Character {place} cannot be seen (U+{code}). Type this again by hand.",
                   place=place, code=f"{ord(character):04X}"),
                "hidden_character",
            )  # fmt: skip
    return None


def quoted(text: str, longest: int = 24) -> str:
    """Return typed text as a sentence may carry it: what cannot be seen taken out, cut short with an ellipsis."""
    visible = " ".join("".join(c for c in text if c.isspace() or not is_hidden(c)).split())
    return f"{visible[: longest - 1]}…" if len(visible) > longest else visible


def spaces_tidied(text: str) -> str:
    """Return text with its ends trimmed and every run of spaces, of any width, made one plain space."""
    return " ".join(text.split())
