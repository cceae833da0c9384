"""The form of a member's next of kin: as many as are named, whose shares make a hundred."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.drafts.member import KinDraft, MemberDraft
from moneypool_desktop.models.rows.members import Kin, MemberRecord
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.member_history import value_in_words
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.field import Field, TextField, columns
from moneypool_desktop.views.widgets.label import Label

_MOST = 10


class _Row(QWidget):
    """One next of kin; a row left empty is nobody."""

    def __init__(self, kin: Kin | None, place: int) -> None:
        super().__init__()
        self.relation = TextField(tr("Relation {n}", n=place), placeholder=tr("Daughter"), longest=60)
        self.name = TextField(tr("Name"), optional=True, longest=120)
        self.phone = TextField(tr("Phone"), optional=True, longest=40)
        self.share = AmountField(tr("Share, %"))
        layout = columns([self.relation, self.name, self.phone, self.share])
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        if kin is not None:
            self.relation.set_value(kin.relation)
            self.name.set_value(kin.full_name or "")
            self.phone.set_value(value_in_words("phone", kin.phone))
            self.share.set_value(kin.share)

    def draft(self) -> KinDraft | None:
        share = self.share.value()
        relation, name, phone = self.relation.value(), self.name.value(), self.phone.value()
        if share is None and not (relation or name or phone):
            return None
        return KinDraft(relation, share, name, phone)


class KinForm(FormDialog[MemberDraft]):
    """Collects the record with its next of kin anew; an empty form takes them all out."""

    def __init__(self, parent: QWidget, today: Callable[[], date], record: MemberRecord) -> None:
        self.key = uuid4()
        self._draft = MemberDraft.of(record, today())
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.total = Label("", "label", figures=True)
        self.more = Button(tr("Add another"), icon="plus", small=True)
        self.more.clicked.connect(lambda: self._add(None))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.total)
        body.setMinimumWidth(490)
        fields: dict[str, Field] = {}
        super().__init__(
            parent,
            tr("Next of kin of {name}", name=record.name),
            fields,
            self._collect_draft,
            verb=tr("Save"),
            sentence=tr("Who receives the savings if this member dies. The shares make 100 %."),
            body=body,
        )
        for kin in record.kin or (None,):
            self._add(kin)
        self._rows[0].relation.setFocus()

    def problems_of(self, error: Refused) -> dict[str, str]:
        """Take the newer version of the record on, so that sending again puts these next of kin in."""
        if error.code == "MP415":
            self._draft = replace(self._draft, row_version=int(error.figures["version"]))
        return {}

    def _add(self, kin: Kin | None) -> None:
        row = _Row(kin, len(self._rows) + 1)
        row.share.changed.connect(self._sum)
        self._rows.append(row)
        self._list.addWidget(row)
        self.more.setVisible(len(self._rows) < _MOST)
        self._sum()
        self.fit()
        if kin is None:
            row.relation.setFocus()

    def _sum(self) -> None:
        shares = [row.share.value() for row in self._rows]
        total = sum((share for share in shares if isinstance(share, Decimal)), Decimal(0))
        self.total.setText(tr("Together {total} %", total=f"{total.normalize():f}"))
        self.total.set_ink("good" if total == 100 else "warn" if total else "text_2")

    def _collect_draft(self) -> MemberDraft:
        named = [(row, draft) for row in self._rows if (draft := row.draft()) is not None]
        # what is wrong with the n-th of those named stands beside its own row
        self._fields = {f"kin.{place}": row.relation for place, (row, _) in enumerate(named, start=1)}
        return replace(self._draft, kin=tuple(draft for _, draft in named))
