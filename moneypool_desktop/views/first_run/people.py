"""Who founds the books, who else holds an office, and the first account."""

from collections.abc import Callable
from dataclasses import replace
from typing import override

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.names import tidy_name
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.roles import ROLES
from moneypool_desktop.models.drafts.chama import ChamaDraft, OfficerDraft
from moneypool_desktop.models.drafts.founding import AccountDraft
from moneypool_desktop.views import theme
from moneypool_desktop.views.first_run.step import Step
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.field import PasswordField, TextField, columns
from moneypool_desktop.views.widgets.label import Label

OFFICES = ("leader", "treasurer", "secretary")


class _Officer:
    """The three fields of one officer."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.name, self.phone = TextField("", longest=100), TextField("", longest=20)
        self.email = TextField("", longest=254)
        self.fields = {
            f"{role}.first_name": self.name,
            f"{role}.phone": self.phone,
            f"{role}.email": self.email,
        }

    def draft(self) -> OfficerDraft:
        name = tidy_name(self.name.value())
        first, _, last = (self.name.value() if isinstance(name, Problem) else name).partition(" ")
        return OfficerDraft(self.role, first, last, self.phone.value(), self.email.value())

    def is_empty(self) -> bool:
        return not (self.name.value() or self.phone.value() or self.email.value())

    def problems(self) -> dict[str, str]:
        found = self.draft().problems()
        if "last_name" in found:
            found.setdefault("first_name", found.pop("last_name"))
        return {f"{self.role}.{name}": said for name, said in found.items()}

    def show(self, *, on: bool) -> None:
        for field in self.fields.values():
            field.setVisible(on)


class OfficersStep(Step):
    """The person at this computer with their office, and the other officers as far as they are known."""

    name, title = mark("Officers"), mark("Who are the officers?")
    lead = mark("They are entered in the register at once. Each can be given an account later.")

    def __init__(self) -> None:
        super().__init__()
        self.own, self.phone = TextField("", longest=100), TextField("", longest=20)
        self.office: ChoiceField[str] = ChoiceField("")
        self.officers = {role: _Officer(role) for role in OFFICES}
        self._heads = {role: Label("", "strong") for role in OFFICES}
        self.fields = {"own.first_name": self.own, "own.phone": self.phone}
        self.column.addLayout(columns([self.own, self.phone, self.office]))
        for role, officer in self.officers.items():
            self.fields |= officer.fields
            self.column.addSpacing(theme.UNIT)
            self.column.addWidget(self._heads[role])
            self.column.addLayout(columns([officer.name, officer.phone, officer.email]))
        self.office.changed.connect(self._shape)
        self.retranslate()
        self.office.set_value("treasurer")
        self._shape()

    def founder(self) -> OfficerDraft:
        """Return the person at this computer as an officer."""
        typed = _Officer(self.office.value() or "leader")
        typed.name.set_value(self.own.value())
        typed.phone.set_value(self.phone.value())
        return typed.draft()

    @override
    def complete(self) -> bool:
        mine = {f"own.{name}": said for name, said in self.founder().problems().items()}
        problems = mine | {"own.first_name": mine.get("own.first_name") or mine.get("own.last_name", "")}
        for officer in self._others():
            if not officer.is_empty() or officer.role == "leader":
                problems |= officer.problems()
        return self.show_problems(problems)

    def added_to(self, draft: ChamaDraft) -> ChamaDraft:
        """Return the draft of the chama with its officers."""
        others = tuple(officer.draft() for officer in self._others() if not officer.is_empty())
        return replace(draft, role=self.founder().role, officers=others)

    @override
    def retranslate(self) -> None:
        self.own.set_label(tr("Your &name"))
        self.own.set_hint(tr("First name and last name."))
        self.phone.set_label(tr("Your &phone"), optional=True)
        self.office.set_label(tr("Your &office"))
        self.office.set_choices([(role, tr(ROLES[role])) for role in OFFICES])
        for role, officer in self.officers.items():
            self._heads[role].setText(tr(ROLES[role]))
            officer.name.set_label(tr("Name"), optional=role != "leader")
            officer.phone.set_label(tr("Phone"), optional=True)
            officer.email.set_label(tr("E-mail"), optional=True)
            for field, word in (
                (officer.name, tr("Name")),
                (officer.phone, tr("Phone")),
                (officer.email, tr("E-mail")),
            ):
                field.control.setAccessibleName(f"{tr(ROLES[role])}: {word}")

    def _others(self) -> list[_Officer]:
        return [officer for role, officer in self.officers.items() if role != self.office.value()]

    def _shape(self) -> None:
        for role, officer in self.officers.items():
            mine = role == self.office.value()
            officer.show(on=not mine)
            self._heads[role].setVisible(not mine)


class AccountStep(Step):
    """E-mail and password of the person at this computer; what is wrong with a password is said while it is typed."""

    name, title = mark("Your account"), mark("Your account on this computer")
    lead = mark("You sign in with it. Others get accounts of their own, so that the books know who did what.")

    def __init__(self, context: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._context = context
        self.email = TextField("", longest=254)
        self.password, self.again = PasswordField(""), PasswordField("")
        self.fields = {"email": self.email, "password": self.password, "again": self.again}
        self.column.addLayout(columns(self.email, self.password, self.again))
        for field in self.fields.values():
            field.setMaximumWidth(420)
        self.password.changed.connect(self._judge)
        self.again.changed.connect(lambda: self.again.set_problem(""))
        self.email.changed.connect(lambda: self.email.set_problem(""))
        self.retranslate()

    def draft(self) -> AccountDraft:
        """Return what was typed."""
        return AccountDraft(self.email.value(), self.password.value(), self.again.value(), self._context())

    @override
    def complete(self) -> bool:
        return self.show_problems(self.draft().problems())

    @override
    def retranslate(self) -> None:
        self.email.set_label(tr("&E-mail address"))
        self.email.set_hint(tr("Only a name to sign in with: nothing is sent to it."))
        self.password.set_label(tr("&Password"))
        self.again.set_label(tr("The same &again"))
        self._judge()

    def _judge(self) -> None:
        typed = self.password.value()
        wrong = self.draft().password_problem() if typed else ""
        self.password.set_problem("")
        if not typed:
            self.password.set_hint(tr("At least 15 characters. Four unrelated words are easy to keep."))
        else:
            self.password.set_hint(wrong or tr("This will do."))
