"""The bar across the top: which chama, the search box, what is connected, and who is signed in."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import draw, icons, privacy, theme
from moneypool_desktop.views.shell.rail import NARROW, WIDE
from moneypool_desktop.views.widgets.button import icon_button
from moneypool_desktop.views.widgets.detail_pane import initials
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.tag import Badge

HEIGHT = 48


class _BarButton(QAbstractButton):
    """A painted part of the bar that can be pressed; its focus ring lies inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paint_ring(self, painter: QPainter) -> None:
        if self.hasFocus():
            draw.box(painter, self.rect().adjusted(2, 2, -2, -2), edge="accent", width=2)


class ChamaTile(_BarButton):
    """The chama's mark, name and one line; the practice chama says so. With more than one chama it opens their list."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._line = ""
        self._demo = self._several = self.narrow = False
        self.setFixedSize(WIDE, HEIGHT)

    def set_chama(self, name: str, line: str, *, demo: bool, several: bool) -> None:
        """Show a chama; `several` says that there are others to go to."""
        self._name, self._line, self._demo, self._several = name, line, demo, several
        self.setEnabled(several)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Chama: {name}", name=name))
        self.setToolTip(name)
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the words out when the rail is narrow."""
        self.narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("hover" if self.underMouse() and self._several else "surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))
        tile = QRect(10 if self.narrow else 12, 10, 28, 28)
        if self._demo:
            icons.paint(painter, "books", tile.left() + 4, tile.top() + 4, 20, "accent")
        else:
            draw.box(painter, tile, fill="accent_fill")
            mark = theme.font(theme.SMALL, theme.SEMIBOLD)
            draw.words(
                painter, tile, initials(self._name), font=mark, token="on_accent", align=Qt.AlignmentFlag.AlignHCenter
            )
        if not self.narrow:
            wide = self.width() - 50 - (28 if self._several else 8)
            name = tr("Practice") if self._demo else self._name
            draw.words(painter, QRect(50, 8, wide, 18), name, font=theme.font(theme.BODY, theme.SEMIBOLD), token="text")
            line = self._name if self._demo else self._line
            draw.words(painter, QRect(50, 25, wide, 14), line, font=theme.font(theme.TINY), token="text_2")
        if self._several:
            icons.paint(painter, "selector", self.width() - (32 if self.narrow else 27), 16, 16, "text_2")
        self.paint_ring(painter)


class SearchBox(_BarButton):
    """Looks like a field and opens the finder."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(30)
        self.setMinimumWidth(200)
        self.setMaximumWidth(400)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def sizeHint(self) -> QSize:
        return QSize(400, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "hover" if self.underMouse() else "surface_2"
        draw.box(
            painter,
            self.rect(),
            fill=fill,
            edge="accent" if self.hasFocus() else "line_strong",
            width=2 if self.hasFocus() else 1,
        )
        icons.paint(painter, "search", 10, 7, 16, "text_2")
        caps = draw.caps_width("Ctrl+K")
        draw.words(painter, QRect(34, 0, self.width() - 50 - caps, 30), self.text(), font=theme.font(), token="text_3")
        draw.paint_caps(painter, "Ctrl+K", self.width() - caps - 7, 15)


class PersonButton(_BarButton):
    """Who is signed in, and in which office; opens the menu with language, appearance and signing out."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._role = ""
        self.short = False
        self.setFixedHeight(HEIGHT)

    def set_person(self, name: str, role: str) -> None:
        """Show who is signed in and the office in words."""
        self._name, self._role = name, role
        self.setAccessibleName(
            tr("Signed in: {name}, {role}", name=name, role=role) if role else tr("Signed in: {name}", name=name)
        )
        self.updateGeometry()
        self.update()

    def set_short(self, *, short: bool) -> None:
        """Show the initials alone when room is short."""
        self.short = short
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self.short:
            return QSize(42, HEIGHT)
        name = draw.width_of(self._shown(), theme.font(theme.BODY, theme.SEMIBOLD))
        return QSize(34 + 12 + max(name, draw.width_of(self._role, theme.font(theme.TINY))) + 4, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        spot = QRect(4, 11, 26, 26)
        draw.box(painter, spot, fill="sunk", edge="line_strong", radius=13)
        mark = theme.font(theme.TINY, theme.SEMIBOLD)
        draw.words(
            painter, spot, initials(self._shown()), font=mark, token="text_2", align=Qt.AlignmentFlag.AlignHCenter
        )
        if not self.short:
            wide = self.width() - 38
            draw.words(
                painter,
                QRect(38, 8, wide, 18),
                self._shown(),
                font=theme.font(theme.BODY, theme.SEMIBOLD),
                token="text",
            )
            draw.words(painter, QRect(38, 25, wide, 14), self._role, font=theme.font(theme.TINY), token="text_2")
        self.paint_ring(painter)

    def _shown(self) -> str:
        # the bar has room for two names; the menu and screen readers get them all
        return " ".join(self._name.split()[:2])


class Connection(QWidget):
    """Where the books are: this PC, a server, or offline with what waits."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._icon, self._tone = "", "device-desktop", "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, text: str, icon: str = "device-desktop", tone: str = "neutral") -> None:
        """Say where the books are."""
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(draw.width_of(self._text, theme.font(theme.SMALL, theme.MEDIUM)) + 32, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.box(painter, self.rect(), fill=f"{self._tone}_fill", edge=f"{self._tone}_edge", radius=theme.RADIUS_SMALL)
        icons.paint(painter, self._icon, 7, 5, 14, self._tone)
        font = theme.font(theme.SMALL, theme.MEDIUM)
        draw.words(painter, QRect(25, 0, self.width() - 25, 24), self._text, font=font, token=self._tone, elide=False)


class TopBar(QWidget):
    """48 px; signals follow its parts, menus are given by the window."""

    search = Signal()
    bell = Signal()
    keys = Signal()

    def __init__(self, *, has_bell: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.tile, self.box, self.person, self.connection = ChamaTile(), SearchBox(), PersonButton(), Connection()
        self.box.clicked.connect(self.search)
        self.eye = icon_button("eye-off", "", kind="quiet")
        self.eye.clicked.connect(lambda: privacy.hide(not privacy.hidden()))
        privacy.changed.connect(self._name_eye)
        self.help = icon_button("help-circle", "", kind="quiet")
        self.help.clicked.connect(self.keys)
        self.bell_button = icon_button("bell", "", kind="quiet")
        self.bell_button.clicked.connect(self.bell)
        reveal(self.bell_button, has_bell)
        self.badge = Badge(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.tile)
        row.addStretch(1)
        row.addSpacing(16)
        row.addWidget(self.box, 2)
        row.addSpacing(16)
        row.addStretch(1)
        for part, after in (
            (self.eye, 8), (self.help, 8), (self.bell_button, 0), (self.badge, 12), (self.connection, 8),
            (self.person, 0),
        ):  # fmt: skip
            row.addWidget(part)
            row.addSpacing(after)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every word again."""
        self.box.setText(tr("Search, or type what you want to do"))
        self.box.setAccessibleName(tr("Search, or type what you want to do"))
        for button, said in ((self.help, tr("Keyboard sheet (F1)")), (self.bell_button, tr("Notifications"))):
            button.setToolTip(said)
            button.setAccessibleName(said)
        self._name_eye()

    def set_room(self, *, narrow: bool, short: bool) -> None:
        """Give way when the window is narrow."""
        self.tile.set_narrow(narrow=narrow)
        self.person.set_short(short=short)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))

    def _name_eye(self) -> None:
        said = tr("Show amounts (Ctrl+H)") if privacy.hidden() else tr("Hide amounts (Ctrl+H)")
        self.eye.set_face("", "eye" if privacy.hidden() else "eye-off")
        self.eye.setToolTip(said)
        self.eye.setAccessibleName(said)
