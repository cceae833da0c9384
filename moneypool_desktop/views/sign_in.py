"""Signing in: the form, and the screen that stands before the books are open."""

from collections.abc import Callable, Sequence
from typing import Any, override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.failures import Refused, explain
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import theme
from moneypool_desktop.views.stage import Stage, spaced
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.choices import ChoiceCard
from moneypool_desktop.views.widgets.field import Field, PasswordField, TextField

_WIDE = 380


class SignInForm(QWidget):
    """E-mail and password, then a code when one is in use; or a new password by a code given in person.

    `books` is asked in a worker and may wait until they are open. `signed_in` gives the session.
    """

    signed_in = Signal(object)

    def __init__(
        self, workers: Workers, books: Callable[[], Database], *, email: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workers, self._books = workers, books
        self._need: identity.NeedCode | None = None
        self._renewing = False
        self._fixed = bool(email)
        self.said = Banner("danger")
        self.said.hide()
        self.email = TextField("", longest=254)
        self.code = TextField("", longest=64)
        self.password, self.again = PasswordField(""), PasswordField("")
        self.go = Button("", kind="primary", icon="login", keys="Enter")
        self.other = Button("", kind="link")
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(lambda: self.go.allow(True))
        self.email.set_value(email)
        self._lay_out()
        self.go.clicked.connect(self.send)
        self.other.clicked.connect(self._turn)
        self.retranslate()
        self._shape()

    def begin(self) -> None:
        """Put the cursor where typing goes on."""
        (self.password if self.email.value() else self.email).setFocus()

    def send(self) -> None:
        """Say what is missing beside its field, or ask the books."""
        if not self.go.isEnabled() or not self._complete():
            return
        self.said.hide()
        self.go.allow(False, tr("The books are being asked."))
        work = self._renew if self._renewing else self._sign_in
        self._workers.read(work(), self._answered, lambda error: self._answered(explain(error)), owner=self)

    def retranslate(self) -> None:
        """Say every word again."""
        self.email.set_label(tr("&E-mail address"))
        self._shape()

    def _lay_out(self) -> None:
        self.said.setMinimumWidth(_WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.PADDING)
        for part in (self.said, self.email, self.password, self.code, self.again):
            part.setMaximumWidth(_WIDE)
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.go)
        self.go.setMaximumWidth(_WIDE)
        column.addWidget(self.other)
        column.addStretch(1)
        for field in (self.email, self.password, self.code, self.again):
            field.line.returnPressed.connect(self._enter)
            field.changed.connect(lambda which=field: which.set_problem(""))

    def _enter(self) -> None:
        shown = [f for f in (self.email, self.code, self.password, self.again) if not f.isHidden()]
        empty = next((field for field in shown if not field.value()), None)
        if empty is None:
            self.send()
        else:
            empty.setFocus()

    def _shape(self) -> None:
        asks = self._need is not None
        self.email.setVisible(not self._fixed)
        self.email.setEnabled(not asks)
        self.password.setVisible(not asks)
        self.password.set_label(tr("New &password") if self._renewing else tr("&Password"))
        self.password.set_hint(
            tr("At least 15 characters. Four unrelated words are easy to keep.") if self._renewing else ""
        )
        self.again.setVisible(self._renewing)
        self.again.set_label(tr("The same &again"))
        self.code.setVisible(asks or self._renewing)
        self.code.set_label(tr("&Code from your recovery sheet, or given to you") if self._renewing else tr("&Code"))
        self.code.set_hint("" if self._renewing else tr("From the app on your phone, or one of your recovery codes."))
        self.go.set_face(tr("Set the password") if self._renewing else tr("Sign in"), "login")
        back = asks or self._renewing
        self.other.set_face(tr("Back to e-mail and password") if back else tr("I have a code, or forgot my password"))
        self.setTabOrder(self.email.control, self.code.control if self._renewing else self.password.control)

    def _turn(self) -> None:
        self._renewing = not self._renewing and self._need is None
        self._need = None
        self.said.hide()
        for field in (self.password, self.again, self.code):
            field.set_value("")
            field.set_problem("")
        self._shape()
        self.begin()

    def _complete(self) -> bool:
        wanted: list[tuple[Field, str, str]] = [(self.email, self.email.value(), tr("Type your e-mail address."))]
        if self._need is None:
            wanted.append((self.password, self.password.value(), tr("Type your password.")))
        if self._need is not None or self._renewing:
            wanted.append((self.code, self.code.value(), tr("Type the code.")))
        for field, value, sentence in wanted:
            field.set_problem("" if value else sentence)
        same = not self._renewing or self.password.value() == self.again.value()
        self.again.set_problem("" if same else tr("The two passwords differ. Type the same twice."))
        first = next((f for f in (self.email, self.password, self.code, self.again) if f.problem()), None)
        if first is not None:
            first.setFocus()
        return first is None

    def _sign_in(self) -> Callable[[], Any]:
        need, books = self._need, self._books
        email, password, code = self.email.value(), self.password.value(), self.code.value()
        if need is not None:
            return lambda: identity.sign_in_with_code(need, code)
        return lambda: identity.sign_in(books(), email, password)

    def _renew(self) -> Callable[[], Any]:
        books, email, code, password = self._books, self.email.value(), self.code.value(), self.password.value()

        def renew() -> Any:
            refused = identity.renew(books(), email, code, password)
            return refused or identity.sign_in(books(), email, password)

        return renew

    def _answered(self, answer: Any) -> None:
        self.go.allow(True)
        if isinstance(answer, Session):
            self._need, self._renewing = None, False
            for field in (self.password, self.again, self.code):
                field.set_value("")
            self._shape()
            self.signed_in.emit(answer)
        elif isinstance(answer, identity.NeedCode):
            self._need, self._renewing = answer, False
            self._shape()
            self.code.setFocus()
        else:
            self._refuse(answer)

    def _refuse(self, answer: Exception) -> None:
        failure = explain(answer)
        self.said.say(failure.sentence, " ".join(part for part in (failure.kept, failure.advice) if part))
        self.said.show()
        seconds = failure.figures.get("seconds")
        if isinstance(failure, Refused) and isinstance(seconds, int) and seconds > 0:
            minutes = -(-seconds // 60)
            self.go.allow(False, trn("Try again in {n} minute.", "Try again in {n} minutes.", minutes))
            self._clock.start(min(seconds, 24 * 3600) * 1000)
        typed = self.code if self._need is not None else self.password
        typed.setFocus()
        typed.line.selectAll()


class SignInScreen(Stage):
    """The first window where books exist: they open while the person types. `practise` asks for the sample chama."""

    signed_in = Signal(object)
    practise = Signal()

    def __init__(
        self, workers: Workers, books: Callable[[], Database], *, email: str = "", now: Callable[[], str] = str
    ) -> None:
        super().__init__(now=now, foot=False)
        self.form = SignInForm(workers, books)
        self.form.email.set_value(email)
        self.form.signed_in.connect(self.signed_in)
        self.sample = Button("", kind="link", icon="books")
        self.sample.clicked.connect(self.practise)
        self.put(spaced(self.form, theme.GROUP, self.sample))
        self.retranslate()
        self.form.begin()

    @override
    def retranslate(self) -> None:
        self.say(tr("Sign in"), tr("The books stay on this computer, locked with your password."))
        self.sample.set_face(tr("Look at the sample chama instead"), "books")
        self.form.retranslate()


class ChooseChama(Stage):
    """Several chamas, one question; `chosen` gives the place in the list."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        """`names` are pairs of a chama's name and a line about it."""
        super().__init__()
        self._cards = [
            ChoiceCard("users", name, line, str(place + 1) if place < 9 else "")
            for place, (name, line) in enumerate(names)
        ]
        parts: list[QWidget | int] = []
        for card in self._cards:
            parts += [card, theme.GAP]
        self._cards[0].setChecked(True)
        self.put(spaced(*parts))
        self.on.connect(lambda: self.chosen.emit(next(n for n, card in enumerate(self._cards) if card.isChecked())))
        self.retranslate()
        self._cards[0].setFocus()

    @override
    def retranslate(self) -> None:
        self.say(tr("Which chama?"), tr("You can change to another one at the top left at any time."))
        self.set_way(tr("Open the books"), icon="login")
