"""Months of the books: which are locked, locking them, asking a second person to open one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import LiteralString
from uuid import UUID

from moneypool_desktop.services.database.connection import Books

_MONTHS: LiteralString = """
select p.month, p.status = 'locked', coalesce(p.reason, ''), p.changed_at, coalesce(m.name, ''),
    (select a.id from app.approvals a where a.chama_id = p.chama_id and a.kind = 'unlock' and a.status = 'pending'
        and (a.payload ->> 'month')::date = p.month limit 1)
from app.periods p left join app.member_names m on m.chama_id = p.chama_id and m.user_id = p.changed_by
where p.chama_id = %s order by p.month desc
"""


@dataclass(frozen=True, slots=True)
class Month:
    """A month that was locked at some time; `waiting` is the request to open it that waits for a second person."""

    first_day: date
    locked: bool
    reason: str
    changed_at: datetime
    changed_by: str
    waiting: UUID | None


def months(books: Books) -> list[Month]:
    """Return every month that was ever locked, newest first; a month not listed is open."""
    return books.read_as(Month, _MONTHS, (books.chama.id,))


def lock(books: Books, month: date, note: str = "", key: UUID | None = None) -> dict[str, int]:
    """Lock a finished month and all before it; MP418 when it is not over. Returns the topics changed."""
    payload = {"month": month.replace(day=1).isoformat()} | ({"note": note.strip()} if note.strip() else {})
    return books.act("lock_month", payload, key)["changes"]


def request_unlock(books: Books, month: date, reason: str, key: UUID | None = None) -> UUID:
    """Ask a second person to open a locked month; returns the request, decided in services/approvals."""
    payload = {"month": month.replace(day=1).isoformat(), "reason": reason.strip()}
    return UUID(books.act("request_unlock", payload, key)["approval"])
