"""Every window test runs offscreen with our fonts and palette, in English, and leaves no thread behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from moneypool_desktop import language
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import privacy, theme
from moneypool_desktop.views.focus import FocusRings


def _clear(app: QApplication) -> None:
    # what an earlier test left behind, half deleted, would be spoken to when a language changes
    for window in app.topLevelWidgets():
        if shiboken6.isValid(window):
            window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def look(qapp: QApplication):
    _clear(qapp)
    language.choose("en")
    theme.apply(qapp, "light", 1)
    if not qapp.findChildren(FocusRings):
        FocusRings(qapp)
    yield
    if privacy.hidden():
        privacy.hide(False)
    language.choose("en")


@pytest.fixture(autouse=True)
def no_thread_is_left_running(look, monkeypatch):
    made: list[Workers] = []
    begin = Workers.__init__

    def remember(self: Workers, *given, **named) -> None:
        begin(self, *given, **named)
        made.append(self)

    monkeypatch.setattr(Workers, "__init__", remember)
    yield
    for workers in made:
        assert not shiboken6.isValid(workers) or not workers.busy(), "work is still under way at the end of the test"


@pytest.fixture
def workers(qtbot):
    made = Workers()
    yield made
    assert made.close(), "a thread did not end"


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show
