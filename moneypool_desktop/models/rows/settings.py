"""What the screens show of settings and messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it holds today, figures as Decimal; `own` when the chama decided it.

    `next_value` will hold from `next_from`. `row_version` names the value of `effective_from`: it is sent along when
    that day's value is changed.
    """

    key: str
    value: Any
    type: str
    category: str
    description: str
    rules: Mapping[str, Any]
    clause: str | None
    effective_from: date
    own: bool
    row_version: int
    next_value: Any
    next_from: date | None


@dataclass(frozen=True, slots=True)
class Notification:
    """One message in the bell, in the language now spoken."""

    id: UUID
    at: datetime
    title: str
    message: str
    type: str
    category: str
    priority: str
    entity_type: str | None
    entity_id: UUID | None
    read_at: datetime | None
