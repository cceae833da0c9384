"""The row a person is on: what is wrong with it, field by field, to be put right in place; or what it will be."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.rows.imports import ImportRow, MemberEntry, RowState
from moneypool_desktop.views import theme
from moneypool_desktop.views.imports.looks import STATES
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.field import TextField
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label, LineLabel
from moneypool_desktop.views.widgets.layouts import clear
from moneypool_desktop.views.widgets.panel import Panel, Rule
from moneypool_desktop.views.widgets.rows import Facts

WIDE = 300
_SAID = {
    RowState.NEW: mark("This row will be written."),
    RowState.RECORDED: mark("This row is in the books already. It is not written again."),
    RowState.REPEATED: mark("This row stands twice in the file. It is written once."),
    RowState.REFUSED: mark("Put it right here, or leave the row out and correct the file later."),
    RowState.LEFT_OUT: mark("You left this row out."),
    RowState.SKIPPED: mark("This line is no row: it is not read."),
}


class RowPane(Panel):
    """`corrected` gives the row's index and what was typed by field, `left_out` and `taken_in` the index."""

    corrected = Signal(int, object)
    left_out = Signal(int)
    taken_in = Signal(int)

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setFixedWidth(WIDE)
        self.row: ImportRow | None = None
        self._labels: Mapping[str, str] = {}
        self.fields: dict[str, TextField] = {}
        self._mark = IconLabel("circle-plus", 16, "good")
        self._who, self._note = LineLabel("", "strong"), Label("", "small")
        head = QHBoxLayout()
        head.setContentsMargins(theme.PADDING, 8, theme.PADDING, 8)
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self._who, 1)
        head.addWidget(self._note)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        self.body.addWidget(self._scrolled(), 1)
        self.out = Button(icon="minus")
        self.again = Button(icon="refresh")
        foot = self.add_foot()
        foot.addWidget(self.out)
        foot.addStretch(1)
        foot.addWidget(self.again)
        self.out.clicked.connect(self._turn)
        self.again.clicked.connect(self.check_again)
        self.show_row(None, {})

    def show_row(self, row: ImportRow | None, labels: Mapping[str, str]) -> None:
        """Show another row, with the label of each field; None shows nothing chosen."""
        self.row, self._labels = row, labels
        self.fields = {}
        clear(self._parts)
        if row is None:
            self._who.setText(tr("No row chosen"))
            self._note.setText("")
            self._mark.set_icon("list", "text_3")
        else:
            _, icon, tone = STATES[row.state]
            self._mark.set_icon(icon, tone)
            number = row.shown.get("number", "")
            self._who.setText(
                tr("Row {row}, {number}", row=row.line, number=number) if number else tr("Row {row}", row=row.line)
            )
            self._note.setText(row.note)
            self._fill(row)
        self._follow(row)

    def edit(self) -> None:
        """Go to the first field that is wrong."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def check_again(self) -> None:
        """Send what was typed to be checked."""
        if self.row is not None and self.fields:
            self.corrected.emit(self.row.index, {name: field.value() for name, field in self.fields.items()})

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("plain", True)
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        outer.addLayout(self._parts)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _fill(self, row: ImportRow) -> None:
        name = row.shown.get("name") or row.shown.get("place") or row.shown.get("", "")
        self._parts.addWidget(_words(name, _sentence(row)))
        if row.state is RowState.REFUSED:
            self._ask(row)
            return
        facts = [(tr(self._labels.get(field, field)), value) for field, value in row.shown.items() if field and value]
        if facts:
            self._parts.addWidget(Rule())
            self._parts.addWidget(_padded(Facts(facts, figures=False)))

    def _ask(self, row: ImportRow) -> None:
        whole = row.problems.get("", "")
        if whole:
            self._parts.addWidget(_padded(Banner("danger", whole)))
        # a row that is wrong as a whole may be typed anew in every field
        wrong = [name for name in row.problems if name] or [name for name in row.texts if name in self._labels]
        for name in wrong:
            field = TextField(tr(self._labels.get(name, name)))
            field.set_value(row.texts.get(name, ""))
            field.set_problem(row.problems.get(name, ""))
            field.line.returnPressed.connect(self.check_again)
            self.fields[name] = field
            self._parts.addWidget(Rule())
            self._parts.addWidget(_padded(field))

    def _follow(self, row: ImportRow | None) -> None:
        state = row.state if row else None
        back = state in (RowState.LEFT_OUT, RowState.REPEATED)
        self.out.set_face(tr("Take in") if back else tr("Leave out"), "plus" if back else "minus")
        may = state in (RowState.NEW, RowState.REFUSED) or (back and row is not None and row.may_take_in)
        self.out.allow(may, tr("This row cannot be written."))
        self.again.set_face(tr("Check again"), "refresh")
        self.again.allow(bool(self.fields), tr("Nothing is wrong with this row."))

    def _turn(self) -> None:
        if self.row is None:
            return
        back = self.row.state in (RowState.LEFT_OUT, RowState.REPEATED)
        (self.taken_in if back else self.left_out).emit(self.row.index)


def _sentence(row: ImportRow) -> str:
    if row.state is RowState.NEW and isinstance(row.entry, MemberEntry) and row.entry.fills:
        return tr("Already a member since the group was founded: this row fills in what is missing.")
    return tr(_SAID[row.state])


def _words(name: str, sentence: str) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(theme.PADDING, 10, theme.PADDING, 10)
    column.setSpacing(2)
    if name:
        column.addWidget(Label(name, "strong", wrap=True))
    column.addWidget(Label(sentence, "help", wrap=True))
    return held


def _padded(widget: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(theme.PADDING, 8, theme.PADDING, 8)
    column.addWidget(widget)
    return held
