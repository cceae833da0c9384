"""What can be done in the ledger: pay out, book, take back, lock months; each act opens its form and sends it once."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import ksh, month_long
from moneypool_desktop.models.drafts.payout import PayoutDraft
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.models.drafts.transfer import TransferDraft
from moneypool_desktop.models.rows.home import LastPosted
from moneypool_desktop.models.rows.ledger import Account, Booked, Detail
from moneypool_desktop.services import ledger, periods
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.ledger.looks import what_of
from moneypool_desktop.views.ledger.months import MonthsSection
from moneypool_desktop.views.ledger.transactions import read_names
from moneypool_desktop.views.members.acting import send
from moneypool_desktop.views.page import Page
from moneypool_desktop.views.widgets.member_field import Named

_MONEY, _BOOKS = mark("Money"), mark("Books")
_FIELDS = {"MP410": "date", "MP411": "amount", "MP412": "amount", "MP418": "date"}


class LedgerActs(QObject):
    """The acts; `chosen` gives the transaction in sight, `changed` is called with a transaction the books made."""

    def __init__(self, page: Page, books: Books, chosen: Callable[[], Detail | None]) -> None:
        super().__init__(page)
        self._page, self._books, self._chosen = page, books, chosen
        self.months: MonthsSection | None = None
        self.changed: Callable[[UUID | None], None] = lambda _: None
        self.form: Any = None

    def acts(self) -> tuple[Act, ...]:
        """Return the acts, each with the reason when it may not be done now."""
        return (
            Act("pay_out", mark("Pay out"), self.pay_out, "arrow-up-right", "F5", _MONEY, self._may_pay),
            Act("journal", mark("Journal"), self.journal, "notes", "F7", _MONEY, self._may_adjust),
            Act("take_back", mark("Take back"), self.take_back, "arrow-back-up", "Del", _MONEY, self.may_take_back),
            Act("lock", mark("Lock the month"), self.lock, "lock", "", _BOOKS, self._may_lock),
            Act("unlock", mark("Ask to open it"), self.unlock, "lock-open", "", _BOOKS, self._may_unlock),
        )

    def pay_out(self) -> None:
        """Read what the places hold, then ask what is paid out."""
        from moneypool_desktop.views.dialogs.pay_out import PayOutForm

        self._read(lambda accounts, people: self._ask(PayOutForm(self._page, self._today, accounts, people)))

    def journal(self) -> None:
        """Read the accounts, then ask what is booked."""
        from moneypool_desktop.views.dialogs.journal import JournalForm

        self._read(lambda accounts, people: self._ask(JournalForm(self._page, self._today, accounts, people)))

    def take_back(self) -> None:
        """Ask why the transaction in sight is taken back."""
        from moneypool_desktop.views.dialogs.take_back import TakeBackDialog

        found = self._chosen()
        assert found is not None  # noqa: S101 - the refusal keeps this for a chosen transaction
        row, key = found.transaction, uuid4()
        posted = LastPosted(
            row.id, row.number, row.entered_at, row.on, row.type, what_of(row), row.member_name, row.amount, row.status
        )
        self.form = form = TakeBackDialog(self._page, posted, self._today())

        def done(made: Booked) -> None:
            numbers = ", ".join(one.number for one in made.reversed)
            self._page.said.emit(tr("Taken back by {numbers}.", numbers=numbers))
            self.changed(row.id)

        books = self._books
        form.sent.connect(lambda draft: send(self._page, form, lambda: ledger.reverse(books, draft, key), done))
        form.open()

    def lock(self) -> None:
        """Ask whether the chosen month is to be locked."""
        from moneypool_desktop.views.dialogs.months import LockForm

        month, books = self._month(), self._books
        self.form = form = LockForm(self._page, month)
        said = tr("The books are locked up to {month}.", month=month_long(month.year, month.month))

        def act(draft: Any) -> Any:
            return periods.lock(books, draft.month, draft.note, form.key)

        form.sent.connect(lambda draft: send(self._page, form, lambda: act(draft), lambda _: self._done(said)))
        form.open()

    def unlock(self) -> None:
        """Ask why the chosen month is to be opened."""
        from moneypool_desktop.views.dialogs.months import UnlockForm

        month, books = self._month(), self._books
        self.form = form = UnlockForm(self._page, month)
        said = tr(
            "Asked. {month} stays locked until another officer agrees.", month=month_long(month.year, month.month)
        )

        def act(draft: Any) -> Any:
            return periods.request_unlock(books, draft.month, draft.reason, form.key)

        form.sent.connect(lambda draft: send(self._page, form, lambda: act(draft), lambda _: self._done(said)))
        form.open()

    def may_take_back(self) -> str:
        """Return why the transaction in sight cannot be taken back, or nothing."""
        found = self._chosen()
        if not self._books.can("money.reverse"):
            return tr("Only the treasurer may take a transaction back.")
        if found is None:
            return tr("Choose a transaction first.")
        if found.taken_back is not None:
            return tr("{number} was taken back already.", number=found.transaction.number)
        if found.transaction.reverses is not None:
            return tr("A reversal is not taken back. Post the transaction again.")
        return "" if found.transaction.status == "confirmed" else tr("Only what is posted can be taken back.")

    def _ask(self, form: Any) -> None:
        self.form = form

        def act(draft: Any) -> Booked:
            if isinstance(draft, TransferDraft):
                return ledger.transfer(self._books, draft, form.key)
            if isinstance(draft, PayoutDraft):
                return ledger.pay_out(self._books, draft, form.key)
            return ledger.journal(self._books, draft, form.key)

        form.sent.connect(lambda draft: send(self._page, form, lambda: act(draft), self._posted, refused=_field_of))
        form.open()

    def _posted(self, made: Booked) -> None:
        one = made.posted[0]
        said = tr("{number} posted, {amount}.", number=one.number, amount=ksh(one.amount))
        toaster = getattr(self._page.window(), "toaster", None)
        if toaster is not None and self._books.can("money.reverse"):
            toaster.say(said, undo=lambda: self._undo(one.id), keys="Ctrl+Z")
        else:
            self._page.said.emit(said)
        self.changed(one.id)

    def _undo(self, which: UUID) -> None:
        books, key, today = self._books, uuid4(), self._today()
        draft = ReversalDraft(tr("Undone right after it was posted"), today, today, (which,))

        def done(made: Booked) -> None:
            self._page.said.emit(tr("Taken back by {numbers}.", numbers=made.reversed[0].number))
            self.changed(which)

        self._page.desk.workers.write(lambda: ledger.reverse(books, draft, key), done, self.fail, owner=self)

    def _done(self, said: str) -> None:
        self._page.said.emit(said)
        self.changed(None)

    def _read(self, ask: Callable[[Sequence[Account], Sequence[Named]], None]) -> None:
        books = self._books
        self._page.desk.workers.read(
            lambda: read_names(books), lambda found: ask(found.accounts, found.members), self.fail, owner=self
        )

    def fail(self, error: Exception) -> None:
        """Say why something did not happen."""
        said = self._page.desk.explain(error)
        self._page.said.emit(f"{said.title} {said.sentence}".strip())

    def _today(self) -> Any:
        return self._page.desk.today()

    def _month(self) -> Any:
        return self.months.month() if self.months is not None else None

    def _may_pay(self) -> str:
        return "" if self._books.can("money.pay_out") else tr("Only the treasurer may pay out money.")

    def _may_adjust(self) -> str:
        return "" if self._books.can("money.adjust") else tr("Only the treasurer may book entries by hand.")

    def _may_lock(self) -> str:
        return self.months.may_lock() if self.months is not None else tr("Open the locked months first.")

    def _may_unlock(self) -> str:
        return self.months.may_ask() if self.months is not None else tr("Open the locked months first.")


def _field_of(error: Refused) -> dict[str, str]:
    field = _FIELDS.get(error.code, "")
    return {field: error.sentence} if field else {}
