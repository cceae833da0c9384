"""What a person says about a file's columns, gathered from the controls of the Columns step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from moneypool_desktop.models.domain.dates import Order
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.imports import ColumnMap, ImportPlan, Section
from moneypool_desktop.services.imports.detect import PLANNERS

NOT_READ = ""
FIXED: Mapping[ImportKind, tuple[str, ...]] = {ImportKind.CONTRIBUTIONS: ("method", "kind")}
"""Fields that may be the same for every row where the file has no column for them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the controls say now; None and empty parts are left to detection."""

    kind: ImportKind | None
    columns: Mapping[str, str]
    header_line: int | None = None
    date_order: Order | None = None
    fixed: Mapping[str, str] | None = None
    words: Mapping[str, str] | None = None
    share_price: Decimal | None = None
    as_at: date | None = None

    def over(self, mapping: ColumnMap) -> ColumnMap:
        """Return a mapping with this said over it; another kind of file begins anew."""
        if self.kind is not mapping.kind:
            return ColumnMap(kind=self.kind, header_line=self.header_line)
        return replace(
            mapping,
            columns=dict(self.columns),
            header_line=self.header_line,
            date_order=self.date_order,
            fixed={name: text for name, text in (self.fixed or {}).items() if text},
            words={**mapping.words, **(self.words or {})},
            share_price=self.share_price,
            as_at=self.as_at,
        )


def headings(section: Section | None) -> list[str]:
    """Return the headings of a file's columns, each once, in order."""
    found = [column.heading for column in section.columns if column.heading] if section else []
    return list(dict.fromkeys(found))


def read_as(section: Section | None) -> dict[str, str]:
    """Return by field the heading it is read from."""
    return {column.field: column.heading for column in section.columns if column.field} if section else {}


def strange_kinds(plan: ImportPlan) -> list[str]:
    """Return the words for kinds of contribution that the group's own kinds do not explain."""
    if plan.detection.kind is not ImportKind.CONTRIBUTIONS:
        return []
    asked = [row.texts.get("kind", "") for row in plan.rows if "kind" in row.problems]
    return list(dict.fromkeys([*plan.mapping.words, *filter(None, asked)]))[:6]


def dated(kind: ImportKind) -> bool:
    """Return whether rows of this kind carry a date whose order may be in doubt."""
    return any(field.name in ("joined", "paid_on") for field in PLANNERS[kind].fields)
