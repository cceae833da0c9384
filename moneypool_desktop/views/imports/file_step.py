"""Step 1: choose or drop a file; below it every import so far, each of which can be taken back whole."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_short
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.import_batches import Batch
from moneypool_desktop.services.imports.posting import KINDS
from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.states import EmptyState
from moneypool_desktop.views.widgets.table import Table

ENDINGS = (".csv", ".xlsx", ".txt", ".tsv")
_LOOKS = {
    "posted": (mark("In the books"), "circle-check", "good"),
    "reversed": (mark("Taken back"), "arrow-back-up", "neutral"),
    "draft": (mark("Not posted"), "circle-dashed", "neutral"),
}
COLUMNS = (
    Column[Batch]("on", mark("Brought in"), lambda row: date_short(row.made_on), sort=lambda row: row.made_at),
    Column[Batch]("kind", mark("What"), lambda row: tr(_WORDS.get(row.kind, row.kind)), narrowest=100),
    Column[Batch]("file", mark("File"), lambda row: row.file_name, stretch=True, narrowest=110),
    Column[Batch]("by", mark("By"), lambda row: row.made_by, tone=lambda _: "text_2", narrowest=90),
    Column[Batch]("rows", mark("Rows"), lambda row: f"{row.rows:,}", figure=True, sort=lambda row: row.rows,
                  total=lambda rows: f"{sum(row.rows for row in rows if row.may_take_back):,}"),
    Column[Batch]("state", mark("State"), lambda row: tr(_LOOKS[row.status][0]),
                  icon=lambda row: _LOOKS[row.status][1], tone=lambda row: _LOOKS[row.status][2]),
    Column[Batch]("why", mark("Reason"), lambda row: row.reason, tone=lambda _: "text_2", drop=1, narrowest=80),
)  # fmt: skip
_WORDS = {kind.value: word for kind, word in KINDS.items()}


class DropPlace(QWidget):
    """Where a file may be dropped, with a button for who has no mouse; `pressed` asks for the file dialog."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hot = False
        self.setFixedHeight(150)
        self._title, self._words = Label("", "section"), Label("", "quiet")
        self.button = Button(kind="primary", icon="folder-open", keys="Ctrl+O")
        self.button.clicked.connect(self.pressed)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._words)
        words.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        words.addLayout(row)
        words.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(28, 0, 28, 0)
        whole.setSpacing(20)
        whole.addWidget(IconLabel("table-import", 32, "text_3"))
        whole.addLayout(words, 1)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self._title.setText(tr("Drop a file here"))
        self._words.setText(tr("A members register, opening balances, or contributions, as CSV or an Excel workbook."))
        self.button.set_face(tr("Choose a file"), "folder-open")

    def set_hot(self, hot: bool) -> None:
        """Show that a file held over the page may be let go."""
        self.hot = hot
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("accent_tint" if self.hot else "surface"))
        pen = QPen(theme.colour("accent" if self.hot else "line_field"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)


class FileStep(QWidget):
    """`opened` gives the file a person chose, `taking_back` the import they want to take back."""

    opened = Signal(object)
    taking_back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.place = DropPlace()
        self.history: TableModel[Batch] = TableModel(COLUMNS, key=lambda row: row.id)
        self.table = Table(self.history, name=tr("Imports so far"), count=_count)
        self._panel = Panel(tr("Imports so far"), icon="history", flush=True)
        self.back = Button(icon="arrow-back-up", small=True)
        self._panel.add_to_head(self.back)
        self._nothing = EmptyState("table-import", *_nothing())
        self._panel.body.addWidget(self.table, 1)
        self._panel.body.addWidget(self._nothing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.place)
        column.addWidget(self._panel, 1)
        self.place.pressed.connect(self.ask)
        self.back.clicked.connect(lambda: self.taking_back.emit(self.table.current()))
        self.table.chosen.connect(lambda _: self._follow())
        self.show_history(())

    def show_history(self, batches: Sequence[Batch]) -> None:
        """Show the imports so far, the latest first."""
        self.history.set_rows(batches)
        reveal(self.table, bool(batches))
        reveal(self._nothing, not batches)
        reveal(self.back, bool(batches))
        if batches and self.table.current() is None:
            self.table.choose(0)
        self._follow()

    def ask(self) -> None:
        """Ask for a file in the system's own dialog."""
        dialog = QFileDialog(self, tr("Choose a file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{ending}" for ending in ENDINGS)
        dialog.setNameFilters([tr("Lists ({patterns})", patterns=patterns), tr("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.opened.emit(Path(file)))
        dialog.open()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.place.retranslate()
        self._panel.set_title(tr("Imports so far"))
        self._nothing.set_words(*_nothing())
        self.table.view.setAccessibleName(tr("Imports so far"))
        self.table.retranslate()
        self._follow()

    def _follow(self) -> None:
        batch: Batch | None = self.table.current()
        self.back.set_face(tr("Take back"), "arrow-back-up")
        self.back.allow(
            batch is not None and batch.may_take_back,
            tr("Choose an import first.") if batch is None else tr("This import was taken back already."),
        )


def _nothing() -> tuple[str, str]:
    return (
        tr("Nothing was brought in yet"),
        tr("Bring the members first, then their opening balances, then what they have paid since."),
    )


def _count(n: int) -> str:
    return trn("{n} import", "{n} imports", n)
