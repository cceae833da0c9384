"""Money going out: a cost met, savings given back, or money moved from one place to another."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import ksh
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.payout import EXPENSE, WITHDRAWAL, PayoutDraft
from moneypool_desktop.models.drafts.transfer import TransferDraft
from moneypool_desktop.models.rows.ledger import Account
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import Field, TextField, columns
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.member_field import MemberField, Named

TRANSFER = "transfer"
_METHODS = {"cash": "cash", "mobile_money": "mobile_money", "bank": "bank_transfer"}


class PayOutForm(FormDialog[PayoutDraft | TransferDraft]):
    """Collects a payment; the place says what it holds and what would be left. `key` books it once."""

    def __init__(
        self, parent: QWidget, today: Callable[[], date], accounts: Sequence[Account], members: Sequence[Named]
    ) -> None:
        self.key = uuid4()
        self._today = today
        self._accounts = {one.id: one for one in accounts}
        places = [(one.id, one.name) for one in accounts if one.least is not None and one.active]
        costs = [(one.id, one.name) for one in accounts if one.type == "expense" and one.active]
        self.kind: ChoiceField[str] = ChoiceField(tr("&What for"), _kinds())
        self.amount = AmountField(tr("&Amount (Ksh)"))
        self.on = DateField(tr("&Date"), today=today, hint="")
        self.on.set_value(today())
        self.place: ChoiceField[UUID] = ChoiceField(tr("Taken &from"), places)
        self.target: ChoiceField[UUID] = ChoiceField(tr("Put &into"), places, placeholder=tr("Choose a place"))
        self.member = MemberField(tr("&Member"))
        self.member.set_members(members)
        self.account: ChoiceField[UUID] = ChoiceField(tr("&Counted as"), costs)
        self.description = TextField(tr("What was &paid for"), longest=200)
        self.reference = TextField(tr("&Reference"), optional=True, longest=60)
        super().__init__(
            parent,
            tr("Pay out"),
            self._fields_by_name(),
            self._collect_draft,
            verb=tr("Post"),
            icon="arrow-up-right",
            body=self._body(),
        )
        for field in (self.kind, self.amount, self.place):
            field.changed.connect(self._follow)
        self._follow()

    def words(self) -> str:
        """Return where the money came from, for the sentence that says it is done."""
        place = self._place()
        return place.name if place is not None else ""

    def _fields_by_name(self) -> dict[str, Field]:
        return {
            "kind": self.kind,
            "amount": self.amount,
            "date": self.on,
            "place": self.place,
            "target": self.target,
            "member": self.member,
            "account": self.account,
            "description": self.description,
            "reference": self.reference,
        }

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        rows = (
            self.kind,
            [self.amount, self.on],
            [self.place, self.target, self.account],
            self.member,
            self.description,
            self.reference,
        )
        column.addLayout(columns(*rows))
        body.setMinimumWidth(470)
        return body

    def _follow(self) -> None:
        kind = self.kind.value()
        reveal(self.target, kind == TRANSFER)
        reveal(self.account, kind == EXPENSE)
        reveal(self.member, kind == WITHDRAWAL)
        self.description.set_label(tr("What was &paid for"), optional=kind != EXPENSE)
        self.place.set_hint(self._left())
        self.fit()

    def _left(self) -> str:
        place = self._place()
        if place is None:
            return ""
        held, amount = place.balance, self.amount.value()
        if not isinstance(amount, Decimal):
            return tr("Holds {amount}.", amount=ksh(held))
        if amount > held:
            return tr("Holds {held}. This pays out {wanted}.", held=ksh(held), wanted=ksh(amount))
        return tr("Holds {held}; {left} stay.", held=ksh(held), left=ksh(held - amount))

    def _place(self) -> Account | None:
        key = self.place.value()
        return self._accounts.get(key) if key is not None else None

    def _collect_draft(self) -> PayoutDraft | TransferDraft:
        today, amount, on, place = self._today(), self.amount.value(), self.on.value(), self.place.value()
        description, reference = self.description.value(), self.reference.value()
        if self.kind.value() == TRANSFER:
            return _Moved(amount, on, place, self.target.value(), today, reference, description)
        member = self.member.value()
        if isinstance(member, Problem):
            self.member.set_value(None)
        held = self._place()
        method = _METHODS.get(held.purpose, "other") if held is not None else "cash"
        return PayoutDraft(
            self.kind.value(),
            amount,
            on,
            place,
            today,
            member=member.id if isinstance(member, Named) else None,
            account=self.account.value(),
            method=method,
            reference=reference,
            description=description,
        )


def _kinds() -> list[tuple[str, str]]:
    return [
        (EXPENSE, tr("A cost of the group")),
        (WITHDRAWAL, tr("Savings given back to a member")),
        (TRANSFER, tr("Moved to another place of the group")),
    ]


class _Moved(TransferDraft):
    """The same transfer, its problems by the fields of this form."""

    __slots__ = ()

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field, the source under the form's own name."""
        found = super().problems()
        return {("place" if name == "source" else name): said for name, said in found.items()}
