"""Dialogs: a question with verbs, and a form whose draft says what is wrong beside each field."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.field import Field
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal

WIDEST, HIGHEST = 560, 560


def question_body(
    title: str, consequence: str, verb: str, safe: str, *, icon: str = "check", keys: str = "Enter",
    extra: QWidget | None = None,
) -> QWidget:  # fmt: skip
    """Return what stands in every dialog: title, consequence, an extra field, and buttons named `verb` and `safe`."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(18, 16, 18, 14)
    column.setSpacing(6)
    column.addWidget(Label(title, "section", wrap=True))
    if consequence:
        column.addWidget(Label(consequence, "quiet", wrap=True))
    if extra is not None:
        column.addSpacing(4)
        column.addWidget(extra, 1)
    column.addSpacing(10)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button, name in (
        (Button(safe, keys="Esc"), "safe"),
        (Button(verb, kind="primary", icon=icon, keys=keys), "verb"),
    ):
        button.setObjectName(name)
        row.addWidget(button)
    column.addLayout(row)
    return body


class Dialog(QDialog):
    """Base of every dialog: opened with `open()`, at most 560 by 560, Esc and closing are the safe way out."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("MoneyPool"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)

    def hold(self, body: QWidget) -> None:
        """Put the body into the dialog and fit the dialog round it."""
        self._body = body
        self._column.addWidget(body)
        self.setFixedWidth(min(WIDEST, max(380, body.sizeHint().width() + 2)))
        self.setMaximumHeight(HIGHEST)
        self.fit()

    def fit(self) -> None:
        """Be as high as the body asks for, at most 560; called when words appear or go."""
        inner = self.width() - 2
        asked = self._body.heightForWidth(inner) if self._body.hasHeightForWidth() else self._body.sizeHint().height()
        self.resize(self.width(), min(HIGHEST, asked + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        draw.box(painter, self.rect(), edge="line_field", radius=0)


class QuestionDialog(Dialog):
    """A question naming the thing, the consequence in money, and verbs; `agreed` follows the verb, Esc keeps all."""

    agreed = Signal()

    def __init__(
        self, parent: QWidget | None, title: str, consequence: str, *, verb: str, safe: str, icon: str = "check",
        extra: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(consequence)
        body = question_body(title, consequence, verb, safe, icon=icon, extra=extra)
        self.verb = _button(body, "verb")
        self.safe = _button(body, "safe")
        self.verb.setDefault(True)
        self.verb.clicked.connect(self._agree)
        self.safe.clicked.connect(self.reject)
        self.hold(body)
        (extra or self.verb).setFocus()

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()


class Draft(Protocol):
    """What a form collects; an empty answer of `problems` means that it can be sent."""

    def problems(self) -> Mapping[str, str]:
        """Return a sentence for each field that cannot stay as it is."""
        ...


class FormDialog[D: Draft](Dialog):
    """A form: fields by the draft's names. `collect` reads them into a draft; `sent` carries it once nothing is wrong.

    The dialog stays open until `finish` or `fail` says how the act went.
    """

    sent = Signal(object)

    def __init__(
        self, parent: QWidget | None, title: str, fields: Mapping[str, Field], collect: Callable[[], D], *, verb: str,
        safe: str = "", sentence: str = "", icon: str = "check", body: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(title)
        self._fields, self._collect = dict(fields), collect
        self.failure = Banner("danger")
        self.failure.hide()
        held = QScrollArea()
        held.setWidgetResizable(True)
        held.setFrameShape(QScrollArea.Shape.NoFrame)
        held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        form = self._form(body)
        held.setWidget(form)
        held.setMinimumWidth(form.minimumSizeHint().width() + held.verticalScrollBar().sizeHint().width())
        self._held = held
        whole = question_body(title, sentence, verb, safe or tr("Cancel"), icon=icon, keys="Ctrl+Enter", extra=held)
        self.verb = _button(whole, "verb")
        self.safe = _button(whole, "safe")
        self.verb.clicked.connect(self.send)
        self.safe.clicked.connect(self.reject)
        self._form_inside = form
        self.hold(whole)
        self.fit()
        if self._fields:
            next(iter(self._fields.values())).setFocus()

    def send(self) -> bool:
        """Say what is wrong beside each field, or send the draft when nothing is; returns whether it was sent."""
        draft = self._collect()
        problems = dict(draft.problems())
        for name, field in self._fields.items():
            field.set_problem(problems.pop(name, ""))
        first = next((field for field in self._fields.values() if field.problem()), None)
        if problems:
            self._say(" ".join(problems.values()))
        self.fit()
        if first is not None or problems:
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                self._held.ensureWidgetVisible(first)
            return False
        self.failure.hide()
        self.verb.allow(False, tr("It is being written down."))
        self.sent.emit(draft)
        return True

    def finish(self) -> None:
        """Close: the act was written down."""
        self.accept()

    def fail(self, sentence: str, problems: Mapping[str, str] | None = None) -> None:
        """Say why the act was refused and let the person go on; nothing typed is lost."""
        self.verb.allow(True)
        for name, said in (problems or {}).items():
            if name in self._fields:
                self._fields[name].set_problem(said)
        self._say(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # only what is on the screen counts its wrapped lines in full
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.verb.isEnabled():
                self.send()
        elif enter:
            # Enter moves on; it never posts money by accident
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _form(self, body: QWidget | None) -> QWidget:
        form = QWidget()
        form.setProperty("plain", True)
        column = QVBoxLayout(form)
        # room for the focus ring of buttons at the border
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(theme.PADDING)
        column.addWidget(self.failure)
        if body is not None:
            column.addWidget(body)
        else:
            for field in self._fields.values():
                column.addWidget(field)
        column.addStretch(1)
        return form

    def fit(self) -> None:
        """Let the fields take the height they need before they scroll."""
        form = self._form_inside
        wide = self.width() - 40
        needed = form.heightForWidth(wide) if form.hasHeightForWidth() else form.sizeHint().height()
        self._held.setMinimumHeight(min(needed, HIGHEST - 170))
        super().fit()

    def _say(self, sentence: str) -> None:
        self.failure.say(sentence)
        reveal(self.failure, bool(sentence))
        self.fit()


def _button(body: QWidget, name: str) -> Button:
    found = body.findChild(Button, name)
    assert isinstance(found, Button)  # noqa: S101 - question_body makes both
    return found
