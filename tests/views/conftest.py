"""Every window test runs offscreen with our fonts and palette, in English, and leaves no thread behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc

import pytest
from PySide6.QtWidgets import QApplication

from moneypool_desktop import language
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import privacy, theme
from moneypool_desktop.views.focus import FocusRings


@pytest.fixture(autouse=True)
def look(qapp: QApplication):
    language.choose("en")
    theme.apply(qapp, "light", 1)
    if not qapp.findChildren(FocusRings):
        FocusRings(qapp)
    yield
    if privacy.hidden():
        privacy.hide(False)
    language.choose("en")


@pytest.fixture(autouse=True)
def no_thread_is_left_running(look):
    yield
    running = [found for found in gc.get_objects() if isinstance(found, Workers) and found.busy()]
    assert not running, "work is still under way at the end of the test"


@pytest.fixture
def workers(qtbot):
    made = Workers()
    yield made
    assert made.close(), "a thread did not end"
