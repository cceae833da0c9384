"""A window over a handful of plain rows: no database, no service, the real shell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.main_window import ChamaFace, MainWindow, PersonFace, Shell
from moneypool_desktop.views.page import Desk, Page, Said
from moneypool_desktop.views.shell.finder import Found
from moneypool_desktop.views.shell.rail import Entry
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.detail_pane import DetailPane
from moneypool_desktop.views.widgets.kpi import Kpi, KpiStrip
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.rows import Facts, ListRow, PlaceRow
from moneypool_desktop.views.widgets.search_field import SearchField
from moneypool_desktop.views.widgets.segmented import Choice
from moneypool_desktop.views.widgets.table import Table
from moneypool_desktop.views.widgets.tag import Tag
from moneypool_desktop.views.widgets.verdict import Reason, VerdictList


@dataclass(frozen=True, slots=True)
class Saver:
    number: str
    name: str
    saved: Decimal
    owed: Decimal | None
    standing: str


NAMES = (
    "Grace Wanjiku Kamau",
    "Peter Otieno Ouma",
    "Mary Achieng Njoroge",
    "John Mwangi Cheruiyot",
    "Faith Njeri Musyoki",
    "Samuel Kiprono Wanjala",
    "Jane Chebet Abdi",
    "David Mutua Maina",
    "Esther Kamau Onyango",
    "James Atieno Gitau",
    "Lucy Barasa Koech",
    "Joseph Nafula Mutiso",
    "Ruth Hassan Simiyu",
    "Daniel Fatuma Hussein",
    "Ann Odhiambo Okoth",
)
LOOKS = {"Good": ("good", "circle-check"), "Behind": ("warn", "alert-triangle"), "Suspended": ("danger", "ban")}


def savers(count: int = 34) -> list[Saver]:
    made = []
    for n in range(count):
        owed = Decimal(n * 7350 % 94100) if n % 3 else None
        standing = ("Good", "Behind", "Suspended")[n % 3]
        made.append(Saver(f"UM-{n + 1:03d}", NAMES[n % len(NAMES)], Decimal(56500 + n * 1500), owed, standing))
    return made


COLUMNS = (
    Column[Saver]("number", "No.", lambda r: r.number, tone=lambda _: "text_3", narrowest=60),
    Column[Saver]("name", "Member", lambda r: r.name, stretch=True, narrowest=90),
    Column[Saver](
        "saved",
        "Savings (Ksh)",
        lambda r: money(r.saved),
        figure=True,
        sort=lambda r: r.saved,
        total=lambda rows: money(sum((r.saved for r in rows), Decimal(0))),
    ),
    Column[Saver](
        "owed",
        "Owes (Ksh)",
        lambda r: money(r.owed),
        figure=True,
        sort=lambda r: r.owed or Decimal(0),
        total=lambda rows: money(sum((r.owed or Decimal(0) for r in rows), Decimal(0))),
    ),
    Column[Saver](
        "standing",
        "Standing",
        lambda r: r.standing,
        tone=lambda r: LOOKS[r.standing][0],
        icon=lambda r: LOOKS[r.standing][1],
        narrowest=110,
    ),
)


KPIS = (
    Kpi("cash", "wallet", "Cash at hand", "Ksh\u00a02,242,960.00", "2 of 3 places proved to 31 October"),
    Kpi("due", "clock-hour-4", "Dues overdue", "Ksh\u00a061,500.00", "25 members behind, oldest 10 months"),
    Kpi("loans", "businessplan", "Loans outstanding", "Ksh\u00a0742,500.00", "11 loans, 1 late by 33 days"),
    Kpi(
        "lost",
        "link-off",
        "Payments without an owner",
        "Ksh\u00a02,000.00",
        "1 M-Pesa receipt since 14 October",
    ),
)


class HomeSample(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.actions_.add(
            Act(
                "receive", "Receive", lambda: self.said.emit("Receipt R-2041 posted."), "arrow-down-left", "F6", "Money"
            ),
            Act(
                "pay",
                "Pay out",
                lambda: None,
                "arrow-up-right",
                "F5",
                "Money",
                lambda: "Only the treasurer may pay out.",
            ),
            Act("meeting", "Start meeting day", lambda: None, "calendar-check", "F9", "Money"),
        )
        secondary = (self.actions_.button("receive"), self.actions_.button("pay"))
        self.header.add(*secondary, self.actions_.button("meeting", kind="primary"))
        self.kpis = KpiStrip(KPIS)
        self.kpis.opened.connect(lambda _: self.went.emit("members", None))
        self.content.addWidget(self.kpis)
        row = QHBoxLayout()
        row.setSpacing(12)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        row.addLayout(left, 782)
        row.addLayout(right, 356)
        self.content.addLayout(row, 1)
        left.addWidget(self._waiting())
        dues = Panel("Dues overdue", flush=True)
        self.table = Table(TableModel(COLUMNS, savers(9), key=lambda r: r.number), name="Dues overdue")
        dues.body.addWidget(self.table)
        left.addWidget(dues, 1)
        right.addWidget(self._places())
        right.addWidget(self._meeting())
        right.addStretch(1)

    def _waiting(self) -> Panel:
        waiting = Panel("Waiting for you", count=2, flush=True)
        waiting.body.addWidget(
            ListRow(
                "link-off",
                "warn",
                "A payment of 14 October has no owner",
                "SJX0UNKNOW from 2547*****777 with the text “thanks”",
                figure="Ksh\u00a02,000.00",
                button="Find the owner",
            )
        )
        waiting.body.addWidget(
            ListRow(
                "alert-circle",
                "danger",
                "Daniel Fatuma Hussein missed his loan instalment",
                "LN-0049, due 3 October, 33 days late",
                figure="Ksh\u00a011,000.00",
                button="Open the loan",
            )
        )
        return waiting

    def _places(self) -> Panel:
        places = Panel("Where the money is", flush=True)
        places.body.addWidget(
            PlaceRow("cash", "Cash box", "with Peter Otieno Ouma", "12,400.00", state="counted 3 Oct")
        )
        places.body.addWidget(
            PlaceRow(
                "device-mobile",
                "M-Pesa paybill",
                "4041234",
                "68,365.00",
                state="2,000.00 to explain",
                tone="warn",
                state_icon="alert-triangle",
            )
        )
        return places

    def _meeting(self) -> Panel:
        meeting = Panel("Next meeting", icon="calendar-event")
        meeting.add_to_head(Tag("in 2 days", "info", "clock"))
        meeting.body.addWidget(
            Facts(
                (
                    ("Dues expected, 34 members", "71,400.00"),
                    ("Loan instalments due", "78,750.00"),
                    ("Loans to vote on", "2"),
                )
            )
        )
        return meeting

    def retranslate(self) -> None:
        self.header.set_words("Home", "Thursday 5 November 2026")
        self.table.retranslate()


class MembersSample(Page):
    topics = frozenset({"members"})

    def __init__(self, desk: Desk, read: Callable[[], list[Saver]]) -> None:
        super().__init__(desk)
        self._read = read
        self.model = TableModel(COLUMNS, key=lambda r: r.number)
        self.table = Table(self.model, name="Members", count=lambda n: f"{n} members")
        self.search = SearchField("Name, number or phone", keys="/")
        self.search.serve(self.table)
        self.search.textChanged.connect(self.model.sift)
        self.actions_.add(Act("add", "Add member", lambda: None, "user-plus", "Ctrl+N", "Members"))
        self.header.add(self.actions_.button("add", kind="primary"))
        self.note = Banner(
            "good",
            "The chain is unbroken.",
            "18,204 entries, each one sealed by the next.",
            icon="link",
            button="Check now",
        )
        left = Panel(flush=True)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 8, 8)
        bar.addWidget(self.search)
        left.body.addLayout(bar)
        left.body.addWidget(self.table)
        self._lay_out(left)

    def _lay_out(self, left: Panel) -> None:
        self.detail = DetailPane(
            [Choice("position", "Position"), Choice("loans", "Loans", count=1), Choice("history", "History")]
        )
        self.detail.set_subject("Daniel Fatuma Hussein", "UM-014, since 7 Jan 2024, 0712 610 340")
        self.detail.set_page("position", self._position())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setHandleWidth(10)
        split.setSizes([562, 576])
        self.content.addWidget(self.note)
        self.content.addWidget(split, 1)

    def _position(self) -> QWidget:
        verdict = VerdictList()
        verdict.set_verdict(
            "danger",
            "Suspended from borrowing and guaranteeing.",
            "He can still vote.",
            (
                Reason("good", "Identity checked, next of kin on file", "clause 3.1"),
                Reason(
                    "danger",
                    "Dues overdue Ksh\u00a04,500.00, the limit is Ksh\u00a04,000.00",
                    "clause 7.2",
                    "dues",
                    "Receive",
                ),
                Reason("warn", "Fine of Ksh\u00a0500.00 not paid, absent 5 September", "clause 9.1"),
            ),
            explained=True,
        )
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(verdict)
        column.addStretch(1)
        return held

    def reading(self) -> Callable[[], list[Saver]]:
        return self._read

    def present(self, rows: list[Saver]) -> None:
        self.model.set_rows(rows)

    def arrive(self, about: object) -> None:
        self.table.choose_key(about)

    def retranslate(self) -> None:
        self.header.set_words("Members", "34 active, 0 left, 9 in good standing")
        self.table.retranslate()


def make_window(
    folder: Path, workers: Workers, *, read: Callable[[], list[Saver]] = savers, **changes: object
) -> MainWindow:
    desk = Desk(
        workers,
        Preferences(folder / "preferences.ini"),
        lambda e: Said("The list could not be read", str(e), "MP-207"),
        lambda: date(2026, 11, 5),
    )
    entries = (
        Entry("home", "Home", "home", 0, lambda: HomeSample(desk)),
        Entry("meeting", "Meeting day", "calendar-check", 0, lambda: HomeSample(desk), narrow=True),
        Entry("members", "Members", "users", 1, lambda: MembersSample(desk, read)),
        Entry("contributions", "Contributions", "coins", 1, lambda: HomeSample(desk)),
        Entry("ledger", "Ledger", "book-2", 2, lambda: HomeSample(desk)),
        Entry("settings", "Settings", "settings", 3, lambda: HomeSample(desk)),
    )
    given: dict[str, object] = {
        "desk": desk,
        "entries": entries,
        "chama": ChamaFace("Umoja SHG", "34 members"),
        "person": PersonFace("Peter Otieno Ouma", lambda: "Treasurer"),
        "sign_out": lambda: None,
        "switch_chama": lambda _: None,
        "speak": lambda _: None,
        "wear": lambda _: None,
        "show_waiting": lambda: None,
        "connection": lambda: ("This PC", "device-desktop", "neutral"),
        "find": lambda typed: [
            Found("Members", "user", name, lambda: None, "UM-011")
            for name in NAMES
            if typed.casefold() in name.casefold()
        ],
    }
    return MainWindow(Shell(**(given | changes)))
