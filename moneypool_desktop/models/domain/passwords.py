"""What a password must be: long enough, and nothing an outsider would try first. No rules on kinds of characters."""

import re
import unicodedata
from collections.abc import Iterable

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.common_passwords import COMMON
from moneypool_desktop.models.domain.problem import Problem

LEAST_ALONE = 15
LEAST_WITH_SECOND_FACTOR = 8
MOST = 1024

_LEAST_DIFFERENT = 5
_LEAST_OWN = 8
_SHORTEST_CONTEXT = 3
_SHORTEST_RUN = 3
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_LOOKS_LIKE = str.maketrans("013457@$!", "oleastasi")


def normalised(password: str) -> str:
    """Return the password in the one form (NFKC) that is counted, checked and stretched; nothing is cut off."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, second_factor: bool, context: Iterable[str] = ()) -> Problem | None:
    """Return why a password is refused, or None when it will do.

    `context` names what belongs to the group and the person (chama, names, e-mail): a password made of those, of common
    passwords and of figures only is refused.
    """
    text = normalised(password)
    least = LEAST_WITH_SECOND_FACTOR if second_factor else LEAST_ALONE
    if len(text) < least:
        return Problem(
            tr("A password has at least {least} characters. This one has {length}. Choose four unrelated words.",
               least=least, length=len(text)),
            "too_short",
        )  # fmt: skip
    if len(text) > MOST:
        return Problem(tr("A password has at most {most} characters. Shorten it.", most=MOST), "too_long")
    if len(set(text)) < _LEAST_DIFFERENT:
        return Problem(tr("This repeats a few characters. Choose four unrelated words."), "too_plain")
    if _own_strength(text, context) < _LEAST_OWN:
        return Problem(
            tr(
                "This is made of names, figures or common passwords that others try first. Choose four unrelated words."
            ),
            "too_common",
        )
    return None


def _own_strength(text: str, context: Iterable[str]) -> int:
    """Return how much stays (a letter 2, another sign 1) when what others try first is taken out."""
    words = {word for name in context for word in _words(name)} | COMMON
    longest_first = sorted(words, key=len, reverse=True)
    readings = (text.casefold(), text.casefold().translate(_LOOKS_LIKE))
    return min(_strength(_without(reading, longest_first)) for reading in readings)


def _without(reading: str, words: list[str]) -> str:
    for word in words:
        reading = reading.replace(word, " ")
    return _YEAR.sub(" ", _without_runs(reading))


def _without_runs(text: str) -> str:
    """Return the text without runs of three or more that step evenly by one or repeat, as 1234, cba and ----."""
    kept: list[str] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and ord(text[end]) - ord(text[end - 1]) == ord(text[start + 1]) - ord(text[start]):
            end += 1
        run = end - start >= _SHORTEST_RUN and abs(ord(text[start + 1]) - ord(text[start])) <= 1
        kept.append(" " if run else text[start])
        start = end if run else start + 1
    return "".join(kept)


def _strength(left: str) -> int:
    letters = {character for character in left if character.isalpha()}
    others = {character for character in left if not character.isalpha() and not character.isspace()}
    return 2 * len(letters) + len(others)


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\W\d_]+", normalised(name).casefold()) if len(word) >= _SHORTEST_CONTEXT]
