"""Files let go over a page."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from moneypool_desktop.views.imports.file_step import ENDINGS


class Drops(QObject):
    """Watches a page: `hot` says whether a file that can be read is held over it, `dropped` gives the files let go."""

    hot = Signal(bool)
    dropped = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self.hot.emit(False)
        elif isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            found = files_of(event)
            if found:
                event.acceptProposedAction()
            self.hot.emit(bool(found) and event.type() == QEvent.Type.DragEnter)
            if found and event.type() == QEvent.Type.Drop:
                self.dropped.emit(found)
            return bool(found)
        return super().eventFilter(watched, event)


def files_of(event: QDropEvent) -> list[Path]:
    """Return the files of a drop that an import can read."""
    found = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in found if file.suffix.lower() in ENDINGS]
