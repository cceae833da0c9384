"""Checking the books: every identity worked out anew with its two sides, and whether the audit is whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import count, money
from moneypool_desktop.models.rows.audit import ChainReport, Identity
from moneypool_desktop.services import audit
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views import theme
from moneypool_desktop.views.dialogs.base import Dialog
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label

_COUNTED = frozenset(
    {
        "unbalanced_transactions",
        "accounts_out_of_step",
        "member_balances_out_of_step",
        "member_figures_out_of_step",
        "postings_in_locked_months",
        "transaction_numbers",
        "receipt_numbers",
        "days_below_zero",
    }
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the identities, and the chain where the person may see the audit."""

    identities: Sequence[Identity]
    chain: ChainReport | None

    @property
    def sound(self) -> bool:
        """Whether everything agrees."""
        return all(one.agrees for one in self.identities) and (self.chain is None or self.chain.whole)


def check_books(books: Books) -> Checked:
    """Work everything out anew; long in large books."""
    identities = audit.check(books)
    return Checked(identities, audit.verify(books) if books.can("audit.view") else None)


class BooksCheckDialog(Dialog):
    """The verdict in one sentence, then every identity with its two sides; what differs stands first."""

    def __init__(self, parent: QWidget, found: Checked) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Check of the books"))
        inside = QWidget()
        inside.setProperty("plain", True)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(0)
        if found.chain is not None:
            rows.addWidget(_chain_row(found.chain))
        for one in sorted(found.identities, key=lambda one: one.agrees):
            rows.addWidget(_identity_row(one))
        rows.addStretch(1)
        held = QScrollArea()
        held.setWidgetResizable(True)
        held.setFrameShape(QScrollArea.Shape.NoFrame)
        held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held.setAccessibleName(tr("Each check with its two sides"))
        held.setWidget(inside)
        held.setMinimumSize(520, 360)
        close = Button(tr("Close"), kind="primary", keys="Esc")
        close.clicked.connect(self.reject)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(Label(tr("Check of the books"), "section"))
        column.addWidget(_verdict(found))
        column.addWidget(held, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.hold(body)
        close.setFocus()


class _Row(QWidget):
    def __init__(self, sentence: str, figures: str, tone: str, icon: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, 16, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(sentence, "body", wrap=True), 1)
        row.addWidget(Label(figures, "quiet", figures=True, right=True), 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


def _verdict(found: Checked) -> Banner:
    wrong = sum(not one.agrees for one in found.identities) + (found.chain is not None and not found.chain.whole)
    if not wrong:
        return Banner("good", tr("Everything agrees."), tr("Worked out anew from every entry just now."))
    fact = trn("{n} check does not agree.", "{n} checks do not agree.", wrong)
    return Banner("danger", fact, tr("Post nothing more, and call whoever looks after this program."))


def _identity_row(one: Identity) -> _Row:
    shown = _count if one.code in _COUNTED else money
    sides = tr("{left} = {right}", left=shown(one.left), right=shown(one.right))
    apart = tr("{left} ≠ {right}", left=shown(one.left), right=shown(one.right))
    if one.agrees:
        return _Row(one.sentence, sides, "good", "circle-check")
    return _Row(one.sentence, apart, "danger", "alert-circle")


def _chain_row(chain: ChainReport) -> _Row:
    links = trn("{count} entry", "{count} entries", chain.links, count=count(chain.links))
    if chain.whole:
        return _Row(tr("The audit is unbroken, each entry sealed by the next."), links, "good", "link")
    told = tr("The audit is broken at entry {entry}. {why}", entry=count(chain.first_bad), why=chain.why)
    return _Row(told, links, "danger", "link-off")


def _count(figure: object) -> str:
    return f"{int(str(figure).partition('.')[0]):,}"
