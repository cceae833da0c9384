"""Changing a membership: suspending, resting, leaving and taking back; and the office with what it allows."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import ksh
from moneypool_desktop.models.drafts.member_acts import OfficeDraft, StatusDraft
from moneypool_desktop.models.rows.chamas import Right
from moneypool_desktop.models.rows.members import Member, MemberRecord
from moneypool_desktop.services.member_history import VALUES
from moneypool_desktop.services.rights import SENTENCES
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.choices import CheckBox
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import NoteField
from moneypool_desktop.views.widgets.label import Label

_ROLES = ("leader", "treasurer", "secretary", "member")
_MEANS = {
    "active": mark("Takes part again: dues are raised, standing counts."),
    "suspended": mark("Stays a member and owes dues, and neither borrows nor guarantees."),
    "inactive": mark("Rests: no dues are raised until taken back."),
    "left": mark("Leaves the group. The books keep what was paid and what is owed."),
}
_VERBS = {
    "active": mark("Let take part again"),
    "suspended": mark("Suspend"),
    "inactive": mark("Let rest"),
    "left": mark("Let go"),
}


class StatusForm(FormDialog[StatusDraft]):
    """Collects another status with its day and reason; says what it means and what money stands open."""

    def __init__(self, parent: QWidget, today: Callable[[], date], member: Member) -> None:
        self.key = uuid4()
        others = [(code, tr(VALUES[code])) for code in _MEANS if code != member.status]
        self.status: ChoiceField[str] = ChoiceField(tr("&Status"), others)
        self.on = DateField(tr("&From"), today=today)
        self.on.set_value(today())
        self.reason = NoteField(tr("&Reason"), lines=2, longest=500)
        super().__init__(
            parent,
            tr("Change the status of {name}", name=member.name),
            {"status": self.status, "on": self.on, "reason": self.reason},
            lambda: StatusDraft(
                self.status.value() or "", self.on.value(), self.reason.value(), member.joined, today()
            ),
            verb=tr(_VERBS[others[0][0]]),
            sentence=tr(
                "{name} has {has} and owes {owes}.", name=member.name, has=ksh(member.has), owes=ksh(member.owes)
            ),
        )
        self.status.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        chosen = self.status.value() or "active"
        self.status.set_hint(tr(_MEANS[chosen]))
        self.reason.set_label(tr("&Reason"), optional=chosen == "active")
        self.verb.set_face(tr(_VERBS[chosen]), "check")
        self.fit()


class OfficeForm(FormDialog[OfficeDraft]):
    """Collects an office and the rights beyond and short of it; every right is a sentence with a box."""

    def __init__(self, parent: QWidget, record: MemberRecord, rights: Sequence[Right], *, own: bool) -> None:
        self.keys = (uuid4(), uuid4())
        self._rights = {right.code: frozenset(right.roles) for right in rights}
        self.role: ChoiceField[str] = ChoiceField(tr("&Office"), [(code, tr(VALUES[code])) for code in _ROLES])
        self.role.set_value(record.role)
        if own:
            self.role.set_hint(tr("Nobody gives an office or a right to themselves: another officer must do it."))
        self.boxes = {right.code: CheckBox(tr(SENTENCES.get(right.code, right.sentence))) for right in rights}
        self._beyond = Label("", "help", wrap=True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.role)
        column.addSpacing(8)
        column.addWidget(Label(tr("May do"), "label"))
        for box in self.boxes.values():
            column.addWidget(box)
            box.toggled.connect(self._follow)
        column.addSpacing(4)
        column.addWidget(self._beyond)
        body.setMinimumWidth(460)
        super().__init__(
            parent,
            tr("Office and rights of {name}", name=record.name),
            {"role": self.role},
            self._collect_draft,
            verb=tr("Save"),
            sentence=tr("An office brings its rights. Tick more or fewer for this member alone."),
            body=body,
        )
        self._tick(self._usual() - set(record.denied) | set(record.granted))
        self.role.changed.connect(lambda: self._tick(self._usual()))

    def _usual(self) -> set[str]:
        return {code for code, roles in self._rights.items() if self.role.value() in roles}

    def _tick(self, held: set[str]) -> None:
        for code, box in self.boxes.items():
            box.setChecked(code in held)
        self._follow()

    def _follow(self) -> None:
        draft = self._collect_draft()
        changed = len(draft.granted) + len(draft.denied)
        self._beyond.setText(
            tr(
                "{more} beyond the office, {fewer} short of it.",
                more=len(draft.granted),
                fewer=len(draft.denied),
            )
            if changed
            else tr("Just what the office brings.")
        )

    def _collect_draft(self) -> OfficeDraft:
        usual = self._usual()
        held = {code for code, box in self.boxes.items() if box.isChecked()}
        return OfficeDraft(self.role.value() or "member", frozenset(held - usual), frozenset(usual - held))
