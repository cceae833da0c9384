"""Step 2: which column is read as what, with the first rows as they would be read; kept under a name for next time."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.values import ImportKind, PaymentMethod
from moneypool_desktop.models.rows.imports import ColumnMap, ImportPlan
from moneypool_desktop.services.imports.detect import PLANNERS
from moneypool_desktop.services.imports.posting import KINDS
from moneypool_desktop.views import theme
from moneypool_desktop.views.imports.job import ImportJob
from moneypool_desktop.views.imports.mapping import FIXED, NOT_READ, Said, dated, headings, read_as, strange_kinds
from moneypool_desktop.views.imports.preview import Preview
from moneypool_desktop.views.imports.saved import SavedBar
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import TextField
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.panel import Panel, Rule

_WIDE = 330
_METHODS = (
    (PaymentMethod.CASH.value, mark("Cash")),
    (PaymentMethod.MOBILE_MONEY.value, mark("M-Pesa")),
    (PaymentMethod.BANK_TRANSFER.value, mark("Bank")),
)
_ORDERS = (("", mark("As the file proves it")), ("dmy", mark("Day, month, year")), ("mdy", mark("Month, day, year")))


class ColumnsStep(QWidget):
    """Sends the job a new mapping after each change; `failed` gives an error of keeping a mapping."""

    failed = Signal(object)

    def __init__(self, job: ImportJob, home: Path) -> None:
        super().__init__()
        self._job = job
        self._shape: object = None
        self.kind: ChoiceField[ImportKind] = ChoiceField("", placeholder=tr("Choose"))
        self.columns: dict[str, ChoiceField[str]] = {}
        self.fixed: dict[str, ChoiceField[str]] = {}
        self.words: dict[str, ChoiceField[str]] = {}
        self.line = TextField("", longest=6)
        self.order: ChoiceField[str] = ChoiceField("")
        self.as_at = DateField("", hint="")
        self.price = AmountField("")
        self.preview = Preview()
        self.saved = SavedBar(job, home)
        self.blocks = Banner("warn")
        self.saved.failed.connect(self.failed)
        self.saved.chosen.connect(self._load)
        for field in (self.kind, self.order):
            field.changed.connect(self._said)
        for line in (self.line.line, self.as_at.line, self.price.line):
            line.editingFinished.connect(self._said)  # when typed whole, not letter by letter
        self._lay_out()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show how a file is read."""
        section, kind = plan.detection.section, plan.detection.kind
        shape = (kind, tuple(headings(section)), tuple(strange_kinds(plan)), plan.known.kinds)
        if shape != self._shape:
            self._shape = shape
            self._build(plan)
        self.kind.set_value(kind)
        found = read_as(section)
        for name, field in self.columns.items():
            field.set_value(found.get(name, NOT_READ))
        for name, field in self.fixed.items():
            field.set_value(plan.mapping.fixed.get(name, NOT_READ))
            reveal(field, name not in found)
        for word, field in self.words.items():
            field.set_value(plan.mapping.words.get(word, NOT_READ))
        self.line.set_value(str(section.header_line) if section else "")
        self.order.set_value(plan.mapping.date_order or "")
        self.as_at.set_value(plan.as_at or plan.mapping.as_at)
        self.price.set_value(plan.mapping.share_price)
        self.blocks.say(tr("Not yet."), " ".join(plan.blocks), tone="warn")
        reveal(self.blocks, bool(plan.blocks))
        self.preview.show_plan(plan)
        self.saved.show_plan(plan)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self._title.setText(tr("How the file is read"))
        self.kind.set_label(tr("The file &holds"))
        self.kind.set_choices([(kind, tr(word)) for kind, word in KINDS.items()])
        self.line.set_label(tr("Headings in &row"))
        self.order.set_label(tr("Dates are &written"))
        self.order.set_choices([(order, tr(word)) for order, word in _ORDERS])
        self.as_at.set_label(tr("Balances &at"))
        self.price.set_label(tr("Price of one &share"), optional=True)
        self.saved.retranslate()
        self.preview.retranslate()
        self._shape = None
        if self._job.plan is not None:
            self.show_plan(self._job.plan)

    def _lay_out(self) -> None:
        form = QWidget()
        form.setProperty("plain", True)
        inner = QVBoxLayout(form)
        inner.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        inner.setSpacing(theme.PADDING)
        self._title = Label("", "strong")
        inner.addWidget(self._title)
        inner.addWidget(self.kind)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(theme.PADDING)
        inner.addLayout(self._fields)
        for field in (self.line, self.order, self.as_at, self.price):
            inner.addWidget(field)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        left = Panel(flush=True)
        left.setFixedWidth(_WIDE)
        left.body.addWidget(area, 1)
        left.body.addWidget(Rule())
        left.body.addWidget(self.saved)
        sides = QHBoxLayout()
        sides.setSpacing(theme.GAP)
        sides.addWidget(left)
        sides.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.blocks)
        column.addLayout(sides, 1)

    def _build(self, plan: ImportPlan) -> None:
        clear(self._fields)
        self.columns, self.fixed, self.words = {}, {}, {}
        kind = plan.detection.kind
        reveal(self.order, kind is not None and dated(kind))
        reveal(self.as_at, kind is ImportKind.OPENING_BALANCES)
        reveal(self.price, kind is ImportKind.OPENING_BALANCES)
        reveal(self.line, kind is not None)
        if kind is None:
            return
        choices = [(NOT_READ, tr("Not read")), *((heading, heading) for heading in headings(plan.detection.section))]
        for spec in PLANNERS[kind].fields:
            self.columns[spec.name] = self._choice(tr(spec.label), choices, optional=not spec.needed)
        for name in FIXED.get(kind, ()):
            same = [(NOT_READ, tr("As the file says")), *self._same(name, plan)]
            label = tr("Method of every row") if name == "method" else tr("Contribution of every row")
            self.fixed[name] = self._choice(label, same)
        for word in strange_kinds(plan):
            own = [(NOT_READ, tr("Choose")), *((one, one) for one in plan.known.kinds or ())]
            self.words[word] = self._choice(tr("“{word}” in the file is", word=word), own)

    def _choice(self, label: str, choices: list[tuple[str, str]], *, optional: bool = False) -> ChoiceField[str]:
        field: ChoiceField[str] = ChoiceField(label.replace("&", "&&"), choices, optional=optional)
        field.changed.connect(self._said)
        self._fields.addWidget(field)
        return field

    @staticmethod
    def _same(name: str, plan: ImportPlan) -> list[tuple[str, str]]:
        if name == "method":
            return [(value, tr(word)) for value, word in _METHODS]
        return [(kind, kind) for kind in plan.known.kinds or ()]

    def _said(self) -> None:
        plan = self._job.plan
        if plan is None:
            return
        section = plan.detection.section
        typed, detected = self.line.value(), str(section.header_line) if section else ""
        mapping = plan.mapping if plan.mapping.kind else ColumnMap(
            kind=plan.detection.kind, header_line=plan.mapping.header_line
        )  # fmt: skip
        price, as_at = self.price.value(), self.as_at.value()
        said = Said(
            kind=self.kind.value(),
            columns={name: field.value() or NOT_READ for name, field in self.columns.items()},
            header_line=int(typed) if typed.isdigit() and typed != detected else mapping.header_line,
            date_order=_order(self.order.value()),
            fixed={name: field.value() or "" for name, field in self.fixed.items() if field.isVisibleTo(self)},
            words={word: field.value() or "" for word, field in self.words.items() if field.value()},
            share_price=_known(price, lambda: self.price.set_problem("")),
            as_at=_known(as_at, lambda: self.as_at.set_problem("")),
        )
        wanted = said.over(mapping)
        if typed.isdigit() and typed != detected:
            wanted = ColumnMap(kind=wanted.kind, header_line=int(typed), date_order=wanted.date_order)
        if wanted != plan.mapping:
            self._job.remap(wanted)

    def _load(self, mapping: ColumnMap) -> None:
        self._shape = None
        self._job.remap(mapping)


def _order(chosen: str | None):
    return chosen if chosen in ("dmy", "mdy") else None


def _known(value, settle: Callable[[], None]):
    """Return a field's value when it can be read; what cannot is said by the field itself."""
    from moneypool_desktop.models.domain.problem import Problem

    if isinstance(value, Problem):
        return None
    settle()
    return value
