"""The menus of the top bar: the person's and the list of chamas."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from moneypool_desktop import language
from moneypool_desktop.language import mark, tr
from moneypool_desktop.views import theme

TONGUES = {"en": "English", "sw": "Kiswahili"}
LOOKS = {"system": mark("As the system"), "light": mark("Light"), "dark": mark("Dark")}


def person_menu(
    parent: QWidget,
    name: str,
    *,
    speak: Callable[[str], None],
    wear: Callable[[str], None],
    sign_out: Callable[[], None],
) -> QMenu:
    """Return the signed-in person's menu: language, appearance, signing out."""
    menu = _menu(parent)
    menu.addAction(name).setEnabled(False)
    menu.addSeparator()
    _choices(menu, TONGUES, language.current(), speak)
    menu.addSeparator()
    _choices(menu, {mode: tr(words) for mode, words in LOOKS.items()}, theme.appearance().mode, wear)
    menu.addSeparator()
    menu.addAction(tr("Sign out")).triggered.connect(sign_out)
    return menu


def chama_menu(parent: QWidget, others: Mapping[str, str], switch: Callable[[str], None]) -> QMenu:
    """Return the menu of the other chamas, names by id."""
    menu = _menu(parent)
    for which, name in others.items():
        menu.addAction(name).triggered.connect(lambda _=False, chosen=which: switch(chosen))
    return menu


def drop(menu: QMenu, button: QAbstractButton) -> None:
    """Open a menu under a part of the bar."""
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _choices(menu: QMenu, choices: Mapping[str, str], now: str, choose: Callable[[str], None]) -> None:
    group = QActionGroup(menu)
    for which, words in choices.items():
        act = menu.addAction(words)
        act.setCheckable(True)
        act.setChecked(which == now)
        act.triggered.connect(lambda _=False, chosen=which: choose(chosen))
        group.addAction(act)
