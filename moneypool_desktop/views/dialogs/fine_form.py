"""Charging a fine: the catalogue fills in what its rule says, and the reason stands on the member's statement."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import spoken
from moneypool_desktop.models.drafts.fine import FineDraft
from moneypool_desktop.models.rows.chamas import FineRule
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import TextField, columns


class FineForm(FormDialog[FineDraft]):
    """Collects one fine of one member; `key` charges it once."""

    def __init__(
        self, parent: QWidget, today: Callable[[], date], who: tuple[UUID, str], rules: Sequence[FineRule]
    ) -> None:
        self.key = uuid4()
        self._member, self._today = who[0], today
        self._rules = {rule.id: rule for rule in rules if rule.is_active}
        offered = [(rule.id, spoken(rule.name, rule.name_sw)) for rule in self._rules.values()]
        self.rule: ChoiceField[UUID] = ChoiceField(tr("What &for"), offered, placeholder=tr("Another reason"))
        self.amount = AmountField(tr("&Amount (Ksh)"))
        self.on = DateField(tr("&Date"), today=today, hint="")
        self.on.set_value(today())
        self.reason = TextField(tr("&Reason"), hint=tr("It stands on the member's statement."), longest=200)
        fields = {"rule": self.rule, "amount": self.amount, "date": self.on, "reason": self.reason}
        super().__init__(
            parent,
            tr("Fine {name}?", name=who[1]),
            fields,
            self._collect_draft,
            verb=tr("Charge"),
            icon="gavel",
            sentence=tr("The member owes it from its date on. No money moves yet."),
            body=self._body(),
        )
        self.rule.changed.connect(self._follow_rule)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(columns([self.rule, self.amount], self.on, self.reason))
        body.setMinimumWidth(470)
        return body

    def _follow_rule(self) -> None:
        rule = self._rules.get(self.rule.value() or self.key)
        if rule is not None:
            self.reason.set_value(spoken(rule.name, rule.name_sw))
            if "amount" in rule.rule:
                self.amount.set_value(Decimal(str(rule.rule["amount"])))

    def _collect_draft(self) -> FineDraft:
        return FineDraft(
            self._member,
            self.amount.value(),
            self.on.value(),
            self.reason.value(),
            self._today(),
            rule=self.rule.value(),
        )
