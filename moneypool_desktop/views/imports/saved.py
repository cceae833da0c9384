"""Mappings kept under a name on this computer: choose one, keep the present one, drop one."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.imports import ImportPlan
from moneypool_desktop.services.imports import mappings
from moneypool_desktop.services.imports.plan import mapping_of
from moneypool_desktop.views import theme
from moneypool_desktop.views.imports.job import ImportJob
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.field import TextField


class SavedBar(QWidget):
    """`chosen` gives the mapping a person took from the list, `failed` the error of reading or keeping one."""

    chosen = Signal(object)
    failed = Signal(object)
    kept = Signal(str)

    def __init__(self, job: ImportJob, home: Path) -> None:
        super().__init__()
        self._job, self._home = job, home
        self._today = date.today
        self.list: ChoiceField[str] = ChoiceField("", placeholder=tr("Choose"))
        self.name = TextField("", longest=mappings.LONGEST_NAME)
        self.keep = Button(icon="device-floppy")
        self.drop = Button(icon="trash")
        chosen = QHBoxLayout()
        chosen.setSpacing(theme.UNIT)
        chosen.addWidget(self.list, 1)
        named = QHBoxLayout()
        named.setSpacing(theme.UNIT)
        named.addWidget(self.name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PADDING, 8, theme.PADDING, 10)
        column.setSpacing(6)
        column.addLayout(chosen)
        column.addLayout(named)
        column.addLayout(buttons)
        self.list.changed.connect(self._choose)
        self.name.changed.connect(self._follow)
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)

    def show_plan(self, plan: ImportPlan) -> None:
        """Offer the mappings that read this kind of file."""
        kind = plan.detection.kind
        names = [one.name for one in mappings.saved(self._home) if kind is None or one.kind in (kind, None)]
        self.list.set_choices([(name, name) for name in names])
        self._follow()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.list.set_label(tr("Read it as a &mapping kept here"))
        self.name.set_label(tr("&Keep this mapping as"), optional=True)
        self._follow()

    def _follow(self) -> None:
        self.keep.set_face(tr("Save"), "device-floppy")
        self.drop.set_face(tr("Drop"), "trash")
        self.keep.allow(bool(self.name.value()) and self._job.plan is not None, tr("Type a name first."))
        self.drop.allow(self.list.value() is not None, tr("Choose a mapping first."))

    def _choose(self) -> None:
        name = self.list.value()
        if name is not None:
            self._try(lambda: self.chosen.emit(mappings.load(self._home, name, self._today())))
            self.name.set_value(name)
        self._follow()

    def _keep(self) -> None:
        plan = self._job.plan
        if plan is not None:
            self._try(lambda: self._kept(mappings.save(self._home, self.name.value(), mapping_of(plan)), plan))

    def _kept(self, name: str, plan: ImportPlan) -> None:
        self.show_plan(plan)
        self.list.set_value(name)
        self._follow()
        self.kept.emit(name)

    def _drop(self) -> None:
        name, plan = self.list.value(), self._job.plan
        if name is not None and plan is not None:
            self._try(lambda: mappings.forget(self._home, name))
            self.show_plan(plan)

    def _try(self, act) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - a disk or a spoilt file; the page says which
            self.failed.emit(error)
