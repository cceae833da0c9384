"""What this computer remembers of the window for one person: place, sizes, language, look; never money."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from moneypool_desktop import places
from moneypool_desktop.language import LANGUAGES

_THEMES = ("system", "light", "dark")


class Preferences:
    """An ini file under the program's home; what cannot be read counts as never set."""

    def __init__(self, file: Path | None = None) -> None:
        self._store = QSettings(str(file or places.home() / "preferences.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The language of the windows, or an empty string before anyone chose one."""
        found = self._text("language")
        return found if found in LANGUAGES else ""

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def theme(self) -> str:
        """The appearance: system, light or dark."""
        found = self._text("theme")
        return found if found in _THEMES else "system"

    @theme.setter
    def theme(self, mode: str) -> None:
        self._store.setValue("theme", mode)

    @property
    def page(self) -> str:
        """The page last open, or an empty string."""
        return self._text("page")

    @page.setter
    def page(self, page: str) -> None:
        self._store.setValue("page", page)

    def place(self, window: str) -> QByteArray:
        """Return the remembered place of a window, column widths or a splitter; empty when never kept."""
        found = self._store.value(f"places/{window}")
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep_place(self, window: str, state: QByteArray) -> None:
        """Remember the place of a window, column widths or a splitter under a name."""
        self._store.setValue(f"places/{window}", state)

    def choice(self, name: str, otherwise: str = "") -> str:
        """Return a small remembered choice such as the last printer, or `otherwise`."""
        return self._text(f"choices/{name}") or otherwise

    def keep_choice(self, name: str, value: str) -> None:
        """Remember a small choice."""
        self._store.setValue(f"choices/{name}", value)

    def save(self) -> None:
        """Write everything to the file now."""
        self._store.sync()

    def _text(self, key: str) -> str:
        found = self._store.value(key)
        return found if isinstance(found, str) else ""
