"""An amount written out in words, as receipts and cheques carry it, in English and Kiswahili.

English follows British use ("eight hundred and fifty"). Kiswahili counts in milioni, laki and elfu; the commas between
those groups keep "elfu kumi, na tano" (10,005) apart from "elfu kumi na tano" (15,000).
"""

from decimal import ROUND_HALF_UP, Decimal

from moneypool_desktop import language

LIMIT = Decimal(1_000_000_000_000)

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))

_MOJA = ("sifuri", "moja", "mbili", "tatu", "nne", "tano", "sita", "saba", "nane", "tisa")
_MAKUMI = ("", "kumi", "ishirini", "thelathini", "arobaini", "hamsini", "sitini", "sabini", "themanini", "tisini")
_MAFUNGU = ((1_000_000_000, "bilioni"), (1_000_000, "milioni"), (100_000, "laki"), (1_000, "elfu"))


def amount_in_words(amount: Decimal) -> str:
    """Return shillings and cents as a sentence in the language now spoken.

    ValueError below zero, for NaN, and above 999,999,999,999.99.
    """
    if not amount.is_finite() or not 0 <= amount <= LIMIT - Decimal("0.01"):
        raise ValueError(amount)
    shillings, cents = divmod(int((amount * 100).to_integral_value(ROUND_HALF_UP)), 100)
    if language.current() == "sw":
        return _sentence_sw(shillings, cents)
    return _sentence_en(shillings, cents)


def number_in_english(number: int) -> str:
    """Return a whole number from zero up in English words."""
    parts: list[str] = []
    rest = number
    for size, name in _GROUPS:
        many, rest = divmod(rest, size)
        if many:
            parts.append(f"{_below_thousand_en(many)} {name}")
    if rest or not parts:
        joint = "and " if parts and rest < 100 else ""
        parts.append(joint + _below_thousand_en(rest))
    return " ".join(parts)


def number_in_kiswahili(number: int) -> str:
    """Return a whole number from zero up in Kiswahili words."""
    parts: list[str] = []
    rest = number
    for size, name in _MAFUNGU:
        many, rest = divmod(rest, size)
        if many:
            parts.append(f"{name} {_below_thousand_sw(many)}")
    if rest or not parts:
        joint = "na " if parts and rest < 100 else ""
        parts.append(joint + _below_thousand_sw(rest))
    return ", ".join(parts)


def _sentence_en(shillings: int, cents: int) -> str:
    parts: list[str] = []
    if shillings or not cents:
        parts.append(f"{number_in_english(shillings)} {'shilling' if shillings == 1 else 'shillings'}")
    if cents:
        parts.append(f"{number_in_english(cents)} {'cent' if cents == 1 else 'cents'}")
    return f"{' and '.join(parts)} only.".capitalize()


def _sentence_sw(shillings: int, cents: int) -> str:
    parts: list[str] = []
    if shillings or not cents:
        parts.append(f"shilingi {number_in_kiswahili(shillings)}")
    if cents:
        parts.append(f"senti {number_in_kiswahili(cents)}")
    return f"{' na '.join(parts)} tu.".capitalize()


def _below_thousand_en(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest or not hundreds:
        tens, ones = divmod(rest, 10)
        small = _ONES[rest] if rest < 20 else _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
        parts.append(small)
    return " and ".join(parts)


def _below_thousand_sw(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    parts = [f"mia {_MOJA[hundreds]}"] if hundreds else []
    if tens:
        parts.append(_MAKUMI[tens])
    if ones or not parts:
        parts.append(_MOJA[ones])
    return " na ".join(parts)
