"""What the screens show of the audit: its links, whether they are whole and the ones seen before; identities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What walking the chain found; `first_bad` is the number of the first link that does not fit, `why` a sentence."""

    whole: bool
    links: int
    first_bad: int | None
    why: str
    head: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link of a chama's chain: its number and its hash in hex."""

    chama: UUID
    name: str
    entry: int
    hash_hex: str


@dataclass(frozen=True, slots=True)
class WitnessWarning:
    """A chain that is not the one this computer saw before: a sentence, what was seen and what is there now.

    `now` is empty when the link that was seen is not there at all.
    """

    chama: UUID
    name: str
    sentence: str
    advice: str
    entry: int
    seen: str
    now: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity of the ledger, worked out anew from the entries: its two sides and whether they agree."""

    code: str
    sentence: str
    left: Decimal
    right: Decimal
    agrees: bool


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link in the list of who did what; `action` is an AuditAction, `old` and `new` the values that changed."""

    entry: int
    at: datetime
    event: str
    entity: str
    entity_id: UUID | None
    action: str
    by: str
    computer: str
    changed: Sequence[str]
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    note: str
    severity: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which links to show; what is empty or None leaves nothing out."""

    entity: str = ""
    entity_id: UUID | None = None
    by: UUID | None = None
    first: date | None = None
    last: date | None = None
