"""A panel: a bordered surface with a head and a body, never floating."""

from PySide6.QtCore import QChildEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.tag import Badge


class Rule(QWidget):
    """A line of one pixel across; `token` names its colour."""

    def __init__(self, token: str = "line", *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), theme.colour(self._token))


class _Edge(QWidget):
    """Lies over the panel, cuts its corners round in the colour behind and draws the border."""

    def __init__(self, panel: "Panel") -> None:
        super().__init__(panel)
        self._panel = panel
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, inner = QPainterPath(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        inner.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.fillPath(whole.subtracted(inner), theme.colour(self._panel.behind))
        painter.strokePath(inner, QPen(theme.colour(self._panel.edge), 1))


class Panel(QWidget):
    """A surface on the page. `body` is its layout; `flush` lets tables reach the border, otherwise 12 px stay free."""

    def __init__(
        self, title: str = "", *, icon: str = "", count: int | None = None, flush: bool = False, edge: str = "line",
        behind: str = "window", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.edge, self.behind = edge, behind
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.head = QWidget()
        self.head.setFixedHeight(theme.PANEL_HEAD_HEIGHT - 1)
        self._head_row = QHBoxLayout(self.head)
        self._head_row.setContentsMargins(theme.PADDING, 1, theme.PADDING, 0)
        self._head_row.setSpacing(8)
        if icon:
            self._head_row.addWidget(IconLabel(icon))
        self._title = Label(title, "strong")
        self._badge = Badge(count or 0)
        self._head_row.addWidget(self._title)
        self._head_row.addWidget(self._badge)
        self._head_row.addStretch(1)
        self._rule = Rule()
        column.addWidget(self.head)
        column.addWidget(self._rule)
        self.body = QVBoxLayout()
        pad = 0 if flush else theme.PADDING
        self.body.setContentsMargins(pad, pad, pad, pad)
        self.body.setSpacing(0 if flush else theme.UNIT)
        column.addLayout(self.body, 1)
        reveal(self.head, bool(title))
        reveal(self._rule, bool(title))
        self._overlay = _Edge(self)
        self._column = column

    def set_title(self, title: str, count: int = 0) -> None:
        """Change the head, and its count when it has one."""
        self._title.setText(title)
        self._badge.set_count(count)
        reveal(self.head, bool(title))
        reveal(self._rule, bool(title))

    def add_to_head(self, widget: QWidget) -> None:
        """Put a control or a quiet word at the right of the head."""
        self._head_row.addWidget(widget)

    def add_foot(self) -> QHBoxLayout:
        """Return a new row of buttons below a line at the panel's foot."""
        self._column.addWidget(Rule())
        row = QHBoxLayout()
        row.setContentsMargins(theme.PADDING, 10, theme.PADDING, 10)
        row.setSpacing(8)
        self._column.addLayout(row)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overlay.setGeometry(self.rect())

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        # whatever is put in later would lie over the edge
        if event.added() and hasattr(self, "_overlay"):
            self._overlay.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._overlay.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw.box(QPainter(self), self.rect(), fill="surface")
