"""The form of a member's record: a new one, or a changed one that shows both values when somebody was faster."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.drafts.member import MemberDraft
from moneypool_desktop.models.rows.members import MemberRecord
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.member_history import VALUES, value_in_words
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.members.acting import field_of
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.choices import CheckBox
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import Field, NoteField, TextField, columns

CHANGED = "MP415"
_COLUMNS = {"number": "member_number", "joined": "join_date"}


class MemberForm(FormDialog[MemberDraft]):
    """Collects a MemberDraft; `key` belongs to this form, so that two presses enter one member."""

    def __init__(
        self, parent: QWidget, today: Callable[[], date], record: MemberRecord | None = None, *, private: bool
    ) -> None:
        self.key = uuid4()
        self._today, self._record = today, record
        self._fields = _fields(today, new=record is None, private=private)
        self.votes = CheckBox(tr("May vote"), checked=record is None or record.voting_rights)
        self._version = record.row_version if record else None
        if record is not None:
            self._fill(record)
        new = record is None
        super().__init__(
            parent,
            tr("Add a member") if new else tr("Change the record of {name}", name=_name(record)),
            self._fields,
            self._collect_draft,
            verb=tr("Add member") if new else tr("Save"),
            icon="user-plus" if new else "check",
            body=self._arranged(),
        )

    def problems_of(self, error: Refused) -> Mapping[str, str]:
        """Return the sentence beside each field of a refusal; after a change by somebody else, both values."""
        if error.code != CHANGED:
            return field_of(error)
        self._version = int(error.figures["version"])
        theirs = error.figures.get("theirs") or {}
        opened = MemberDraft.of(self._record, self._today()).payload() if self._record else {}
        names = {name: _COLUMNS.get(name, name) for name in self._fields}
        return {
            name: tr("In the books now: {theirs}. Send again to put yours in its place.", theirs=_said(column, theirs))
            for name, column in names.items()
            if column in theirs and (theirs[column] or None) != (opened.get(_sent(name)) or None)
        }

    def _fill(self, record: MemberRecord) -> None:
        texts = {
            "first_name": record.first_name,
            "middle_name": record.middle_name or "",
            "last_name": record.last_name or "",
            "number": record.number,
            "phone": value_in_words("phone", record.phone),
            "email": record.email or "",
            "notes": record.notes or "",
            "joined": record.joined,
            "date_of_birth": record.date_of_birth,
            "gender": record.gender,
            "language": record.language,
        }
        for name, value in texts.items():
            self._fields[name].set_value(value)  # pyright: ignore[reportAttributeAccessIssue]

    def _collect_draft(self) -> MemberDraft:
        read = {name: field.value() for name, field in self._fields.items()}  # pyright: ignore[reportAttributeAccessIssue]
        identity = read.pop("national_id", "")
        base = MemberDraft.of(self._record, self._today()) if self._record else MemberDraft("", None, self._today())
        return replace(
            base, **read, voting_rights=self.votes.isChecked(), national_id=identity or None, row_version=self._version
        )

    def _arranged(self) -> QWidget:
        field = self._fields
        rows: list[Field | list[Field]] = [
            [field["first_name"], field["middle_name"], field["last_name"]],
            [field["phone"], field["email"]],
            [field["joined"], field["number"]],
            [field["date_of_birth"], field["gender"]],
            [field["language"], field["national_id"]] if "national_id" in field else field["language"],
        ]
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(columns(*rows, field["notes"]))
        column.addWidget(self.votes)
        body.setMinimumWidth(490)
        return body


def _fields(today: Callable[[], date], *, new: bool, private: bool) -> dict[str, Field]:
    languages = [(code, tr(VALUES[code])) for code in ("en", "sw")]
    genders: list[tuple[str | None, str]] = [(None, tr("Not said"))]
    genders += [(code, tr(VALUES[code])) for code in ("female", "male", "other")]
    fields: dict[str, Field] = {
        "first_name": TextField(tr("&First name"), longest=100),
        "middle_name": TextField(tr("M&iddle name"), optional=True, longest=100),
        "last_name": TextField(tr("&Last name"), optional=True, longest=100),
        "phone": TextField(tr("&Phone"), optional=True, placeholder="0712 610 340", longest=40),
        "email": TextField(tr("&E-mail"), optional=True),
        "joined": DateField(tr("&Joined"), hint="", today=today),
        "number": TextField(
            tr("N&umber"), optional=new, hint=tr("Empty takes the next one") if new else "", longest=20
        ),
        "language": ChoiceField(tr("Lan&guage"), languages),
        "date_of_birth": DateField(tr("Date of &birth"), hint="", optional=True, today=today),
        "gender": ChoiceField(tr("Gen&der"), genders),
    }
    if private:
        kept = tr("Sealed before it is sent.")
        hint = kept if new else tr("Empty leaves the one on file.")
        fields["national_id"] = TextField(tr("Identity numbe&r"), optional=True, hint=hint, longest=40)
    fields["notes"] = NoteField(tr("N&otes"), lines=2, optional=True, longest=500)
    if new:
        fields["joined"].set_value(today())  # pyright: ignore[reportAttributeAccessIssue]
    return fields


def _name(record: MemberRecord | None) -> str:
    return record.name if record else ""


def _sent(name: str) -> str:
    return "join_date" if name == "joined" else name


def _said(column: str, theirs: Mapping[str, object]) -> str:
    return value_in_words(column, theirs[column]) or tr("nothing")
