"""Bring in: a file in four steps, from the file to the books, and every import so far."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget

from moneypool_desktop import places
from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.import_batches import Batch, Posted
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.imports import posting
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.imports import words
from moneypool_desktop.views.imports.check_step import CheckStep
from moneypool_desktop.views.imports.columns_step import ColumnsStep
from moneypool_desktop.views.imports.drops import Drops
from moneypool_desktop.views.imports.file_step import FileStep
from moneypool_desktop.views.imports.foot import Foot
from moneypool_desktop.views.imports.job import ImportJob, is_cancelled
from moneypool_desktop.views.imports.looks import TITLES
from moneypool_desktop.views.imports.paper import print_problems
from moneypool_desktop.views.imports.post_step import PostStep
from moneypool_desktop.views.imports.take_back import TakingBack
from moneypool_desktop.views.imports.words import CHECK, COLUMNS, FILE, POST
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.stepper import Stepper

_GROUP = mark("Bring in")
_LEADS = {
    ImportKind.MEMBERS: ("members", mark("See the members")),
    ImportKind.OPENING_BALANCES: ("ledger", mark("See the ledger")),
    ImportKind.CONTRIBUTIONS: ("contributions", mark("See the contributions")),
}


class ImportsPage(Page):
    """The wizard and the history of imports."""

    topics = frozenset({"imports"})
    widths = (80, 120, 180, 100, -60, 100)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk)
        self.books = books
        self.job = ImportJob(desk, books, self)
        self.step = FILE
        self.posted: Posted | None = None
        self._next: list[Path] = []
        self.stepper = Stepper(_names())
        self.found, self.failure = Banner("info", icon="file-spreadsheet"), Banner("danger")
        self.file, self.columns = FileStep(), ColumnsStep(self.job, places.home())
        self.check, self.post = CheckStep(self.job), PostStep()
        self.steps = QStackedWidget()
        for step in (self.file, self.columns, self.check, self.post):
            self.steps.addWidget(step)
        self._act()
        self.foot = Foot(self.actions_)
        self._lay_out()
        self.drops, self.taking_back = Drops(self), TakingBack(self, books)
        self._connect()

    def reading(self) -> Callable[[], list[Batch]]:
        """Read the imports so far."""
        books = self.books
        return lambda: posting.batches(books)

    def present(self, rows: Sequence[Batch]) -> None:
        """Show the imports so far; a file on its way stays where it is."""
        self.file.show_history(rows)

    def arrive(self, about: object) -> None:
        """Take files that were dropped or chosen elsewhere."""
        files = [about] if isinstance(about, Path) else about if isinstance(about, list | tuple) else []
        self.take([file for file in files if isinstance(file, Path)])

    def take(self, files: Sequence[Path]) -> None:
        """Bring in the first of some files; the others wait for their turn."""
        if not files or self.job.under_way() or (self.step == POST and self.posted is None):
            return
        first, *self._next = files
        self.posted = None
        reveal(self.failure, False)
        self.job.open(first)

    def go(self, step: int) -> None:
        """Go to a step."""
        self.step = step
        self.steps.setCurrentIndex(step)
        self.stepper.set_step(step)
        plan = self.job.plan
        reveal(self.found, plan is not None and step in (COLUMNS, CHECK))
        if plan is not None and step == COLUMNS:
            self.columns.show_plan(plan)
        elif plan is not None and step == CHECK:
            self.check.show_plan(plan)
        self._say_words()
        self.actions_.refresh()
        focus = {FILE: self.file.place.button, COLUMNS: self.columns.kind, CHECK: self.check.table.view, POST: None}[
            step
        ]
        if focus is not None and self.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every sentence again in the language now spoken."""
        self.stepper.set_steps(_names())
        self.file.retranslate()
        self.columns.retranslate()
        self._say_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.foot.isVisibleTo(self):
            painter, top = QPainter(self), self.foot.mapTo(self, self.foot.rect().topLeft()).y()
            painter.fillRect(0, top, self.width(), self.height() - top, theme.colour("surface"))
            painter.fillRect(0, top, self.width(), 1, theme.colour("line"))

    def _act(self) -> None:
        job = self.job
        self.actions_.add(
            Act("open", mark("Choose a file"), self.file.ask, "folder-open", "Ctrl+O", _GROUP,
                lambda: tr("A file is being worked on.") if job.under_way() else ""),
            Act("on", mark("Go on"), self._on, "check", "Ctrl+Enter", _GROUP,
                lambda: words.not_on(self.step, job.plan, busy=job.under_way())),
            Act("back", mark("Back"), self._back, "arrow-left", "Alt+Left", _GROUP,
                lambda: words.not_back(self.step, busy=job.under_way())),
            Act("next", mark("Next problem"), self.check.next_problem, "", "N", _GROUP,
                lambda: "" if self.step == CHECK else tr("Choose a file first.")),
            Act("print", mark("Print problems"), self._print, "printer", "Ctrl+P", _GROUP,
                lambda: words.not_printed(self.step, job.plan)),
        )  # fmt: skip
        self.actions_.changed.connect(self._say_foot)

    def _print(self) -> None:
        if self.job.plan is not None:
            print_problems(self, self.job.plan, self.books.chama.name, self._say_failure)

    def _lay_out(self) -> None:
        self.header.add(self.stepper)
        for part in (self.found, self.failure, self.steps):
            self.content.addWidget(part, 1 if part is self.steps else 0)
        self.content.addWidget(self.foot)
        self.found.hide()
        self.failure.hide()

    def _connect(self) -> None:
        self.file.opened.connect(lambda file: self.take([file]))
        self.file.taking_back.connect(
            lambda batch: self.taking_back.ask(batch.id, batch.file_name, batch.kind, batch.rows)
        )
        self.taking_back.taken.connect(self._taken)
        self.drops.hot.connect(self.file.place.set_hot)
        self.drops.dropped.connect(self.take)
        self.found.pressed.connect(lambda: self.go(COLUMNS))
        self.columns.failed.connect(self._say_failure)
        self.columns.saved.kept.connect(lambda name: self.said.emit(tr("Mapping “{name}” is kept.", name=name)))
        self.job.read.connect(self._has_read)
        self.job.changed.connect(lambda: self.go(self.step))
        self.job.failed.connect(self._say_failure)
        self.job.posted.connect(self._has_posted)
        self.job.busy.connect(lambda _: self.actions_.refresh())
        self.job.moved.connect(self.post.moved)
        self.post.stopped.connect(self._stop)
        self.post.back.connect(self._ask_this_back)
        self.post.more.connect(self._more)
        self.post.look.connect(lambda: self.posted and self.went.emit(_LEADS[self.posted.kind][0], None))

    def _has_read(self) -> None:
        plan = self.job.plan
        assert plan is not None  # noqa: S101 - it was just read
        self.go(COLUMNS if plan.detection.doubts or plan.detection.kind is None else CHECK)

    def _on(self) -> None:
        if self.step == COLUMNS:
            self.go(CHECK)
        elif self.step == CHECK and self.job.plan is not None:
            self.post.begin(self.job.plan)
            self.go(POST)
            self.job.post()

    def _back(self) -> None:
        if self.step == COLUMNS:
            self.job.forget()
        self.go(self.step - 1)

    def _stop(self) -> None:
        self.post.stopping()
        self.job.stop()

    def _has_posted(self, posted: Posted) -> None:
        plan = self.job.plan
        assert plan is not None  # noqa: S101 - it was just written
        self.posted = posted
        self.post.finish(plan, posted)
        self.go(POST)
        self.refresh()
        self.said.emit(posted.sentence)

    def _more(self) -> None:
        self.job.forget()
        self.posted = None
        waiting, self._next = self._next, []
        self.go(FILE)
        self.take(waiting)

    def _ask_this_back(self) -> None:
        plan, posted = self.job.plan, self.posted
        if plan is not None and posted is not None and posted.batch is not None:
            self.taking_back.ask(posted.batch, plan.source.name, posted.kind.value, posted.posted)

    def _taken(self, batch: UUID) -> None:
        if self.posted is not None and self.posted.batch == batch:
            self.post.say_taken_back()
        self.refresh()
        self.said.emit(tr("The import was taken back."))

    def _say_failure(self, error: Exception) -> None:
        said = self.desk.explain(error)
        tone = "neutral" if is_cancelled(error) else "danger"
        self.failure.say(said.title, said.sentence, tone=tone)
        reveal(self.failure, True)
        if self.step == POST:
            self.go(CHECK)
        self.actions_.refresh()

    def _say_words(self) -> None:
        plan = self.job.plan
        kind = plan.detection.kind if plan is not None else None
        self.header.set_words(tr(TITLES[kind if self.step != FILE else None]), self.books.chama.name)
        if plan is not None:
            self.found.say(tr("{file}:", file=plan.source.name), plan.detection.sentence, tone="info",
                           icon="file-spreadsheet", button=tr("Change") if self.step == CHECK else "")  # fmt: skip
        reveal(self.foot, self.step in (COLUMNS, CHECK))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0 if self.step in (COLUMNS, CHECK) else 14)
        self._say_foot()
        if kind is not None:
            more = tr("Bring in {file}", file=self._next[0].name) if self._next else tr("Bring in another file")
            self.post.name_buttons(tr(_LEADS[kind][1]), more)
        self.update()

    def _say_foot(self) -> None:
        if self.job.plan is not None:
            said, on = words.foot(self.step, self.job.plan)
            self.foot.say(said, on, printing=self.step == CHECK)


def _names() -> tuple[str, ...]:
    return (tr("File"), tr("Columns"), tr("Check"), tr("Post"))
