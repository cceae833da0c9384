"""What is booked without money on the table: interest that came in, a charge, an entry put right."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID, uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.drafts.journal import ADJUSTMENT, FEE, INTEREST, JournalDraft
from moneypool_desktop.models.rows.ledger import Account
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import TextField, columns
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.member_field import MemberField, Named


class JournalForm(FormDialog[JournalDraft]):
    """Collects one amount from one account to another, in words that fit what it is. `key` books it once."""

    def __init__(
        self, parent: QWidget, today: Callable[[], date], accounts: Sequence[Account], members: Sequence[Named]
    ) -> None:
        self.key = uuid4()
        self._today = today
        self._accounts = {one.id: one for one in accounts if one.active}
        self.kind: ChoiceField[str] = ChoiceField(tr("&What is booked"), _kinds())
        self.amount = AmountField(tr("&Amount (Ksh)"))
        self.on = DateField(tr("&Date"), today=today, hint="")
        self.on.set_value(today())
        self.debit: ChoiceField[UUID] = ChoiceField("", placeholder=tr("Choose an account"))
        self.credit: ChoiceField[UUID] = ChoiceField("", placeholder=tr("Choose an account"))
        self.member = MemberField(tr("&Member"))
        self.member.set_members(members)
        self.description = TextField(tr("&In words"), longest=200)
        super().__init__(
            parent,
            tr("Journal entry"),
            {
                "kind": self.kind,
                "amount": self.amount,
                "date": self.on,
                "debit": self.debit,
                "credit": self.credit,
                "member": self.member,
                "description": self.description,
            },
            self._collect_draft,
            verb=tr("Post"),
            icon="notes",
            sentence=tr("It moves an amount from one account to another; both sides are always the same."),
            body=self._body(),
        )
        self.kind.changed.connect(self._follow_kind)
        for field in (self.debit, self.credit):
            field.changed.connect(self._follow_accounts)
        self._follow_kind()

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        rows = (self.kind, [self.amount, self.on], [self.debit, self.credit], self.member, self.description)
        column.addLayout(columns(*rows))
        body.setMinimumWidth(470)
        return body

    def _follow_kind(self) -> None:
        kind = self.kind.value()
        places = self._named(lambda one: one.least is not None)
        debits, credits_ = places, places
        if kind == INTEREST:
            self.debit.set_label(tr("&Came into"))
            self.credit.set_label(tr("Counted &as"))
            credits_ = self._named(lambda one: one.type == "income")
        elif kind == FEE:
            self.debit.set_label(tr("Counted &as"))
            self.credit.set_label(tr("&Taken from"))
            debits = self._named(lambda one: one.type == "expense")
        else:
            self.debit.set_label(tr("De&bit"))
            self.credit.set_label(tr("C&redit"))
            debits = credits_ = self._named(lambda _: True)
        self.debit.set_choices(debits)
        self.credit.set_choices(credits_)
        usual = kind != ADJUSTMENT
        self.debit.set_value(debits[0][0] if usual and debits else None)
        self.credit.set_value(self._income(credits_) if usual else None)
        self.description.set_label(tr("&In words"), optional=usual)
        self._follow_accounts()

    def _follow_accounts(self) -> None:
        reveal(self.member, self._by_member())
        self.fit()

    def _by_member(self) -> bool:
        chosen = (self._accounts.get(key) for key in (self.debit.value(), self.credit.value()) if key)
        return any(one.per_member for one in chosen if one is not None)

    def _named(self, wanted: Callable[[Account], bool]) -> list[tuple[UUID, str]]:
        return [(one.id, one.name) for one in self._accounts.values() if wanted(one)]

    def _income(self, offered: Sequence[tuple[UUID, str]]) -> UUID | None:
        """Return the account of interest where it is offered, and else the first."""
        keys = [key for key, _ in offered]
        return next((key for key in keys if self._accounts[key].purpose == "interest_income"), next(iter(keys), None))

    def _collect_draft(self) -> JournalDraft:
        member = self.member.value()
        return JournalDraft(
            self.kind.value(),
            self.amount.value(),
            self.on.value(),
            self.debit.value(),
            self.credit.value(),
            self._today(),
            member=member.id if isinstance(member, Named) and self._by_member() else None,
            by_member=self._by_member(),
            description=self.description.value(),
        )


def _kinds() -> list[tuple[str, str]]:
    return [
        (INTEREST, tr("Interest received")),
        (FEE, tr("A charge of the bank or of M-Pesa")),
        (ADJUSTMENT, tr("An entry put right")),
    ]
