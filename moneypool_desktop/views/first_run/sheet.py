"""The recovery sheet: the only way back in, so it is printed, saved or copied by hand before anything else."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from moneypool_desktop.language import mark, tr
from moneypool_desktop.services.identity import RecoverySheet
from moneypool_desktop.services.reports.files import pdf_name
from moneypool_desktop.views import theme
from moneypool_desktop.views.first_run.step import Step
from moneypool_desktop.views.stage import beside
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.choices import CheckBox
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.panel import Panel


class SheetStep(Step):
    """Shows codes and key; one may go on once the paper was printed or saved, or the person says it was copied.

    `wanted` asks for the paper; give it to `show_paper`.
    """

    name, title = mark("Recovery sheet"), mark("Print your recovery sheet")
    lead = mark("If the password is lost, this paper is the only way back into the books. Nobody else has a copy.")
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._codes, self._key = Panel("", icon="key"), Panel("", icon="shield-lock")
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(2)
        self._codes.body.addLayout(self._grid)
        self._key_text = Label("", "minutes", figures=True, wrap=True)
        self._key.body.addWidget(self._key_text)
        self.paper = Button("", icon="printer", keys="Ctrl+P")
        self.paper.setShortcut("Ctrl+P")
        self.paper.clicked.connect(self.wanted)
        self.copied = CheckBox("")
        self._kept = Label("", "small", wrap=True)
        self._state = beside(IconLabel("circle-check", 16, "good"), self._kept)
        for part in (self._codes, self._key, self.paper, self._state, self.copied):
            wide = part in (self._codes, self._key, self._state)
            self.column.addWidget(part, 0, Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft)
        self.column.setSpacing(theme.PADDING)
        self._state.hide()
        self._problem = Label("", "small", ink="danger", wrap=True)
        self.column.addWidget(self._problem)
        self.out = False
        self.retranslate()

    def show_sheet(self, sheet: RecoverySheet) -> None:
        """Show these codes and this key."""
        half = -(-len(sheet.codes) // 2)
        for place, code in enumerate(sheet.codes):
            self._grid.addWidget(Label(f"{place + 1}.  {code}", "body", figures=True), place % half, place // half)
        self._key_text.setText(sheet.recovery_key.replace("-", " "))

    def show_paper(self, pdf: bytes, title: str) -> None:
        """Open the paper to print or save it."""
        from moneypool_desktop.views.dialogs.print_preview import PrintPreview

        preview = PrintPreview(pdf, title, pdf_name(title), self)
        preview.printed.connect(lambda: self._went(tr("The sheet went to the printer.")))
        preview.saved.connect(lambda _: self._went(tr("The sheet was saved. Move it off this computer.")))
        preview.open()

    @override
    def complete(self) -> bool:
        done = self.out or self.copied.isChecked()
        self._problem.setText("" if done else tr("Print or save the sheet first, or tick that you copied it by hand."))
        if not done:
            self.paper.setFocus()
        return done

    @override
    def begin(self) -> None:
        self.paper.setFocus()

    @override
    def retranslate(self) -> None:
        self._codes.set_title(tr("Recovery codes, each good once"))
        self._key.set_title(tr("Recovery key of the sealed data"))
        self.paper.set_face(tr("Print or save the sheet"), "printer")
        self.copied.setText(tr("I copied the codes and the key by hand"))
        self.copied.updateGeometry()

    def _went(self, sentence: str) -> None:
        self.out = True
        self._problem.setText("")
        self._kept.setText(sentence)
        self._state.show()
