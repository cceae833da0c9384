"""The tabs that hold a member's record: profile, next of kin, and what was done to both."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import UNKNOWN, date_and_time, date_long
from moneypool_desktop.models.domain.phones import display_phone
from moneypool_desktop.models.rows.member_records import HistoryLine
from moneypool_desktop.models.rows.members import Kin, MemberRecord
from moneypool_desktop.services.member_history import value_in_words
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Actions
from moneypool_desktop.views.members.looks import word
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.panel import Rule
from moneypool_desktop.views.widgets.rows import FactRow

_FIRST_LINES = 60


class _Tab(QWidget):
    """A column of parts made anew for each member, with buttons at its foot."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = QVBoxLayout()
        self.parts.setSpacing(theme.UNIT // 2)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(theme.PADDING)
        column.addLayout(self.parts)
        column.addLayout(self.foot)
        column.addStretch(1)

    def add_buttons(self, actions: Actions, *ids: str) -> None:
        """Put the buttons of acts at the foot."""
        for which in ids:
            self.foot.addWidget(actions.button(which, small=True))
        self.foot.addStretch(1)


class ProfileTab(_Tab):
    """Contact, membership and office; `identity_asked` wants the identity number in clear."""

    identity_asked = Signal()

    def __init__(self, *, private: bool) -> None:
        super().__init__()
        self._private = private
        self.identity: FactRow | None = None

    def show_record(self, record: MemberRecord) -> None:
        """Show one member."""
        clear(self.parts)
        self._group(tr("Contact"))
        self._fact(tr("Phone"), display_phone(record.phone))
        self._fact(tr("E-mail"), record.email or "")
        self._fact(tr("Language of statements"), word(record.language))
        self._group(tr("Membership"))
        self._fact(tr("Number"), record.number)
        self._fact(tr("Joined"), date_long(record.joined))
        if record.left:
            self._fact(tr("Left"), date_long(record.left))
        self._fact(tr("Office"), word(record.role))
        self._fact(tr("Status"), word(record.status))
        self._fact(tr("May vote"), tr("yes") if record.voting_rights else tr("no"))
        self._fact(tr("May sign in"), tr("yes") if record.account == "active" else tr("not yet"))
        for title, field, codes in (
            (tr("Beyond the office"), "granted", record.granted),
            (tr("Short of the office"), "denied", record.denied),
        ):
            if codes:
                self._words(title, value_in_words(field, list(codes)))
        self._group(tr("Person"))
        self._fact(tr("Date of birth"), date_long(record.date_of_birth))
        self._fact(tr("Gender"), word(record.gender) if record.gender else "")
        if self._private:
            self._identity()
        if record.notes:
            self._words(tr("Notes"), record.notes)

    def show_identity(self, number: str) -> None:
        """Show the identity number in clear until another member is chosen."""
        if self.identity is not None:
            self.identity.value.setText(number or tr("not on file"))

    def _group(self, title: str) -> None:
        if self.parts.count():
            self.parts.addSpacing(theme.UNIT)
        self.parts.addWidget(Label(title, "strong"))
        self.parts.addWidget(Rule())

    def _fact(self, name: str, value: str) -> FactRow:
        row = FactRow(name, value or UNKNOWN, figures=False)
        self.parts.addWidget(row)
        return row

    def _words(self, name: str, words: str) -> None:
        self.parts.addWidget(Label(name, "quiet"))
        self.parts.addWidget(Label(words, "body", wrap=True))

    def _identity(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.identity = FactRow(tr("Identity number"), tr("sealed"), figures=False)
        show = Button(tr("Show"), kind="link")
        show.setAccessibleName(tr("Show the identity number"))
        show.clicked.connect(self.identity_asked)
        row.addWidget(self.identity, 1)
        row.addWidget(show)
        self.parts.addWidget(line)


class KinTab(_Tab):
    """Who is to be told and to receive, each with a share of the whole."""

    def show_kin(self, kin: Sequence[Kin]) -> None:
        """Show one member's next of kin."""
        clear(self.parts)
        if not kin:
            words = tr("No next of kin on file. Enter who receives the savings if this member dies.")
            self.parts.addWidget(Label(words, "quiet", wrap=True))
            return
        for one in kin:
            name = ", ".join(part for part in (one.relation, one.full_name, display_phone(one.phone)) if part)
            self.parts.addWidget(FactRow(name, value_in_words("share_pct", one.share)))
            self.parts.addWidget(Rule())
        total = sum((one.share for one in kin), start=kin[0].share * 0)
        self.parts.addWidget(FactRow(tr("Together"), value_in_words("share_pct", total), strong=True))


class HistoryTab(_Tab):
    """What was done to a record: who, when, and each field before and after, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[HistoryLine] = ()
        self.more = Button("", kind="link")
        self.more.clicked.connect(lambda: self._show(len(self._lines)))
        self.foot.addWidget(self.more)
        self.foot.addStretch(1)
        self.more.hide()

    def wait(self) -> None:
        """Say that the lines are on their way."""
        clear(self.parts)
        self.more.hide()

    def show_history(self, lines: Sequence[HistoryLine]) -> None:
        """Show one member's history."""
        self._lines = lines
        self._show(_FIRST_LINES)

    def _show(self, most: int) -> None:
        clear(self.parts)
        for line in self._lines[:most]:
            self.parts.addWidget(_told(line))
            self.parts.addWidget(Rule())
        if not self._lines:
            self.parts.addWidget(Label(tr("Nothing was done to this record yet."), "quiet"))
        hidden = len(self._lines) - most
        self.more.setText(trn("{n} older line", "{n} older lines", max(0, hidden)))
        reveal(self.more, hidden > 0)


def _told(line: HistoryLine) -> QWidget:
    told = QWidget()
    told.setProperty("plain", True)
    head = QHBoxLayout()
    head.addWidget(Label(line.what, "strong", wrap=True), 1)
    when = Label(date_and_time(line.at), "help", figures=True)
    head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout(told)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(2)
    column.addLayout(head)
    for change in line.changes:
        column.addWidget(Label(change_in_words(change.field, change.before, change.after), "body", wrap=True))
    if line.note:
        column.addWidget(Label(tr("“{reason}”", reason=line.note), "quiet", wrap=True))
    column.addWidget(Label(line.by, "help"))
    return told


def change_in_words(field: str, before: str, after: str) -> str:
    """Return one changed field as a line, what it was and what it became."""
    if before and after:
        return tr("{field}: {before} → {after}", field=field, before=before, after=after)
    if after:
        return tr("{field}: {after}", field=field, after=after)
    return (
        tr("{field}: {before} taken out", field=field, before=before) if before else tr("{field}: changed", field=field)
    )
