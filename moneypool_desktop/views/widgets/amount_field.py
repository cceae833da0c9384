"""An amount of money: arithmetic while typing, the result below, two decimals when left."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.field import Field, Line


class AmountField(Field):
    """A sum in shillings; `value` is None when empty and a Problem when what is typed is not an amount."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        optional: bool = False,
        below_zero: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.line = Line()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFont(theme.font(theme.BODY, figures=True))
        self.line.setMaxLength(120)
        self._below_zero = below_zero
        super().__init__(label, self.line, hint=hint, optional=optional, parent=parent)
        self._help = hint
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._left)

    def value(self) -> Decimal | Problem | None:
        """Return the amount, what is wrong with it, or None when nothing is typed."""
        typed = self.line.text().strip()
        return parse_amount(typed, below_zero=self._below_zero) if typed else None

    def set_value(self, amount: Decimal | None) -> None:
        """Show this amount."""
        self.line.setText("" if amount is None else money(amount))
        super().set_hint(self._help)
        self.set_problem("")

    def set_hint(self, hint: str) -> None:
        """Change the help that stands below while no sum is being worked out."""
        self._help = hint
        super().set_hint(hint)

    def _edited(self) -> None:
        self.set_problem("")
        worked = self.value() if set("+-*/()×−") & set(self.line.text().strip()[1:]) else None
        super().set_hint(tr("= {amount}", amount=money(worked)) if isinstance(worked, Decimal) else self._help)
        self.changed.emit()

    def _left(self) -> None:
        amount = self.value()
        if isinstance(amount, Problem):
            self.set_problem(str(amount))
        elif amount is not None:
            self.set_value(amount)
