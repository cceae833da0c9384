"""The catalogue: every sentence a person reads, in English and Kiswahili.

English sentences are the keys. The chosen language holds for the whole process; `speaking` overrides it for one piece
of work, such as a statement in its member's language.
"""

import gettext
import re
from collections.abc import Generator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from moneypool_desktop import places

LANGUAGES = ("en", "sw")

_chosen = "en"
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    compiled = places.resource("translations", f"{language}.mo")
    if not compiled.exists():
        return gettext.NullTranslations()
    with compiled.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def current() -> str:
    """Return the code of the language now spoken: `en` or `sw`."""
    return _spoken.get() or _chosen


def choose(language: str) -> None:
    """Set the language of the whole process; an unknown code is refused with ValueError."""
    global _chosen  # noqa: PLW0603 - one process speaks one language, chosen in settings
    if language not in LANGUAGES:
        raise ValueError(language)
    _chosen = language


def remembered(preferences: Path) -> str:
    """Return the language kept in the file of preferences, or `en`: for what is said before Qt can read the file."""
    with suppress(OSError):
        found = re.search(r"^language=(\w+)$", preferences.read_text("utf-8", "replace"), re.MULTILINE)
        if found and found[1] in LANGUAGES:
            return found[1]
    return "en"


@contextmanager
def speaking(language: str) -> Generator[None]:
    """Speak another language inside the block, in this thread or task only."""
    mark_of = _spoken.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _spoken.reset(mark_of)


def tr(sentence: str, /, **values: object) -> str:
    """Return the sentence in the language now spoken, with `{name}` places filled."""
    spoken = _catalogue(current()).gettext(sentence)
    return spoken.format(**values) if values else spoken


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the form of the sentence that fits the number `n`, which also fills `{n}`."""
    return _catalogue(current()).ngettext(one, many, n).format(n=n, **values)


def mark(sentence: str) -> str:
    """Mark a constant for the catalogue and return it unchanged; show it through `tr`."""
    return sentence
