"""The first run from the first question to open books: back never loses anything that was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import override

from PySide6.QtCore import Signal

from moneypool_desktop.language import current, tr
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.founding import Founding
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.first_run.choices import NEW, KindStep, LanguageStep, NextStep, StartStep
from moneypool_desktop.views.first_run.people import AccountStep, OfficersStep
from moneypool_desktop.views.first_run.rules import RulesStep
from moneypool_desktop.views.first_run.sheet import SheetStep
from moneypool_desktop.views.first_run.step import Step
from moneypool_desktop.views.stage import Stage


class FirstRun(Stage):
    """Asks the questions; `practise` asks for the sample chama, `founded` gives session, chama and the page to open.

    `books` waits in a worker until the engine is up, `now` says in words how far that is. With a `session` the person
    has an account and only founds a chama.
    """

    practise = Signal()
    founded = Signal(object, object, str)

    def __init__(
        self, workers: Workers, books: Callable[[], Database], *, now: Callable[[], str], today: Callable[[], date],
        pages: frozenset[str], session: Session | None = None,
    ) -> None:  # fmt: skip
        super().__init__(now=now, steps=("",))
        self._workers, self._books, self._today = workers, books, today
        self._founding, self._chama = Founding(session), None
        self.language, self.start, self.kind = LanguageStep(), StartStep(), KindStep()
        self.rules, self.officers = RulesStep(today), OfficersStep()
        self.account, self.sheet, self.after = AccountStep(self._names), SheetStep(), NextStep(pages)
        own: list[Step] = [self.language, self.start, self.kind, self.rules, self.officers, self.account, self.sheet]
        self.steps: list[Step] = [*own, self.after] if session is None else [*own[2:5], self.after]
        self.at = 0
        self._connect()
        self.retranslate()
        self._show()

    def go_on(self) -> None:
        """Go to the next question when this one is answered."""
        step = self.steps[self.at]
        if not self.on_button.isEnabled() or not step.complete():
            return
        self.tell("")
        if step is self.start and self.start.chosen() != NEW:
            self.practise.emit()
        elif self._chama is None and step is self._last_question():
            self._found()
        elif step is self.after:
            assert self._founding.session is not None  # noqa: S101 - the chama was founded on the way here
            self.founded.emit(self._founding.session, self._chama, self.after.chosen())
        else:
            self._move(1)

    def go_back(self) -> None:
        """Go to the question before; what was typed stays."""
        if self.back_button.isVisible() and self.at > 0:
            self.tell("")
            self._move(-1)

    @override
    def retranslate(self) -> None:
        self.stepper.set_steps([tr(step.name) for step in self.steps])
        for step in self.steps:
            step.retranslate()
        self._say()

    def _connect(self) -> None:
        self.on.connect(self.go_on)
        self.back.connect(self.go_back)
        self.sheet.wanted.connect(self._open_paper)
        for code, card in self.language.cards.items():
            card.clicked.connect(lambda _=False, which=code: self.spoke.emit(which))

    def _last_question(self) -> Step:
        return self.account if self.account in self.steps else self.officers

    def _names(self) -> tuple[str, ...]:
        founder = self.officers.founder()
        return (self.rules.chama.value(), self.rules.short.value(), founder.first_name, founder.last_name)

    def _move(self, by: int) -> None:
        self.at += by
        if self.steps[self.at] is self.rules:
            self.rules.start_from(self.kind.chosen())
        self._show()

    def _show(self) -> None:
        step = self.steps[self.at]
        self.stepper.set_step(self.at)
        self.put(step)
        self._say()
        step.begin()

    def _say(self) -> None:
        step = self.steps[self.at]
        self.say(tr(step.title), tr(step.lead))
        last = step is self.after
        made = self._chama is not None
        # what stands in the books is changed there, not by going back
        self.set_way(tr("Open the books") if last else tr("Next"), "" if made or self.at == 0 else tr("Back"))

    def _found(self) -> None:
        draft = self.officers.added_to(self.rules.draft())
        account = self.account.draft() if self._founding.session is None else None
        founder, books, founding = self.officers.founder(), self._books, self._founding
        spoken = current()
        self.busy(tr("Writing the first page of the books."))
        named = replace(draft, language=spoken, joined=draft.books_from)
        self._workers.write(lambda: founding.run(books(), account, founder, named), self._made, self.fail, owner=self)

    def _made(self, chama: Chama) -> None:
        self.busy("")
        self._chama = chama
        if self._founding.sheet is not None:
            self.sheet.show_sheet(self._founding.sheet)
        self._move(1)

    def _open_paper(self) -> None:
        sheet, chama = self._founding.sheet, self._chama
        session = self._founding.session
        if sheet is None or chama is None or session is None:
            return
        from moneypool_desktop.services.reports.recovery import RecoveryPaper, recovery_pdf

        paper = RecoveryPaper(
            chama.name, session.person.name, sheet.email, session.computer, self._today(), sheet.codes,
            sheet.recovery_key,
        )  # fmt: skip
        self._workers.read(
            lambda: recovery_pdf(paper),
            lambda pdf: self.sheet.show_paper(pdf, tr("Recovery sheet of {email}", email=sheet.email)),
            self.fail,
            owner=self,
        )
