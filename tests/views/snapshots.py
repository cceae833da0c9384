"""Pictures of screens, made by the tests: docs/screens/<name>-<light|dark>-<en|sw>.png at 1366 x 768."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from moneypool_desktop import language
from moneypool_desktop.views import theme

SIZE = QSize(1366, 768)
FOLDER = Path(__file__).parents[2] / "docs" / "screens"


def settle(widget: QWidget) -> None:
    """Let layouts and deferred deletions come to rest."""
    widget.ensurePolished()
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def grab(widget: QWidget, name: str, *, size: QSize = SIZE) -> Path:
    """Write a picture of the widget in the appearance and language now in force; returns the file."""
    widget.resize(size)
    widget.show()
    settle(widget)
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}-{'dark' if theme.appearance().dark else 'light'}-{language.current()}.png"
    picture = widget.grab()
    assert picture.save(str(file)), f"{file} could not be written"
    return file


def grab_all(
    app: QApplication, build: Callable[[], QWidget], name: str, *, accent: int = 1, size: QSize = SIZE
) -> list[Path]:
    """Write the four pictures of a screen: light and dark, English and Kiswahili; `build` makes it anew each time."""
    files = []
    for code in language.LANGUAGES:
        for mode in ("light", "dark"):
            language.choose(code)
            theme.apply(app, mode, accent)
            widget = build()
            files.append(grab(widget, name, size=size))
            widget.close()
            widget.deleteLater()
            settle(widget)
    language.choose("en")
    theme.apply(app, "light")
    return files
