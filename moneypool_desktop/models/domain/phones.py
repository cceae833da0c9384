"""Telephone numbers: any way of writing one in, E.164 for the books, the way members read it out.

The numbering tables are loaded on first use only, so that a window does not wait for them.
"""

import re

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import hidden_character, quoted

HOME_COUNTRY = "KE"

_HOME_CODE = "+254"
_HOME_FIGURES = 10
_ALLOWED = re.compile(r"\+?[\d ().\-]*$", re.ASCII)


def parse_phone(raw: str, country: str = HOME_COUNTRY) -> str | Problem:
    """Return the phone as E.164 (`+254712610340`), or why it is refused; a bare number is of `country` (ISO 3166)."""
    text = " ".join(raw.split())
    if not text:
        return Problem(tr("No phone is given. Type one, such as 0712 610 340."), "empty")
    refusal = hidden_character(text)
    if refusal:
        return refusal
    if not _ALLOWED.match(text):
        return Problem(
            tr("A phone has figures only. “{typed}” has something else. Type it as 0712 610 340.", typed=quoted(text)),
            "not_phone",
        )
    if country == HOME_COUNTRY:
        text = _international(text)
    return _home(text) if text.startswith(_HOME_CODE) else _abroad(text, country)


def display_phone(e164: str | None) -> str:
    """Return a phone as members read it, `0712 610 340`; a foreign one with its country code; nothing when unknown."""
    if not e164:
        return ""
    if e164.startswith(_HOME_CODE) and len(e164) == len(_HOME_CODE) + 9:
        national = "0" + e164.removeprefix(_HOME_CODE)
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _international(text: str) -> str:
    """Return a number written at home with its country code; one that names another country stays as it is."""
    figures = "".join(character for character in text if character.isdigit())
    if text.startswith("+"):
        return f"+{figures}"
    if figures.startswith("00"):
        return f"+{figures[2:]}"
    if figures.startswith("254") and len(figures) >= _HOME_FIGURES:
        return f"+{figures}"
    return _HOME_CODE + figures.removeprefix("0")


def _home(e164: str) -> str | Problem:
    national = "0" + e164.removeprefix(_HOME_CODE).removeprefix("0")
    if len(national) != _HOME_FIGURES:
        return Problem(
            tr("A phone has {wanted} figures. This one has {figures}.", wanted=_HOME_FIGURES, figures=len(national)),
            "wrong_length",
        )
    import phonenumbers

    e164 = _HOME_CODE + national[1:]
    if not phonenumbers.is_valid_number(phonenumbers.parse(e164)):
        return Problem(
            tr("No Kenyan phone starts with {start}. Check the number.", start=national[:4]), "no_such_range"
        )
    return e164


def _abroad(text: str, country: str) -> str | Problem:
    import phonenumbers

    if country not in phonenumbers.SUPPORTED_REGIONS:
        return Problem(tr("No country has the code “{code}”. Kenya is KE.", code=quoted(country)), "no_country")
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        return Problem(
            tr("“{typed}” is no phone number in use. Check the country code and the figures.", typed=quoted(text)),
            "no_such_number",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
