"""Step 4: the writing with a way to stop it, then what came in and the way to take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.import_batches import Posted
from moneypool_desktop.models.rows.imports import ImportPlan, RowState
from moneypool_desktop.views import theme
from moneypool_desktop.views.imports.looks import STATES, total_text
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.meter import Meter
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.rows import Facts

_WIDE = 620


class PostStep(QWidget):
    """`stopped` asks to stop the writing; `back` to take the import back, `more` for another file, `look` to see it."""

    stopped = Signal()
    back = Signal()
    more = Signal()
    look = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panel = Panel()
        self.panel.setMaximumWidth(_WIDE)
        self.sentence = Label("", "section", wrap=True)
        self.meter = Meter(width=_WIDE - 40)
        self.stop = Button(icon="player-stop")
        self.result = Banner("good")
        self.facts = Facts()
        self.look_button = Button(kind="primary", icon="arrow-right")
        self.more_button = Button(icon="table-import")
        self.back_button = Button(icon="arrow-back-up")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        for button in (self.back_button, self.more_button, self.look_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self.sentence, self.meter, self.stop, self.result, self.facts):
            self.panel.body.addWidget(part, 0, *((Qt.AlignmentFlag.AlignLeft,) if part is self.stop else ()))
        self.panel.body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        column.addStretch(1)
        self.stop.clicked.connect(self.stopped)
        self.back_button.clicked.connect(self.back)
        self.more_button.clicked.connect(self.more)
        self.look_button.clicked.connect(self.look)

    def begin(self, plan: ImportPlan) -> None:
        """Show that a plan is being written."""
        self._show(done=False)
        self.sentence.setText(tr("Writing {file}", file=plan.source.name))
        self.stop.set_face(tr("Stop"), "player-stop")
        self.stop.allow(True)
        self.moved(0, 100)

    def moved(self, done: int, total: int) -> None:
        """Show how far the writing is."""
        share = done / total if total else 0.0
        self.meter.set_share(share, sentence=tr("{percent} % written", percent=round(share * 100)))

    def stopping(self) -> None:
        """Show that the server was told to stop."""
        self.stop.allow(False, tr("It is being stopped."))

    def finish(self, plan: ImportPlan, posted: Posted) -> None:
        """Show what came in."""
        self._show(done=True)
        self.result.say(posted.sentence, tr("It can be taken back whole."), tone="good")
        counts = plan.counts
        facts = [(total.label, total_text(total)) for total in plan.totals]
        facts += [(tr(STATES[state][0]), f"{counts[state]:,}")
                  for state in (RowState.REFUSED, RowState.REPEATED, RowState.LEFT_OUT, RowState.RECORDED)
                  if counts[state]]  # fmt: skip
        if posted.raised:
            facts.append((tr("Dues raised for them"), f"{posted.raised:,}"))
        self.facts.set_facts(facts)
        self.back_button.set_face(tr("Take this import back"), "arrow-back-up")
        self.back_button.allow(True)

    def say_taken_back(self) -> None:
        """Show that the import was taken back again."""
        self.result.say(tr("Taken back."), tr("The file can be brought in again."), tone="neutral")
        self.back_button.allow(False, tr("This import was taken back already."))

    def name_buttons(self, look: str, more: str) -> None:
        """Say where `look` leads and what comes next."""
        self.look_button.set_face(look, "arrow-right")
        self.more_button.set_face(more, "table-import")

    def _show(self, *, done: bool) -> None:
        for part in (self.sentence, self.meter, self.stop):
            reveal(part, not done)
        for part in (self.result, self.facts, self.look_button, self.more_button, self.back_button):
            reveal(part, done)
