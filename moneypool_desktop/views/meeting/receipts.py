"""Receipts found again: searched, looked at as the paper they are, printed, taken back."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_short, ksh, money
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.receipts import ReceiptListed
from moneypool_desktop.services import ledger, receipts, settings
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views import theme
from moneypool_desktop.views.dialogs.print_preview import PrintPreview
from moneypool_desktop.views.meeting.papers import counted_paper, paper_to_look_at
from moneypool_desktop.views.meeting.take_back import TakeBackReceipts
from moneypool_desktop.views.meeting.words import method_icon, method_named
from moneypool_desktop.views.page import Desk
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.pdf_preview import PdfPreview
from moneypool_desktop.views.widgets.search_field import SearchField
from moneypool_desktop.views.widgets.segmented import Choice, Segmented
from moneypool_desktop.views.widgets.table import Table

_PAUSE_MS = 200  # between the last key and the search it starts
_MOST = 500
SLIP, A5 = "slip", "a5"


def _state(row: ReceiptListed) -> str:
    if row.taken_back:
        return tr("Taken back")
    return trn("Printed {n} time", "Printed {n} times", row.printed) if row.printed else tr("Not printed")


def _state_icon(row: ReceiptListed) -> str:
    return "arrow-back-up" if row.taken_back else "printer" if row.printed else "circle-dashed"


def _state_tone(row: ReceiptListed) -> str:
    return "danger" if row.taken_back else "text_2" if row.printed else "text_3"


COLUMNS = (
    Column[ReceiptListed]("number", mark("Receipt"), lambda r: r.number, narrowest=72),
    Column[ReceiptListed]("date", mark("Date"), lambda r: date_short(r.on), sort=lambda r: r.on, narrowest=92, drop=1),
    Column[ReceiptListed](
        "member", mark("Member"), lambda r: r.member_name, stretch=True, narrowest=104,
        tooltip=lambda r: f"{r.member_name}, {r.member_number}", spoken=lambda r: f"{r.member_name}, {r.member_number}",
    ),
    Column[ReceiptListed](
        "how", mark("How"), lambda r: method_named(r.method), icon=lambda r: method_icon(r.method),
        tone=lambda r: "info" if r.method == "mobile_money" else "text_2", drop=3,
    ),
    Column[ReceiptListed](
        "reference", mark("Reference"), lambda r: r.reference, tone=lambda _: "text_2", narrowest=96, drop=4,
    ),
    Column[ReceiptListed](
        "total", mark("Amount (Ksh)"), lambda r: money(r.total), figure=True, sort=lambda r: r.total,
        total=lambda rows: money(sum((r.total for r in rows if not r.taken_back), ZERO)),
        tone=lambda r: "text_3" if r.taken_back else "text",
    ),
    Column[ReceiptListed]("state", mark("State"), _state, icon=_state_icon, tone=_state_tone, drop=2),
)  # fmt: skip


class ReceiptsView(QWidget):
    """The list with the paper beside it. `said` gives a sentence for a toast, `changed` follows what it did."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, books: Books, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._books = desk, books
        self._posted: frozenset[UUID] = frozenset()
        self._asked = 0
        self._sized = False
        self.model: TableModel[ReceiptListed] = TableModel(COLUMNS, key=lambda r: r.id)
        self.table = Table(self.model, name=tr("Receipts"), count=lambda n: trn("{n} receipt", "{n} receipts", n))
        self.search = SearchField("", keys="/")
        self.search.serve(self.table)
        self.everything = Button("", icon="list", small=True)
        self.slips, self.a5 = Button("", icon="printer"), Button("", icon="file-text")
        self.back = Button("", icon="arrow-back-up")
        self.trouble = Banner("danger")
        self.size_ = Segmented("", [Choice(SLIP, ""), Choice(A5, "")], SLIP)
        self.paper = PdfPreview()
        self._about = Label("", "small")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    def show_posted(self, keys: Sequence[UUID]) -> None:
        """Show the receipts of the posting just made and nothing else, until all are asked for."""
        self._posted = frozenset(keys)
        self.search.clear()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self._asked += 1
        if not self._sized:
            self._ask_size()
        asked, books, text = self._asked, self._books, self.search.text()
        self._desk.workers.read(
            lambda: receipts.listed(books, text=text), lambda rows: self._show(asked, rows), self._fail, owner=self
        )

    def chosen(self) -> list[ReceiptListed]:
        """Return the receipts that buttons act on: those selected, all of a posting just made, or the one in sight."""
        places = sorted({index.row() for index in self.table.view.selectedIndexes()})
        rows = [row for place in places if (row := self.model.row(place)) is not None]
        if self._posted and len(rows) <= 1:
            rows = list(self.model.rows())
        return [row for row in rows if not row.taken_back]

    def print(self, size: str) -> None:
        """Count the chosen receipts as printed and open their papers; from the second time on they say COPY."""
        rows = self.chosen()
        if not rows:
            return
        keys = [row.id for row in reversed(rows)]
        title = rows[0].number if len(rows) == 1 else trn("{n} receipt", "{n} receipts", len(rows))
        self.trouble.hide()
        self._desk.workers.write(
            partial(counted_paper, self._books, keys, uuid4(), slips=size == SLIP),
            lambda pdf: self._open_paper(pdf, title), self._fail, owner=self,
        )  # fmt: skip

    def take_back(self) -> None:
        """Ask for the reason and take the chosen receipts back in one act."""
        rows = self.chosen()
        if rows and self._books.can("money.reverse"):
            self._ask_back(
                [row.id for row in rows], [row.number for row in rows], ksh(sum((r.total for r in rows), ZERO))
            )

    def _ask_back(self, keys: list[UUID], numbers: list[str], amount: str) -> None:
        dialog = TakeBackReceipts(self.window(), keys, numbers, amount, self._desk.today())
        key = uuid4()
        dialog.sent.connect(lambda draft: self._send_back(dialog, draft, key))
        dialog.open()

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        self.search.setPlaceholderText(tr("Number, member or reference"))
        self.search.setAccessibleName(tr("Find a receipt"))
        self.everything.set_face(tr("Show all receipts"), "list")
        self.size_.set_choices([Choice(SLIP, tr("80 mm slip")), Choice(A5, tr("A5"))])
        self.size_.setAccessibleName(tr("Size of the paper"))
        self.table.view.setAccessibleName(tr("Receipts"))
        self.table.retranslate()
        self._say()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 8, 8)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.everything)
        left = Panel(flush=True)
        left.body.addLayout(bar)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 8)
        row.setSpacing(8)
        left.body.addLayout(row)
        left.body.addWidget(self.table, 1)
        for button in (self.back, self.a5, self.slips):
            row.addWidget(button)
            if button is self.back:
                row.addStretch(1)
        right = Panel()
        top = QHBoxLayout()
        top.addWidget(self._about, 1)
        top.addWidget(self.size_)
        right.body.addLayout(top)
        right.body.addWidget(self.paper, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(10)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([700, 430])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addWidget(split, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.refresh)
        self.search.textEdited.connect(lambda _: self._pause.start())
        self.everything.clicked.connect(lambda: self.show_posted(()))
        self.slips.clicked.connect(lambda: self.print(SLIP))
        self.a5.clicked.connect(lambda: self.print(A5))
        self.back.clicked.connect(self.take_back)
        self.table.chosen.connect(lambda _: self._look())
        self.table.opened.connect(lambda _: self.print(self.size_.value()))
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._say())
        self.size_.changed.connect(self._turn_size)

    def _ask_size(self) -> None:
        books = self._books

        def found(paper: str) -> None:
            if not self._sized:
                self.size_.set_value(SLIP if paper == settings.SLIP else A5)
                self._turn_size()

        self._desk.workers.read(lambda: settings.print_size(books), found, lambda _: None, owner=self)

    def _turn_size(self, _size: str = "") -> None:
        self._sized = True  # from now on the person's own choice counts
        self._look()

    def _show(self, asked: int, rows: list[ReceiptListed]) -> None:
        if asked != self._asked:
            return
        self.trouble.hide()
        shown = [row for row in rows if row.id in self._posted] if self._posted else rows
        self.model.set_rows(sorted(shown, key=lambda r: r.number) if self._posted else shown)
        if shown and self.table.current() is None:
            self.table.choose(0)
        self._say()
        self._look()

    def _say(self) -> None:
        rows = self.chosen()
        count = len(rows)
        self.slips.set_face(trn("Print {n} slip", "Print {n} slips", count), "printer")
        self.a5.set_face(trn("Print {n} on A5", "Print {n} on A5", count), "file-text")
        self.back.set_face(trn("Take back", "Take back {n} receipts", max(1, count)), "arrow-back-up")
        none = "" if count else tr("Choose a receipt that was not taken back.")
        for button in (self.slips, self.a5):
            button.allow(count > 0, none)
        may = self._books.can("money.reverse")
        self.back.allow(bool(count) and may, none if may else tr("Only the treasurer may take money back."))
        reveal(self.everything, bool(self._posted))
        if len(self.model.everything()) >= _MOST:
            self._about.setText(tr("The newest {n} are listed. Search for older ones.", n=_MOST))
        elif not self.model.everything():
            self._about.setText(tr("No receipt is found."))
        else:
            row = self.table.current()
            self._about.setText(_copies(row) if row is not None else "")

    def _look(self) -> None:
        row: ReceiptListed | None = self.table.current()
        if row is None or row.taken_back or not self.isVisible():
            self.paper.setVisible(False)
            return
        size = self.size_.value()

        def show(pdf: bytes) -> None:
            now = self.table.current()
            if now is not None and now.id == row.id and size == self.size_.value():
                self.paper.setVisible(True)
                self.paper.show_pdf(pdf)

        self._desk.workers.read(
            partial(paper_to_look_at, self._books, [row.id], slips=size == SLIP), show, self._fail, owner=self
        )

    def _open_paper(self, pdf: bytes, title: str) -> None:
        preview = PrintPreview(pdf, title, f"{title}.pdf", self.window())
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()
        self.refresh()

    def _send_back(self, dialog: TakeBackReceipts, draft: ReversalDraft, key: UUID) -> None:
        def done(_answer: object) -> None:
            dialog.finish()
            count = len(draft.receipts)
            self.said.emit(trn("{n} receipt was taken back.", "{n} receipts were taken back.", count))
            self.refresh()
            self.changed.emit()

        def failed(error: Exception) -> None:
            said = self._desk.explain(error)
            dialog.fail(f"{said.title} {said.sentence}".strip())

        self._desk.workers.write(partial(ledger.reverse, self._books, draft, key), done, failed, owner=self)

    def _fail(self, error: Exception) -> None:
        said = self._desk.explain(error)
        self.trouble.say(said.title, said.sentence)
        self.trouble.show()


def _copies(row: ReceiptListed) -> str:
    if row.taken_back:
        return tr("Receipt {number} was taken back and is not printed.", number=row.number)
    if row.printed:
        return tr("The next paper of {number} says COPY {n}.", number=row.number, n=row.printed)
    return tr("{number} was never printed.", number=row.number)
