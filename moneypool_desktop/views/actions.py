"""The one list of what can be done here: it feeds buttons, menus, the finder and the keyboard sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import icons
from moneypool_desktop.views.widgets.button import Button


def _always() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person can do. `text` and `group` are English catalogue sentences.

    `refusal` returns nothing when it may be done now, and otherwise the reason as a sentence.
    """

    id: str
    text: str
    run: Callable[[], None]
    icon: str = ""
    keys: str = ""
    group: str = ""
    refusal: Callable[[], str] = _always


def sequences(keys: str) -> list[QKeySequence]:
    """Return Qt's sequences for our words of a key; Enter is both keys of that name."""
    if keys.endswith("Enter"):
        return [QKeySequence(keys), QKeySequence(keys.replace("Enter", "Return"))]
    return [QKeySequence(keys)] if keys else []


class Actions(QObject):
    """The acts of a page or of the whole window; their keys hold while the host has the focus, a window's always."""

    changed = Signal()

    def __init__(self, host: QWidget, *, everywhere: bool = False) -> None:
        super().__init__(host)
        self._host, self._everywhere = host, everywhere
        self._acts: dict[str, Act] = {}
        self._made: dict[str, QAction] = {}
        self._buttons: list[tuple[Button, str]] = []

    def add(self, *acts: Act) -> None:
        """Make acts known and bind their keys."""
        for act in acts:
            made = QAction(self._host)
            made.setShortcuts(sequences(act.keys))
            context = (
                Qt.ShortcutContext.WindowShortcut if self._everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            made.setShortcutContext(context)
            made.triggered.connect(lambda _=False, which=act.id: self.run(which))
            self._host.addAction(made)
            self._acts[act.id], self._made[act.id] = act, made
        self.refresh()

    def run(self, which: str) -> bool:
        """Do it when it may be done now; returns whether it was."""
        act = self._acts[which]
        if act.refusal():
            self.refresh()
            return False
        act.run()
        return True

    def action(self, which: str) -> QAction:
        """Return the act for a menu, with its icon."""
        made, icon = self._made[which], self._acts[which].icon
        if icon:
            icons.dress(made, icon)
        return made

    def button(self, which: str, *, kind: str = "secondary", small: bool = False) -> Button:
        """Return a button for the act, with its key caps; it follows what may be done."""
        act = self._acts[which]
        button = Button(tr(act.text), kind=kind, icon=act.icon, keys=act.keys, small=small)
        button.clicked.connect(lambda: self.run(which))
        self._buttons.append((button, which))
        button.destroyed.connect(lambda: self._forget(button))
        self._follow(button, act)
        return button

    def refresh(self) -> None:
        """Ask again what may be done, and say everything in the language now spoken."""
        for which, act in self._acts.items():
            made, reason = self._made[which], act.refusal()
            made.setText(tr(act.text))
            made.setEnabled(not reason)
            made.setToolTip(reason)
        for button, which in self._buttons:
            self._follow(button, self._acts[which])
        self.changed.emit()

    def acts(self) -> Sequence[Act]:
        """Return every act in the order it was made known."""
        return tuple(self._acts.values())

    def _follow(self, button: Button, act: Act) -> None:
        reason = act.refusal()
        button.set_face(tr(act.text), act.icon)
        button.allow(not reason, reason)

    def _forget(self, gone: Button) -> None:
        self._buttons = [(button, which) for button, which in self._buttons if button is not gone]
