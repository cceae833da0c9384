"""What was done to a member's record, in words: who, when, and each field before and after."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import date_long
from moneypool_desktop.models.domain.phones import display_phone
from moneypool_desktop.models.rows.member_records import FieldChange, HistoryLine
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.rights import SENTENCES

_HISTORY: LiteralString = "select * from app.member_history(%s, %s)"
_EVENTS: Mapping[str, str] = {
    "member.insert": mark("Became a member"),
    "member.update": mark("Membership changed"),
    "member.delete": mark("Taken out of the register"),
    "member.identity_read": mark("Identity number read"),
    "user.update": mark("Name or contact changed"),
    "next_of_kin.insert": mark("Next of kin entered"),
    "next_of_kin.delete": mark("Next of kin taken out"),
}
_STATES: Mapping[str, str] = {
    "active": mark("Taken back as an active member"),
    "suspended": mark("Suspended"),
    "inactive": mark("Set to rest"),
    "left": mark("Left the group"),
}
FIELDS: Mapping[str, str] = {
    "member_number": mark("Number"),
    "role": mark("Office"),
    "status": mark("Status"),
    "join_date": mark("Joined"),
    "leave_date": mark("Left"),
    "voting_rights": mark("May vote"),
    "notes": mark("Notes"),
    "granted": mark("More rights"),
    "denied": mark("Fewer rights"),
    "first_name": mark("First name"),
    "middle_name": mark("Middle name"),
    "last_name": mark("Last name"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "date_of_birth": mark("Date of birth"),
    "gender": mark("Gender"),
    "language": mark("Language"),
    "national_id_sealed": mark("Identity number"),
    "relation": mark("Relation"),
    "share_pct": mark("Share"),
}
"""What each field of a record is called; show it through `tr`."""
VALUES: Mapping[str, str] = {
    "leader": mark("Chairperson"),
    "treasurer": mark("Treasurer"),
    "secretary": mark("Secretary"),
    "member": mark("Member"),
    "active": mark("Active"),
    "suspended": mark("Suspended"),
    "inactive": mark("Resting"),
    "left": mark("Left"),
    "female": mark("Woman"),
    "male": mark("Man"),
    "other": mark("Other"),
    "en": mark("English"),
    "sw": mark("Kiswahili"),
}
"""The word for each value of an office, a status, a gender and a language; show it through `tr`."""
# a change of status has an event of its own, which knows the reason
_TOLD = frozenset({"status", "leave_date"})
_SEALED = frozenset({"national_id_sealed", "full_name"})
_WORDED = frozenset({"role", "status", "gender", "language"})
_DATES = frozenset({"join_date", "leave_date", "date_of_birth"})
_RIGHTS = frozenset({"granted", "denied"})


def history(books: Books, member: UUID) -> list[HistoryLine]:
    """Return what was done to a member's record, newest first; refused without the right to see the audit."""
    rows = books.read(_HISTORY, (books.chama.id, member))
    return [line for row in rows if (line := _line(row)) is not None]


def value_in_words(field: str, value: object) -> str:
    """Return a field's value as a person reads it; nothing when it is empty."""
    if value is None or value in ("", []):
        return ""
    text = str(value)
    if isinstance(value, bool):
        text = tr("yes") if value else tr("no")
    elif field in _RIGHTS and isinstance(value, list):
        codes = [str(code) for code in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        text = "; ".join(tr(SENTENCES[code]) if code in SENTENCES else code for code in codes)
    elif field in _DATES:
        text = date_long(date.fromisoformat(text[:10]))
    elif field == "phone":
        text = display_phone(text)
    elif field == "share_pct":
        text = f"{text.rstrip('0').rstrip('.') if '.' in text else text}\u00a0%"
    elif field in _WORDED:
        text = tr(VALUES.get(text, text))
    return text


def _line(row: tuple[Any, ...]) -> HistoryLine | None:
    key, at, by, event, _action, old, new, changed, notes = row
    changes = tuple(_changes(old or {}, new or {}, changed, event))
    if event in {"member.update", "user.update"} and not changes:
        return None
    return HistoryLine(key, _moment(at), by or tr("Another person"), _what(event, old, new), changes, notes or "")


def _what(event: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    if event == "member.status":
        return tr(_STATES.get(str((new or {}).get("status")), mark("Membership changed")))
    kin = str((new or old or {}).get("relation") or "")
    if event.startswith("next_of_kin") and kin:
        return tr("{what}: {who}", what=tr(_EVENTS[event]), who=kin)
    return tr(_EVENTS[event]) if event in _EVENTS else event


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any], changed: list[str] | None, event: str
) -> list[FieldChange]:
    if event.startswith("next_of_kin"):
        shown = ["share_pct"]
    elif event == "member.insert":
        shown = ["member_number", "join_date"]
    elif event == "member.status":
        shown = ["status"]
    else:
        shown = [name for name in FIELDS if name in (changed or ()) and name not in _TOLD]
    return [_change(name, old.get(name), new.get(name)) for name in shown if name in old or name in new]


def _change(name: str, before: object, after: object) -> FieldChange:
    if name in _SEALED:
        return FieldChange(tr(FIELDS[name]), "", "")
    return FieldChange(tr(FIELDS[name]), value_in_words(name, before), value_in_words(name, after))


def _moment(at: object) -> datetime:
    assert isinstance(at, datetime)  # noqa: S101 - the column is a timestamp
    return at
