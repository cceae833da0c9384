"""Names, e-mail addresses and next-of-kin shares as a register writes them."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import hidden_character, quoted, spaces_tidied

_LONGEST_NAME = 100
_LONGEST_EMAIL = 254
_NAME_MARKS = frozenset(" -'’ʼ.,()/")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ])*")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$", re.IGNORECASE)
_SHARE = re.compile(r"([^\d%]*[^\d%\s:=\-])[\s:=\-]*(\d{1,3}(?:\.\d{1,2})?)\s*%?$", re.ASCII)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its three parts; the middle may hold several words, and one name alone has no last."""

    first: str
    middle: str
    last: str


@dataclass(frozen=True, slots=True)
class KinShare:
    """One next of kin, by relation or name, with the share in per cent."""

    relation: str
    percent: Decimal


def tidy_name(raw: str) -> str | Problem:
    """Return a person's name with spaces tidied and an all-capitals name set in capitals and small letters.

    A name already in mixed case is left as its owner writes it; hidden characters, figures and tags are refused.
    """
    text = spaces_tidied(raw)
    if not text:
        return Problem(tr("No name is given. Type it as on the identity card."), "empty")
    hidden = hidden_character(text)
    if hidden:
        return hidden
    if len(text) > _LONGEST_NAME:
        return Problem(
            tr("A name has at most {most} letters. This one has {letters}. Shorten it.",
               most=_LONGEST_NAME, letters=len(text)),
            "too_long",
        )  # fmt: skip
    for character in text:
        if character not in _NAME_MARKS and unicodedata.category(character)[0] not in "LM":
            return Problem(tr("A name has letters only. “{character}” is not one.", character=character), "not_name")
    if not any(character.isalpha() for character in text):
        return Problem(tr("“{typed}” has no letters. Type the name.", typed=quoted(text)), "not_name")
    return _WORD.sub(lambda word: _capitalised(word[0]), text) if text == text.upper() or text == text.lower() else text


def split_name(name: str) -> PersonName:
    """Return the first, middle and last part of a tidy name."""
    words = name.split()
    return PersonName(words[0], " ".join(words[1:-1]), words[-1] if len(words) > 1 else "")


def full_name(first: str, middle: str | None, last: str) -> str:
    """Return a name as it is shown, without gaps where a part is missing."""
    return " ".join(part for part in (first, middle, last) if part)


def parse_email(raw: str) -> str | Problem:
    """Return an e-mail address with its domain in small letters, or why it is refused."""
    text = raw.strip()
    if not text:
        return Problem(tr("No e-mail is given. Type one, such as grace@example.co.ke."), "empty")
    hidden = hidden_character(text)
    if hidden:
        return hidden
    if not _EMAIL.match(text) or len(text) > _LONGEST_EMAIL or ".." in text or text[0] == ".":
        return Problem(
            tr("“{typed}” is not an e-mail. It needs a name, an @ and a place, such as grace@example.co.ke.",
               typed=quoted(text)),
            "not_email",
        )  # fmt: skip
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


def parse_shares(raw: str) -> tuple[KinShare, ...] | Problem:
    """Return next of kin with shares from `Daughter 60, Sister 40`, or why they are refused; no text is no kin."""
    text = spaces_tidied(raw)
    hidden = hidden_character(text)
    if hidden:
        return hidden
    shares: list[KinShare] = []
    for part in re.split(r"[,;&+]| and | na ", text):
        if not part.strip():
            continue
        found = _SHARE.match(part.strip())
        if not found:
            return Problem(
                tr("“{typed}” has no share. Write each next of kin with one, such as Daughter 60, Sister 40.",
                   typed=quoted(part)),
                "no_share",
            )  # fmt: skip
        shares.append(KinShare(found[1].strip(), Decimal(found[2])))
    return _whole(tuple(shares))


def _whole(shares: tuple[KinShare, ...]) -> tuple[KinShare, ...] | Problem:
    total = sum((share.percent for share in shares), Decimal(0))
    if shares and total != _HUNDRED:
        return Problem(
            tr("Shares make {total} %, they must make 100 %.", total=f"{total.normalize():f}"), "shares_not_whole"
        )
    if any(share.percent <= 0 for share in shares):
        return Problem(tr("Each next of kin needs a share above 0 %."), "no_share")
    return shares


def _capitalised(word: str) -> str:
    small = word.lower()
    # "O'Brien" has a capital after the mark, "Ng'ang'a" has none: only a one-letter prefix takes it.
    if len(small) > 2 and small[1] in "'’ʼ" and small[0] in "od":
        return small[0].upper() + small[1] + _capital(small[2]) + small[3:]
    # Kiswahili begins words with "mch", as Mcharo does; no capital may break them.
    if len(small) > 3 and small.startswith("mc") and small[2] != "h":
        return f"Mc{_capital(small[2])}{small[3:]}"
    return _capital(small[0]) + small[1:]


def _capital(letter: str) -> str:
    # some letters have a capital of two, such as ß: its second one stays small, so that tidying again changes nothing
    big = letter.title()
    return big if big[0].isupper() or len(big) == 1 else letter
