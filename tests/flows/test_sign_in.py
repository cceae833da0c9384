"""Signing in as a person does: wrong, locked out, with a code, with a new password, and again over a page."""

from collections.abc import Callable, Iterator
from uuid import UUID

import psycopg
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moneypool_desktop import language
from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.dialogs.sign_in import SignInDialog
from moneypool_desktop.views.sign_in import SignInForm, SignInScreen
from tests.database import identities
from tests.database.identities import PASSWORD, WANJIRU, Town

PATIENCE = 30_000


@pytest.fixture
def database(device: Callable[[str], str]) -> Iterator[Database]:
    language.choose("en")
    with Town(device) as town:
        yield town.database()


@pytest.fixture
def workers(qapp: QApplication) -> Iterator[Workers]:
    made = Workers()
    yield made
    assert made.close()


@pytest.fixture
def first(database: Database) -> Session:
    return identities.first_user(database).session


@pytest.fixture
def screen(qtbot: QtBot, workers: Workers, database: Database, first: Session) -> SignInScreen:
    made = SignInScreen(workers, lambda: database, email=WANJIRU)
    qtbot.addWidget(made)
    made.show()
    return made


def send(qtbot: QtBot, form: SignInForm) -> None:
    form.send()
    qtbot.waitUntil(lambda: form.go.isEnabled() or form._clock.isActive(), timeout=PATIENCE)


def test_the_right_password_gives_the_session_and_leaves_none_behind(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.form.password.set_value(PASSWORD)
    with qtbot.waitSignal(screen.signed_in, timeout=PATIENCE) as signal:
        screen.form.send()
    session = signal.args[0]
    assert session.person.email == WANJIRU
    assert screen.form.password.value() == ""


def test_a_wrong_password_is_said_with_the_tries_left_and_the_address_stays(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.form.password.set_value("not the password at all")
    send(qtbot, screen.form)
    assert screen.form.said.isVisible()
    assert "The e-mail address or the password is wrong." in screen.form.said.accessibleName()
    assert "tries are left" in screen.form.said.accessibleName()
    assert screen.form.email.value() == WANJIRU


def test_nothing_typed_asks_nobody(screen: SignInScreen) -> None:
    screen.form.send()
    assert screen.form.password.problem() == "Type your password."
    assert screen.form.go.isEnabled()


def test_too_many_wrong_tries_say_how_long_to_wait_and_hold_the_button(qtbot: QtBot, screen: SignInScreen) -> None:
    for _ in range(6):
        screen.form.password.set_value("not the password at all")
        send(qtbot, screen.form)
    assert "Too many wrong tries" in screen.form.said.accessibleName()
    assert "Try again in 15 minutes." in screen.form.said.accessibleName()
    assert not screen.form.go.isEnabled()
    assert screen.form.go.toolTip() == "Try again in 15 minutes."


def test_a_second_factor_is_asked_for_only_after_the_right_password(
    qtbot: QtBot, screen: SignInScreen, first: Session, root: psycopg.Connection
) -> None:
    setup = identity.setup_totp(first, PASSWORD)
    assert isinstance(setup, identity.TotpSetup)
    assert identity.confirm_totp(first, setup, identities.totp(setup)) is None
    identities.forget_steps(root)
    screen.form.password.set_value(PASSWORD)
    send(qtbot, screen.form)
    assert screen.form.code.isVisible()
    assert not screen.form.password.isVisible()
    screen.form.code.set_value("000000")
    send(qtbot, screen.form)
    assert "That code is wrong" in screen.form.said.accessibleName()
    screen.form.code.set_value(identities.totp(setup))
    with qtbot.waitSignal(screen.signed_in, timeout=PATIENCE):
        screen.form.send()


def test_an_invitation_sets_the_first_password_and_signs_in(qtbot: QtBot, screen: SignInScreen, first: Session) -> None:
    user: UUID = identity.add(first, "otieno@umoja.example", "Otieno", "Odhiambo")
    code = identity.invite(first, user).code
    form = screen.form
    form.other.click()
    form.email.set_value("otieno@umoja.example")
    form.code.set_value(code)
    form.password.set_value("copper window slow giraffe")
    form.again.set_value("copper window slow girafe")
    form.send()
    assert "differ" in form.again.problem()
    form.again.set_value("copper window slow giraffe")
    with qtbot.waitSignal(screen.signed_in, timeout=PATIENCE) as signal:
        form.send()
    assert signal.args[0].person.name == "Otieno Odhiambo"


def test_signing_in_again_over_a_page_carries_the_same_session_on(
    qtbot: QtBot, workers: Workers, database: Database, first: Session
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    identity.end_session(first, next(one.id for one in identity.sessions(first) if one.is_this))
    dialog = SignInDialog(page, workers, lambda: database, email=WANJIRU, why="You were signed out.", hide=True)
    dialog.open()
    dialog.reject()
    assert dialog.isVisible(), "Escape is no way past the password"
    dialog.signed_in.connect(first.go_on)
    dialog.form.password.set_value(PASSWORD)
    with qtbot.waitSignal(dialog.signed_in, timeout=PATIENCE):
        dialog.form.send()
    assert identity.sessions(first), "whoever held the session goes on with it"
