"""What an import preview shows: how the file was understood, a row for each line of it, and the control totals."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from moneypool_desktop.models.domain.dates import Order
from moneypool_desktop.models.domain.names import KinShare
from moneypool_desktop.models.domain.values import ImportKind, MemberRole, PaymentMethod
from moneypool_desktop.models.rows.import_files import SourceFile


class RowState(StrEnum):
    """What will become of one line of the file."""

    NEW = "new"
    RECORDED = "recorded"
    REPEATED = "repeated"
    REFUSED = "refused"
    LEFT_OUT = "left_out"
    SKIPPED = "skipped"


class Place(StrEnum):
    """Where an opening balance lies; the reserve is a fund inside the other three."""

    CASH = "cash"
    MOBILE_MONEY = "mobile_money"
    BANK = "bank"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One column of the file: its heading, a filled cell under it, and the field it is read as (empty: not read)."""

    index: int
    heading: str
    sample: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a person says a file is to be read; saved under a name and used again. Empty parts are detected."""

    kind: ImportKind | None = None
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    """Field to heading; a field mapped to an empty heading is not read."""
    header_line: int | None = None
    date_order: Order | None = None
    fixed: Mapping[str, str] = field(default_factory=dict[str, str])
    """Field to the text every row has where the file has no column for it, such as `method` to `Cash`."""
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    """A kind of contribution as the file writes it, to the kind it means in the books."""
    share_price: Decimal | None = None
    as_at: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One table inside the file: its sheet, its heading line and its columns."""

    sheet: int
    header_line: int
    columns: tuple[ImportColumn, ...]
    last_line: int

    def index_of(self, field_name: str) -> int | None:
        """Return the column a field is read from, or None."""
        return next((column.index for column in self.columns if column.field == field_name), None)


@dataclass(frozen=True, slots=True)
class Detection:
    """What the file is, in one sentence, with its parts and every doubt that only a person can settle."""

    kind: ImportKind | None
    sentence: str
    section: Section | None
    places: Section | None
    row_count: int
    date_order: Order | None
    date_proof: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member the books already have."""

    number: str
    name: str
    phone: str = ""
    email: str = ""
    founder: bool = False
    """Whether the founding entered this officer: their register row fills in what founding did not ask."""
    moved: bool = False
    """Whether money of theirs is in the books, so that their number stays unless their own row changes it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the books already hold; None where the books were not asked (a dry run without them)."""

    members: tuple[KnownMember, ...] | None = None
    kinds: tuple[str, ...] | None = None
    """Names of the contribution types of the group."""
    imported: frozenset[tuple[str, int]] = frozenset()
    """(raw hash, occurrence) of every row of this kind whose import was posted and not reversed."""
    payments: frozenset[tuple[str, str, str, Decimal]] = frozenset()
    """(member number, kind, reference, amount) of payments with a reference already in the books."""
    share_price: Decimal | None = None
    opened: bool = False
    """Whether opening balances are already posted."""
    today: date | None = None
    books_from: date | None = None
    """The first day of the group's books: the day of joining where a register names none."""


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A member as the register will hold it."""

    number: str
    name: str
    phone: str
    id_number: str
    joined: date | None
    email: str
    role: MemberRole
    position: str
    kin: tuple[KinShare, ...]
    fills: str = ""
    """The number of the founding officer whose membership the row completes instead of adding one."""


@dataclass(frozen=True, slots=True)
class BalanceEntry:
    """What one member brings forward; `shares` is money, `share_units` the count when the file gives units."""

    number: str
    name: str
    savings: Decimal
    shares: Decimal
    share_units: Decimal | None
    welfare: Decimal
    loan: Decimal
    loan_rate: Decimal | None
    """Per cent a month."""
    months_left: int | None
    fines: Decimal


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """Money brought forward in one place, or in the reserve."""

    place: Place
    name: str
    account: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ContributionEntry:
    """One payment of one kind by one member."""

    paid_on: date
    number: str
    name: str
    kind: str
    amount: Decimal
    method: PaymentMethod
    reference: str
    remarks: str


type Entry = MemberEntry | BalanceEntry | PlaceEntry | ContributionEntry


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the file in the preview; `index` names it in `replan`, `leave_out` and `take_in`."""

    index: int
    sheet: str
    line: int
    state: RowState
    note: str
    texts: Mapping[str, str]
    """Field to the text as written (or as corrected)."""
    shown: Mapping[str, str]
    """Field to the text as it will be kept; a field with a problem shows what was written."""
    problems: Mapping[str, str]
    """Field to sentence; the empty field is the row as a whole."""
    tidied: tuple[str, ...]
    corrected: tuple[str, ...]
    raw_hash: str
    occurrence: int
    entry: Entry | None

    @property
    def may_take_in(self) -> bool:
        """Whether a person may say that this row, repeated or left out, is to be written after all."""
        return self.state is RowState.LEFT_OUT or isinstance(self.entry, ContributionEntry)


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One figure to compare with the paper book; `count` when it is no money."""

    key: str
    label: str
    value: Decimal
    count: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """Two sides that must be equal before anything may be posted."""

    left: tuple[ControlTotal, ...]
    right: tuple[ControlTotal, ...]
    left_total: Decimal
    right_total: Decimal
    sentence: str

    @property
    def agrees(self) -> bool:
        """Whether both sides are equal."""
        return self.left_total == self.right_total


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file understood line by line, ready to be shown, corrected and posted; nothing is written yet."""

    source: SourceFile
    detection: Detection
    mapping: ColumnMap
    known: Known
    rows: tuple[ImportRow, ...] = ()
    totals: tuple[ControlTotal, ...] = ()
    proof: Proof | None = None
    blocks: tuple[str, ...] = ()
    """Sentences that stop the whole import until a person settles them."""
    notices: tuple[str, ...] = ()
    """Sentences worth knowing that stop nothing."""
    as_at: date | None = None
    corrections: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])
    choices: Mapping[int, bool] = field(default_factory=dict[int, bool])
    """Row index to whether a person took it in (True) or left it out (False)."""

    @property
    def counts(self) -> Mapping[RowState, int]:
        """How many rows are in each state, every state named."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in RowState}

    @property
    def new_rows(self) -> tuple[ImportRow, ...]:
        """The rows that will be written."""
        return tuple(row for row in self.rows if row.state is RowState.NEW)

    @property
    def may_post(self) -> bool:
        """Whether there is something to write and nothing stands against it."""
        return bool(self.new_rows) and not self.blocks
