"""The appearance of the whole process: palette, fonts, style sheet; light, dark or as the system is."""

import re
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from moneypool_desktop import places
from moneypool_desktop.views import tokens

MODES = ("system", "light", "dark")

# sizes in device-independent pixels
FIGURE, FIRST_RUN, TITLE, CHART, POSITION, SECTION, MINUTES, BODY, SMALL, TINY = 28, 26, 20, 18, 16, 15, 14, 13, 12, 11
LINES = {28: 36, 26: 34, 20: 24, 18: 24, 16: 22, 15: 20, 14: 21, 13: 18, 12: 16, 11: 14}
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600

MARGIN, GAP, PADDING, UNIT, GROUP = 16, 10, 12, 8, 24
RADIUS, RADIUS_SMALL, RADIUS_METER = 6, 4, 3
BUTTON_HEIGHT, PANEL_BUTTON_HEIGHT, ROW_HEIGHT, HEAD_HEIGHT, TOTALS_HEIGHT, PANEL_HEAD_HEIGHT = 30, 26, 28, 30, 32, 36


class Appearance(QObject):
    """What is applied now; `changed` follows every new palette, so that painted caches can be dropped."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dark = False
        self.mode = "light"
        self.accent = 1
        self.colours = {name: QColor(value) for name, value in tokens.colours(dark=False, accent=1).items()}
        self.system_dark: bool | None = None


_now = Appearance()


def appearance() -> Appearance:
    """Return the appearance of this process."""
    return _now


def colour(token: str) -> QColor:
    """Return the colour of a token as now applied; an unknown token raises KeyError."""
    return _now.colours[token]


def apply(app: QApplication, mode: str = "system", accent: int = 1) -> None:
    """Give the whole application our palette, fonts and style sheet; mode is `system`, `light` or `dark`."""
    if mode not in MODES:
        raise ValueError(mode)
    if _now.system_dark is None:
        _adopt(app)
    _now.mode, _now.accent = mode, accent
    _now.dark = _system_is_dark(app) if mode == "system" else mode == "dark"
    _now.colours = {name: QColor(value) for name, value in tokens.colours(dark=_now.dark, accent=accent).items()}
    app.setPalette(_palette())
    app.setFont(font(BODY))
    app.setStyleSheet(_style_sheet())
    _now.changed.emit()


def _adopt(app: QApplication) -> None:
    """Switch to Fusion once and follow the system from then on."""
    _now.system_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
    app.setStyle("Fusion")
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda _: apply(app, "system", _now.accent) if _now.mode == "system" else None)


def _system_is_dark(app: QApplication) -> bool:
    scheme = app.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return bool(_now.system_dark)
    return scheme == Qt.ColorScheme.Dark


def _palette() -> QPalette:
    role = QPalette.ColorRole
    names = {
        role.Window: "window", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "surface_2",
        role.Text: "text", role.Button: "surface", role.ButtonText: "text", role.BrightText: "on_accent",
        role.Highlight: "accent_fill", role.HighlightedText: "on_accent", role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "text", role.ToolTipText: "surface", role.PlaceholderText: "text_3",
        role.Accent: "accent_fill",
        role.Light: "surface", role.Midlight: "hover", role.Mid: "line_strong", role.Dark: "line_field",
        role.Shadow: "line_field",
    }  # fmt: skip
    palette = QPalette()
    for which, token in names.items():
        palette.setColor(which, colour(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colour("disabled"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colour("line_strong"))
    return palette


@cache
def _sheet_source() -> str:
    return places.resource("styles", "moneypool.qss").read_text("utf-8")


def _style_sheet() -> str:
    return re.sub(r"@(\w+)", lambda found: colour(found[1]).name(), _sheet_source())


@cache
def family() -> str:
    """Return the family every window uses: Inter from our own files, or the system's when they cannot be read."""
    names: list[str] = []
    for file in sorted(places.resource("fonts").glob("*.ttf")):
        loaded = QFontDatabase.addApplicationFont(str(file))
        names += QFontDatabase.applicationFontFamilies(loaded) if loaded >= 0 else []
    inter = [name for name in names if name.startswith("Inter")]
    return min(inter, key=len) if inter else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def font(size: int = BODY, weight: int = REGULAR, *, figures: bool = False) -> QFont:
    """Return Inter at a size in pixels; `figures` gives every digit one width: for amounts, counts and times only."""
    made = QFont(family())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if size >= TITLE:
        # Inter's own tracking for large sizes, which its small cut does not carry
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 97 if size >= FIRST_RUN else 98.5)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
