"""Fields: a label above, the control, and help or error in the same place below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import icons, theme
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal

FIELD_HEIGHT = 30


def plain(label: str) -> str:
    """Return a label without the mark of its mnemonic."""
    return label.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Field(QWidget):
    """Base of every field; `changed` follows each change a person makes."""

    changed = Signal()

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = hint
        self._problem = ""
        self._label = Label("", "label")
        self._label.setBuddy(control)
        self._mark = IconLabel("alert-circle", 14, "danger")
        self._message = Label("", "help", wrap=True)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(control)
        column.addLayout(below)
        column.addStretch(1)
        self.setFocusProxy(control)
        self.set_label(label, optional=optional)
        self._show_message()

    def set_label(self, label: str, *, optional: bool = False) -> None:
        """Change the words above the field; `&` marks the mnemonic."""
        said = tr("{label} (optional)", label=label) if optional else label
        self._label.setText(said)
        reveal(self._label, bool(said))
        self.control.setAccessibleName(plain(said))

    def set_hint(self, hint: str) -> None:
        """Change the help below, shown whenever nothing is wrong."""
        self._hint = hint
        self._show_message()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong in place of the help; an empty sentence takes the error away."""
        self._problem = sentence
        if self.control.property("bad") != bool(sentence):
            self.control.setProperty("bad", bool(sentence))
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)
            self.control.update()
        self._show_message()

    def problem(self) -> str:
        """Return the sentence now shown as wrong, or nothing."""
        return self._problem

    def _show_message(self) -> None:
        said = self._problem or self._hint
        reveal(self._mark, bool(self._problem))
        reveal(self._message, bool(said))
        self._message.setText(said)
        self._message.set_ink("danger" if self._problem else "text_3")
        self.control.setAccessibleDescription(said)


class Line(QLineEdit):
    """The one-line control of our height that selects its whole text when reached by key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(FIELD_HEIGHT)
        self.setFont(theme.font(theme.BODY))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        ):
            self.selectAll()


class TextField(Field):
    """A line of text."""

    def __init__(
        self, label: str, *, hint: str = "", optional: bool = False, longest: int = 200, placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self.line = Line()
        self.line.setMaxLength(longest)
        self.line.setPlaceholderText(placeholder)
        super().__init__(label, self.line, hint=hint, optional=optional, parent=parent)
        self.line.textEdited.connect(lambda _: self.changed.emit())

    def value(self) -> str:
        """Return what was typed, ends trimmed."""
        return self.line.text().strip()

    def set_value(self, text: str) -> None:
        """Show this text."""
        self.line.setText(text)
        self.line.setCursorPosition(0)


class NoteField(Field):
    """Several lines of text; Tab moves on."""

    def __init__(
        self,
        label: str,
        *,
        lines: int = 3,
        hint: str = "",
        optional: bool = False,
        longest: int = 2000,
        parent: QWidget | None = None,
    ) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(18 * lines + 14)
        self._longest = longest
        super().__init__(label, self.edit, hint=hint, optional=optional, parent=parent)
        self.edit.textChanged.connect(self.changed.emit)

    def value(self) -> str:
        """Return what was typed, ends trimmed, at most `longest` characters."""
        return self.edit.toPlainText().strip()[: self._longest]

    def set_value(self, text: str) -> None:
        """Show this text."""
        self.edit.setPlainText(text)


class PasswordField(TextField):
    """A secret that can be looked at while typing."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, longest=256, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = QAction(self.line)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setShortcut(QKeySequence("Ctrl+Shift+H"))
        self._eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._eye.triggered.connect(self._turn)
        self._name_eye()

    def value(self) -> str:
        """Return the secret exactly as typed; spaces count."""
        return self.line.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_eye()

    def _turn(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._name_eye()

    def _name_eye(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        icons.dress(self._eye, "eye" if hidden else "eye-off")
        self._eye.setToolTip(tr("Show what is typed") if hidden else tr("Hide what is typed"))


def columns(*fields: Field | Sequence[Field]) -> QVBoxLayout:
    """Return a column of fields, 12 px apart; a sequence stands side by side in one row."""
    column = QVBoxLayout()
    column.setSpacing(theme.PADDING)
    for part in fields:
        if isinstance(part, Field):
            column.addWidget(part)
            continue
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for field in part:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    return column
