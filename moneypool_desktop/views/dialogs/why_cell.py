"""Why a cell of the contributions grid stands as it does: its figures, and the rules behind them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views.dialogs.base import QuestionDialog
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.rows import Facts


class WhyCell(QuestionDialog):
    """Shows facts by name and the rules as sentences."""

    def __init__(self, parent: QWidget, about: str, facts: Sequence[tuple[str, str]], rules: Sequence[str]) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Facts(list(facts)))
        for rule in rules:
            column.addWidget(Label(rule, "help", wrap=True))
        super().__init__(parent, tr("Why?"), about, verb=tr("Understood"), safe=tr("Close"), extra=body)
