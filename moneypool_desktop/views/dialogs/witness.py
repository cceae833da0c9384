"""What is said when the audit is not what this computer saw of it before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.audit import WitnessWarning
from moneypool_desktop.views.dialogs.base import Dialog
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label


class WitnessDialog(Dialog):
    """Each chama whose past changed, and what to do; it comes back at every sign-in until the books agree again."""

    def __init__(self, parent: QWidget, warnings: Sequence[WitnessWarning]) -> None:
        super().__init__(parent)
        title = tr("The books are not as this computer knows them")
        self.setAccessibleName(title)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(Label(title, "section", wrap=True))
        for warning in warnings:
            column.addWidget(Banner("danger", warning.sentence, warning.advice))
        column.addStretch(1)
        self.close_button = Button(tr("Close"), kind="primary", keys="Esc")
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        body.setMinimumWidth(500)
        self.hold(body)
        self.close_button.setFocus()
