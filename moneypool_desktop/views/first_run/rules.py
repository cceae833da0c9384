"""Name and rules of a new group: what the template says stands there already and can be typed over."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, override

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import weekday_name
from moneypool_desktop.models.domain.periods import LAST, DueKind
from moneypool_desktop.models.drafts.chama import ACCENTS, ChamaDraft
from moneypool_desktop.models.rows.chamas import Template
from moneypool_desktop.services import chamas
from moneypool_desktop.views import focus, icons, theme, tokens
from moneypool_desktop.views.first_run.step import Step
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import Field, TextField, columns

CURRENCIES = {
    "KES": mark("Kenyan shilling (Ksh)"),
    "UGX": mark("Ugandan shilling"),
    "TZS": mark("Tanzanian shilling"),
    "RWF": mark("Rwandan franc"),
}
_WHEN = {
    "1": mark("The first"),
    "2": mark("The second"),
    "3": mark("The third"),
    "4": mark("The fourth"),
    str(LAST): mark("The last"),
    "day": mark("On the same date"),
    "end": mark("The last day of the month"),
}


class _Swatch(QAbstractButton):
    def __init__(self, accent: int) -> None:
        super().__init__()
        self.accent = accent
        self.setCheckable(True)
        self.setFixedSize(30, 30)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(focus.OUTSIDE, True)
        self.setAccessibleName(tokens.ACCENT_NAMES[accent - 1])
        self.setToolTip(tokens.ACCENT_NAMES[accent - 1])

    def sizeHint(self) -> QSize:
        return QSize(30, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        focus.keep(self)
        painter = QPainter(self)
        fill = QColor(tokens.colours(dark=theme.appearance().dark, accent=self.accent)["accent_fill"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRect(0, 0, 30, 30), theme.RADIUS, theme.RADIUS)
        if self.isChecked():
            icons.paint(painter, "check", 6, 6, 18, "on_accent", 2.5)


class AccentField(Field):
    """The eight colours a chama can have; the window wears the chosen one at once."""

    def __init__(self, label: str) -> None:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.UNIT)
        self._group = QButtonGroup(held)
        for accent in ACCENTS:
            swatch = _Swatch(accent)
            swatch.setChecked(accent == 1)
            self._group.addButton(swatch, accent)
            row.addWidget(swatch)
        row.addStretch(1)
        super().__init__(label, held)
        self._group.idClicked.connect(self._wear)

    def value(self) -> int:
        """Return the number of the chosen colour."""
        return self._group.checkedId()

    def set_value(self, accent: int) -> None:
        """Choose this colour."""
        self._group.button(accent).setChecked(True)

    def _wear(self, accent: int) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, theme.appearance().mode, accent)
        self.changed.emit()


class RulesStep(Step):
    """Name, contribution and the day it falls due, first day of the books, currency and colour."""

    name, title = mark("Name and rules"), mark("Name and rules")
    lead = mark("Take them from your constitution. Each can be changed later, from a day on.")

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._template: Template | None = None
        self.chama, self.short = TextField("", longest=120), TextField("", longest=40)
        self.amount = AmountField("")
        self.when: ChoiceField[str] = ChoiceField("")
        self.day: ChoiceField[int] = ChoiceField("")
        self.currency: ChoiceField[str] = ChoiceField("")
        self.begins = DateField("", today=today)
        self.accent = AccentField("")
        self.fields = {"name": self.chama, "short_name": self.short, "amount": self.amount, "books_from": self.begins}
        self.column.addLayout(
            columns(
                [self.chama, self.short],
                [self.amount, self.currency],
                [self.when, self.day],
                [self.begins, self.accent],
            )
        )
        self.begins.set_value(today().replace(month=1, day=1))
        self.when.changed.connect(self._offer_days)
        self.retranslate()
        self.day.set_value(6)

    def start_from(self, code: str) -> None:
        """Take the amount of a template, unless another was typed."""
        template = next(kind for kind in chamas.templates() if kind.code == code)
        untouched = self._template is None or self.amount.value() == self._main(self._template)[2]
        self._template = template
        if untouched:
            self.amount.set_value(self._main(template)[2])
        self._name_amount()

    def draft(self) -> ChamaDraft:
        """Return what was typed; the founder's office and the officers are added by the next step."""
        template = self._template
        assert template is not None  # noqa: S101 - the step before it chose one
        return ChamaDraft(
            name=self.chama.value(),
            today=self._today(),
            template=template.code,
            short_name=self.short.value(),
            accent=self.accent.value(),
            currency=self.currency.value() or "KES",
            books_from=self.begins.value(),
            amounts=((self._main(template)[0], self.amount.value()),),
            due_rule=self._due_rule(),
        )

    @override
    def complete(self) -> bool:
        problems = self.draft().problems()
        return self.show_problems(problems | {"amount": next(
            (said for name, said in problems.items() if name.startswith("amount.")), ""
        )})  # fmt: skip

    @override
    def retranslate(self) -> None:
        self.chama.set_label(tr("&Name of the group"))
        self.chama.set_hint(tr("As on the certificate."))
        self.short.set_label(tr("&Short name"), optional=True)
        self.short.set_hint(tr("For receipts and slips."))
        self.currency.set_label(tr("&Currency"))
        self.currency.set_choices([(code, tr(words)) for code, words in CURRENCIES.items()])
        self.when.set_label(tr("It falls &due"))
        self.when.set_choices([(code, tr(words)) for code, words in _WHEN.items()])
        self.begins.set_label(tr("Books &begin on"))
        self.begins.set_hint(tr("Dues are raised from this day. Older balances come in as opening balances."))
        self.accent.set_label(tr("Colour"))
        self._name_amount()
        self._offer_days()

    def _name_amount(self) -> None:
        name = self._main(self._template)[1] if self._template is not None else ""
        self.amount.set_label(tr("&Each member pays every month"))
        self.amount.set_hint(name)

    def _offer_days(self) -> None:
        when = self.when.value()
        self.day.setVisible(when != "end")
        dates = when == "day"
        self.day.set_label(tr("D&ate") if dates else tr("D&ay"))
        self.day.set_choices(
            [(day, str(day)) for day in range(1, 32)] if dates else [(day, weekday_name(day)) for day in range(1, 8)]
        )

    def _due_rule(self) -> Mapping[str, Any]:
        when, day = self.when.value() or "1", self.day.value() or 1
        if when == "end":
            return {"kind": DueKind.LAST_DAY.value}
        if when == "day":
            return {"kind": DueKind.DAY_OF_MONTH.value, "day": day}
        return {"kind": DueKind.NTH_WEEKDAY.value, "nth": int(when), "weekday": day}

    @staticmethod
    def _main(template: Template) -> tuple[str, str, Any]:
        # the contribution every template is about: its regular one, not the pot that goes round
        code, name, amount, _ = next((kind for kind in template.types if kind[0] == "DUES"), template.types[0])
        return code, name, amount
