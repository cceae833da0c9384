"""The work behind the wizard: reading a file, checking it again after each change, posting it; never in the window."""

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.import_batches import Posted
from moneypool_desktop.models.rows.import_files import SourceFile
from moneypool_desktop.models.rows.imports import ColumnMap, ImportPlan
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.runtime.workers import Work
from moneypool_desktop.views.page import Desk

type Change = Callable[[ImportPlan], ImportPlan]


class ImportJob(QObject):
    """One file on its way in. `read` follows a file read, `changed` each new plan, `posted` the end, `failed` an error.

    `busy` says whether something is under way; changes asked for meanwhile wait for their turn.
    """

    read = Signal()
    changed = Signal()
    posted = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)
    moved = Signal(int, int)

    def __init__(self, desk: Desk, books: Books, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._books = desk, books
        self.plan: ImportPlan | None = None
        self._waiting: deque[Change] = deque()
        self._work: Work | None = None
        self._thread: int | None = None
        self._stop = threading.Event()
        desk.workers.ended.connect(self._ended)

    def under_way(self) -> bool:
        """Return whether something is being read, checked or written."""
        return self._work is not None

    def open(self, path: Path) -> None:
        """Read and check a file."""
        books = self._books

        def reading(work: Work) -> ImportPlan:
            from moneypool_desktop.services.imports.reader import open_file

            source = open_file(path, progress=_share(work), cancelled=lambda: work.cancelled)
            return _checked(books, source, ColumnMap(), work)

        self._run(reading, lambda plan: self._take(plan, self.read), tr("Reading {file}", file=path.name))

    def remap(self, mapping: ColumnMap) -> None:
        """Check the file anew under another mapping; another kind of file asks the books again."""
        books = self._books

        def change(plan: ImportPlan) -> ImportPlan:
            from moneypool_desktop.services.imports.plan import make_plan, remap

            if mapping.kind is not plan.detection.kind:
                return _checked(books, plan.source, mapping, None)
            if mapping.header_line != plan.mapping.header_line:
                return make_plan(plan.source, mapping=mapping, known=plan.known)
            return remap(plan, mapping)

        self.change(change)

    def change(self, change: Change) -> None:
        """Make a new plan from the present one."""
        self._waiting.append(change)
        self._next()

    def post(self) -> None:
        """Write the plan into the books, all or nothing."""
        plan, books = self.plan, self._books
        if plan is None or self.under_way():
            return
        self._stop.clear()

        def writing() -> Posted:
            from moneypool_desktop.services.imports import posting

            self._thread = threading.get_ident()
            try:
                return posting.post(books, plan, progress=self.moved.emit, cancelled=self._stop.is_set)
            finally:
                self._thread = None

        self._begin(
            self._desk.workers.write(
                writing, self._has_posted, self._has_failed, owner=self, sentence=tr("Writing the import")
            )
        )

    def stop(self) -> None:
        """Stop the writing: what the server was told is taken back by it, and nothing of the file stays."""
        self._stop.set()
        thread, database = self._thread, self._books.session.database
        if thread is not None:
            self._desk.workers.read(lambda: database.cancel(thread), lambda _: None, lambda _: None, owner=self)

    def forget(self) -> None:
        """Put the file aside."""
        self.plan = None
        self._waiting.clear()

    def _next(self) -> None:
        plan = self.plan
        if self.under_way() or plan is None or not self._waiting:
            return
        change = self._waiting.popleft()
        self._run(lambda _work: change(plan), lambda made: self._take(made, self.changed), tr("Checking the file"))

    def _run(self, fn: Callable[[Work], Any], done: Callable[[Any], None], sentence: str) -> None:
        if self.under_way():
            return
        self._begin(self._desk.workers.run(fn, done, self._has_failed, sentence=sentence, owner=self))

    def _begin(self, work: Work) -> None:
        self._work = work
        self.busy.emit(True)

    def _ended(self, work: Work) -> None:
        # comes before the answer, and also when a person cancelled and no answer follows
        if work is self._work:
            self._work = None
            self.busy.emit(False)

    def _take(self, plan: ImportPlan, told: Any) -> None:
        self.plan = plan
        told.emit()
        self._next()

    def _has_posted(self, posted: Posted) -> None:
        self.posted.emit(posted)

    def _has_failed(self, error: Exception) -> None:
        self._waiting.clear()
        self.failed.emit(error)


def is_cancelled(error: Exception) -> bool:
    """Return whether an error only says that a person stopped the work."""
    return isinstance(error, Refused) and error.code in ("import.cancelled", "57014")


def _checked(books: Books, source: SourceFile, mapping: ColumnMap, work: Work | None) -> ImportPlan:
    from moneypool_desktop.services.imports.detect import detect
    from moneypool_desktop.services.imports.known import known
    from moneypool_desktop.services.imports.plan import make_plan

    kind = mapping.kind or detect(source, mapping).kind
    return make_plan(
        source,
        mapping=mapping,
        known=known(books, kind, source),
        progress=_share(work) if work else None,
        cancelled=(lambda: work.cancelled) if work else None,
    )


def _share(work: Work) -> Callable[[int, int], None]:
    return lambda done, total: work.report(done / total if total else 0.0)
