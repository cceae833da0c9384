"""Messages in the bell: what waits for this person, and marking it read."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, LiteralString, cast
from uuid import UUID

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import money, month_long
from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.rows.settings import Notification
from moneypool_desktop.services.database.connection import Books

WRITTEN = (
    mark("A waiver waits for you"),
    mark("Ksh {amount} to be waived: {reason}"),
    mark("A locked month is to be opened"),
    mark("{month}: {reason}"),
)
"""Every text the books put into the bell, for the catalogue."""

_LIST: LiteralString = """
select id, created_at, title, message, values, notification_type, category, priority, related_entity_type,
    related_entity_id, read_at
from app.notifications
where user_id = app.uid() and (chama_id = %s or chama_id is null) and (expires_at is null or expires_at > now())
    and (%s::uuid is null or id < %s) order by id desc limit %s"""
_UNREAD: LiteralString = """
select count(*) from app.notifications
where user_id = app.uid() and (chama_id = %s or chama_id is null) and read_at is null
    and (expires_at is null or expires_at > now())"""


def list_notifications(books: Books, *, before: UUID | None = None, limit: int = 50) -> list[Notification]:
    """Return this person's messages, the newest first, older than `before` when it is given."""
    rows = books.read(_LIST, (books.chama.id, before, before, limit))
    return [_said(row) for row in rows]


def unread(books: Books) -> int:
    """Return how many messages this person has not read."""
    return int(books.read(_UNREAD, (books.chama.id,))[0][0])


def mark_read(books: Books, messages: Collection[UUID] | None = None, key: UUID | None = None) -> int:
    """Mark messages read, all of them when none are named, and return how many were new."""
    payload: dict[str, Any] = {"all": True} if messages is None else {"ids": [str(message) for message in messages]}
    return int(books.act("mark_read", payload, key)["marked"])


def _said(row: tuple[Any, ...]) -> Notification:
    number, at, title, message, values, *rest = row
    filled = {name: _shown(name, value) for name, value in cast("Mapping[str, Any]", values).items()}
    return Notification(number, at, tr(title, **filled), tr(message, **filled), *rest)


def _shown(name: str, value: Any) -> str:
    if name == "month":
        first = date.fromisoformat(str(value))
        return month_long(first.year, first.month)
    amount = parse_amount(str(value)) if name == "amount" else None
    return str(value) if amount is None or isinstance(amount, Problem) else money(amount)
