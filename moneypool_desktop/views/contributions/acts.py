"""What can be done on the contributions page: receive, ask to waive, raise dues, charge penalties, take back."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import ksh
from moneypool_desktop.models.rows.chamas import FineRule
from moneypool_desktop.models.rows.contributions import Grid, GridRow, PenaltyProposal, Raised
from moneypool_desktop.models.rows.fines import Charged
from moneypool_desktop.models.rows.receipts import Received
from moneypool_desktop.services import chamas, contributions, fines, penalties, receipts
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.contributions import words
from moneypool_desktop.views.dialogs.fine_form import FineForm
from moneypool_desktop.views.dialogs.penalties import PenaltiesForm
from moneypool_desktop.views.dialogs.receive import ReceiveForm
from moneypool_desktop.views.dialogs.waive import WaiveForm
from moneypool_desktop.views.members.acting import send
from moneypool_desktop.views.page import Page

_GROUP = mark("Contributions")
_FIELDS = {"MP410": "date", "MP411": "line.1", "MP416": "reference", "MP418": "date"}


class ContributionActs(QObject):
    """The acts; `chosen` gives the grid with the cell in sight, `kinds` what money may be for."""

    def __init__(
        self, page: Page, books: Books, chosen: Callable[[], tuple[Grid, GridRow, int] | None],
        kinds: Callable[[], Sequence[tuple[UUID, str]]],
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._books, self._chosen, self._kinds = page, books, chosen, kinds
        self.form: Any = None

    def acts(self) -> tuple[Act, ...]:
        """Return the acts, each with the reason when it may not be done now."""
        return (
            Act("receive", mark("Receive"), self.receive, "arrow-down-left", "F6", _GROUP, self.may_receive),
            Act("waive", mark("Waive"), self.waive, "circle-minus", "W", _GROUP, self.may_waive),
            Act("fine", mark("Charge a fine"), self.fine, "gavel", "", _GROUP, self.may_fine),
            Act("raise", mark("Raise dues"), self.raise_dues, "circle-plus", "", _GROUP, self._may_raise),
            Act("penalties", mark("Penalties"), self.penalties, "gavel", "", _GROUP, self._may_charge),
        )

    def receive(self) -> None:
        """Ask for the money of the member in sight."""
        found = self._chosen()
        if found is None:
            return
        grid, row, place = found
        cell = row.cells[place]
        owed = cell.unpaid if cell.due_on and cell.unpaid > 0 else grid.amount
        self.receive_from(row.member, row.name, grid.type, owed)

    def receive_from(self, member: UUID, name: str, kind: UUID | None, amount: Decimal | None) -> None:
        """Ask for money of a member another page named, or of the one in sight."""
        kinds = self._kinds()
        if not kinds or self.may_receive_at_all():
            return
        self.form = form = ReceiveForm(
            self._page, self._page.desk.today, (member, name), kinds, kind=kind, amount=amount
        )
        books = self._books

        def done(made: Received) -> None:
            receipt = made.receipts[0]
            self._say(tr("Receipt {number} posted, {amount}.", number=receipt.number, amount=ksh(receipt.total)))

        form.sent.connect(
            lambda draft: send(
                self._page, form, lambda: receipts.receive(books, draft, form.key), done, refused=_field_of
            )
        )
        form.open()

    def waive(self) -> None:
        """Ask a second person to waive the due in sight."""
        found = self._chosen()
        if found is None or self.may_waive():
            return
        grid, row, place = found
        cell = row.cells[place]
        assert cell.due is not None  # noqa: S101 - the refusal keeps this for a due
        about = f"{words.whose(grid, row, place)} {words.sentence(grid, cell)}"
        self.form = form = WaiveForm(self._page, about, cell.due, cell.unpaid)
        books = self._books
        said = tr("Asked. Nothing changes until another officer agrees.")
        form.sent.connect(
            lambda draft: send(
                self._page,
                form,
                lambda: contributions.request_waiver(books, draft, form.key),
                lambda _: self._say(said),
            )
        )
        form.open()

    def fine(self) -> None:
        """Read the catalogue, then ask what the member in sight is fined for."""
        found = self._chosen()
        if found is None:
            return
        books, row = self._books, found[1]

        def ask(rules: list[FineRule]) -> None:
            self.form = form = FineForm(self._page, self._page.desk.today, (row.member, row.name), rules)
            done = self._charged
            form.sent.connect(lambda draft: send(self._page, form, lambda: fines.charge(books, draft, form.key), done))
            form.open()

        self._page.desk.workers.read(lambda: chamas.fine_rules(books), ask, self._failed, owner=self)

    def raise_dues(self) -> None:
        """Raise what everybody owes as far ahead as the chama's setting says."""
        books = self._books

        def done(raised: Raised) -> None:
            self._say(trn("{n} due raised.", "{n} dues raised.", raised.raised))

        self._page.desk.workers.write(lambda: contributions.raise_dues(books), done, self._failed, owner=self)

    def penalties(self) -> None:
        """Read what the rules ask for, then ask which of it is charged."""
        books = self._books
        self._page.desk.workers.read(lambda: penalties.propose(books), self._ask_penalties, self._failed, owner=self)

    def may_receive_at_all(self) -> str:
        """Return why money may not be received here by this person, or nothing."""
        return "" if self._books.can("money.receive") else tr("Only the treasurer may receive money.")

    def may_receive(self) -> str:
        """Return why money of the member in sight may not be received, or nothing."""
        return self.may_receive_at_all() or ("" if self._chosen() is not None else tr("Choose a member first."))

    def may_waive(self) -> str:
        """Return why the due in sight may not be waived, or nothing."""
        if not self._books.can("waivers.request"):
            return tr("Only an officer may ask to waive a due.")
        found = self._chosen()
        if found is None:
            return tr("Choose a member first.")
        cell = found[1].cells[found[2]]
        return "" if cell.due is not None and cell.unpaid > 0 else tr("Nothing of this is still to pay.")

    def _ask_penalties(self, proposals: list[PenaltyProposal]) -> None:
        if not proposals:
            self._page.said.emit(tr("No penalty is to be charged today."))
            return
        self.form = form = PenaltiesForm(self._page, proposals)
        books, today = self._books, self._page.desk.today()

        done = self._charged
        form.sent.connect(
            lambda draft: send(self._page, form, lambda: penalties.charge(books, draft.chosen, today, form.key), done)
        )
        form.open()

    def _may_raise(self) -> str:
        may = self._books.can("dues.manage") or self._books.can("money.receive")
        return "" if may else tr("Only the treasurer or the chairperson may raise dues.")

    def _may_charge(self) -> str:
        return "" if self._books.can("fines.charge") else tr("Only an officer may charge fines.")

    def may_fine(self) -> str:
        """Return why the member in sight may not be fined, or nothing."""
        return self._may_charge() or ("" if self._chosen() is not None else tr("Choose a member first."))

    def _charged(self, charged: Charged) -> None:
        self._say(trn("{n} fine charged.", "{n} fines charged.", len(charged.numbers)))

    def _say(self, sentence: str) -> None:
        self._page.said.emit(sentence)
        self._page.refresh()

    def _failed(self, error: Exception) -> None:
        said = self._page.desk.explain(error)
        self._page.said.emit(f"{said.title} {said.sentence}".strip())


def _field_of(error: Refused) -> dict[str, str]:
    field = _FIELDS.get(error.code, "")
    return {field: error.sentence} if field else {}
