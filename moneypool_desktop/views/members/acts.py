"""What can be done with a member: each act opens its form, sends it, and shows the member as they now stand."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.drafts.member import MemberDraft
from moneypool_desktop.models.drafts.member_acts import OfficeDraft, StatusDraft
from moneypool_desktop.models.rows.members import Member, MemberRecord
from moneypool_desktop.services import members, rights
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.members.acting import send
from moneypool_desktop.views.members.looks import word
from moneypool_desktop.views.page import Page

_GROUP = mark("Members")


class MemberActs(QObject):
    """The acts on the record of the chosen member; `changed` is called with the member's id once the books took it."""

    def __init__(self, page: Page, books: Books, chosen: Callable[[], tuple[Member, MemberRecord] | None]) -> None:
        super().__init__(page)
        self._page, self._books, self._chosen = page, books, chosen
        self.changed: Callable[[object], None] = lambda _: None
        self.identity_read: Callable[[str], None] = lambda _: None
        self.form: Any = None

    def acts(self) -> tuple[Act, ...]:
        """Return the acts, each with the reason when it may not be done now."""
        return (
            Act("add", mark("Add member"), self.add, "user-plus", "Ctrl+N", _GROUP, self._may_manage),
            Act("edit", mark("Edit"), self.edit, "pencil", "Ctrl+E", _GROUP, self._may_change),
            Act("kin", mark("Edit next of kin"), self.edit_kin, "users", "", _GROUP, self._may_change),
            Act("office", mark("Office and rights"), self.edit_office, "user-cog", "", _GROUP, self._may_promote),
            Act("status", mark("Change status"), self.edit_status, "user-check", "", _GROUP, self._may_change),
        )

    def add(self) -> None:
        """Ask for a new member and enter them."""
        from moneypool_desktop.views.dialogs.member_form import MemberForm

        form = MemberForm(self._page, self._page.desk.today, private=self._books.can("members.private"))
        self._send_record(form, lambda answer: tr("{number} is in the register.", number=answer["number"]))

    def edit(self) -> None:
        """Ask what changes of the chosen member's record."""
        from moneypool_desktop.views.dialogs.member_form import MemberForm

        _, record = self._both()
        private = self._books.can("members.private")
        form = MemberForm(self._page, self._page.desk.today, record, private=private)
        self._send_record(form, lambda _: tr("The record of {number} is changed.", number=record.number))

    def edit_kin(self) -> None:
        """Ask for the next of kin of the chosen member."""
        from moneypool_desktop.views.dialogs.kin_form import KinForm

        _, record = self._both()
        form = KinForm(self._page, self._page.desk.today, record)
        self._send_record(form, lambda _: tr("The next of kin of {number} are on file.", number=record.number))

    def edit_status(self) -> None:
        """Ask for another status of the chosen member."""
        from moneypool_desktop.views.dialogs.membership import StatusForm

        member, _ = self._both()
        self.form = form = StatusForm(self._page, self._page.desk.today, member)

        def act(draft: StatusDraft) -> Any:
            on = draft.on if isinstance(draft.on, date) and draft.status == "left" else None
            return members.set_status(
                self._books,
                member,
                draft.status,
                draft.reason,
                on=on,
                key=form.key,
            )

        def done(draft: StatusDraft) -> None:
            said = tr("{name}: {status}.", name=member.name, status=word(draft.status))
            undo = member.status == "active" and draft.status in {"suspended", "inactive"}
            self._say(said, (lambda: self._take_back(member)) if undo else None)
            self.changed(member.id)

        form.sent.connect(lambda draft: send(self._page, form, lambda: act(draft), lambda _: done(draft)))
        form.open()

    def edit_office(self) -> None:
        """Read the rights of this chama, then ask for the chosen member's office."""
        books = self._books
        self._page.desk.workers.read(lambda: rights.rights(books), self._ask_office, self._fail, owner=self)

    def read_identity(self) -> None:
        """Ask why, then read the identity number in clear; the reading is written to the audit."""
        from moneypool_desktop.views.dialogs.base import QuestionDialog
        from moneypool_desktop.views.widgets.field import TextField

        member, record = self._both()
        reason = TextField(tr("&What for"), optional=True, longest=200)
        self.form = asked = QuestionDialog(
            self._page,
            tr("Show the identity number of {name}?", name=member.name),
            tr("The audit keeps who looked, when and what for."),
            verb=tr("Show it"),
            safe=tr("Keep it sealed"),
            icon="eye",
            extra=reason,
        )
        books = self._books

        def read() -> None:
            why = reason.value()
            fn = lambda: members.identity_number(books, record, why)  # noqa: E731 - run in a worker
            self._page.desk.workers.write(fn, self.identity_read, self._fail, owner=self)

        asked.agreed.connect(read)
        asked.open()

    def _ask_office(self, held: Any) -> None:
        from moneypool_desktop.views.dialogs.membership import OfficeForm

        member, record = self._both()
        own = member.user_id == self._books.session.person.id
        self.form = form = OfficeForm(self._page, record, held, own=own)

        def act(draft: OfficeDraft) -> None:
            version = record.row_version
            if draft.role != record.role:
                rights.set_role(self._books, member, draft.role, form.keys[0])
                version += 1
            if (draft.granted, draft.denied) != (frozenset(record.granted), frozenset(record.denied)):
                rights.set_overrides(self._books, member.id, version, draft.granted, draft.denied, key=form.keys[1])

        def done(draft: OfficeDraft) -> None:
            self._say(tr("{name}: {office}.", name=member.name, office=word(draft.role)))
            self.changed(member.id)

        form.sent.connect(lambda draft: send(self._page, form, lambda: act(draft), lambda _: done(draft)))
        form.open()

    def _send_record(self, form: Any, words: Callable[[dict[str, Any]], str]) -> None:
        self.form = form

        def done(answer: dict[str, Any]) -> None:
            self._say(words(answer))
            self.changed(answer["member"])

        def go(draft: MemberDraft) -> None:
            act = lambda: members.save_member(self._books, draft, form.key)  # noqa: E731 - run in a worker
            send(self._page, form, act, done, refused=form.problems_of)

        form.sent.connect(go)
        form.open()

    def _take_back(self, member: Member) -> None:
        books = self._books

        def act() -> None:
            members.set_status(books, members.member_line(books, member.id), "active", "", key=uuid4())

        self._page.desk.workers.write(act, lambda _: self.changed(member.id), self._fail, owner=self)

    def _say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        window = self._page.window()
        toaster = getattr(window, "toaster", None)
        if undo is not None and toaster is not None:
            toaster.say(text, undo=undo)
        else:
            self._page.said.emit(text)

    def _fail(self, error: Exception) -> None:
        said = self._page.desk.explain(error)
        self._page.said.emit(f"{said.title} {said.sentence}".strip())

    def _both(self) -> tuple[Member, MemberRecord]:
        chosen = self._chosen()
        assert chosen is not None  # noqa: S101 - the refusals keep these acts for a chosen member
        return chosen

    def _may_manage(self) -> str:
        return "" if self._books.can("members.manage") else tr("Only an officer may change the register.")

    def _may_change(self) -> str:
        return self._may_manage() or self._needs_member()

    def _may_promote(self) -> str:
        if not self._books.can("roles.change"):
            return tr("Only the chairperson may change who is an officer.")
        chosen = self._chosen()
        if chosen is not None and chosen[0].status != "active":
            return tr("Only an active member can hold an office.")
        return self._needs_member()

    def _needs_member(self) -> str:
        return "" if self._chosen() is not None else tr("Choose a member first.")
