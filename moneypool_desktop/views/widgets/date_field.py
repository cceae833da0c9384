"""A date: typed in words or figures, moved with keys, or picked from a calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from moneypool_desktop import language
from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.dates import typed_date
from moneypool_desktop.models.domain.formats import date_long
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.views import icons, theme
from moneypool_desktop.views.widgets.field import Field, Line


class _DateLine(Line):
    def __init__(self, field: "DateField") -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self._field.open_calendar()
        elif not self._field.press(event.text()):
            super().keyPressEvent(event)


class DateField(Field):
    """A day; `t` is today, `+` and `-` move by a day, Alt+Down opens the calendar. `today` is asked for each time."""

    def __init__(
        self, label: str, *, hint: str | None = None, optional: bool = False, today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._today = today
        self.line = _DateLine(self)
        self._picker = picker = self.line.addAction(
            icons.icon("calendar-event"), QLineEdit.ActionPosition.TrailingPosition
        )
        icons.dress(picker, "calendar-event")
        picker.triggered.connect(self.open_calendar)
        self._says_keys = hint is None
        super().__init__(label, self.line, hint=hint or "", optional=optional, parent=parent)
        self._say_keys()
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._left)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_keys()

    def _say_keys(self) -> None:
        self._picker.setToolTip(tr("Open the calendar (Alt+Down)"))
        if self._says_keys:
            self.set_hint(tr("t is today, + and − move by a day"))

    def value(self) -> date | Problem | None:
        """Return the day, what is wrong with it, or None when nothing is typed."""
        typed = self.line.text().strip()
        return typed_date(typed, self._today()) if typed else None

    def set_value(self, day: date | None) -> None:
        """Show this day, spelled out."""
        self.line.setText("" if day is None else date_long(day))
        self.set_problem("")

    def press(self, key: str) -> bool:
        """Do what a date key does and return whether it was one."""
        now = self.value()
        if key in ("t", "T") and (now is None or isinstance(now, date) or self.line.hasSelectedText()):
            return self._go(self._today())
        if key in ("+", "-") and isinstance(now, date):
            return self._go(now + timedelta(days=1 if key == "+" else -1))
        return False

    def open_calendar(self) -> None:
        """Open the calendar under the field; Esc closes it and changes nothing."""
        now = self.value()
        frame = _Calendar(self, now if isinstance(now, date) else self._today())
        frame.chosen.connect(self._go)
        frame.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        frame.show()
        frame.calendar.setFocus()

    def _go(self, day: date) -> bool:
        self.set_value(day)
        self.changed.emit()
        return True

    def _edited(self) -> None:
        self.set_problem("")
        self.changed.emit()

    def _left(self) -> None:
        day = self.value()
        if isinstance(day, Problem):
            self.set_problem(str(day))
        elif day is not None:
            self.set_value(day)


class _Calendar(QFrame):
    """A month to choose a day from, in the language now spoken; `chosen` gives the day and the calendar goes."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(_locale())
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(tr("Calendar"))
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        for taken in (self.calendar.activated, self.calendar.clicked):
            taken.connect(self._take)
        self._dress()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.calendar)

    def _dress(self) -> None:
        words = QTextCharFormat()
        words.setForeground(theme.colour("text"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Qt's red would say that something is wrong with the day
            self.calendar.setWeekdayTextFormat(weekend, words)
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(icon))

    def _take(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


def _locale() -> QLocale:
    kiswahili = language.current() == "sw"
    return QLocale(QLocale.Language.Swahili if kiswahili else QLocale.Language.English, QLocale.Country.Kenya)
