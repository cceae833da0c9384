"""The members register: one row for each member, the group's own numbers kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.names import KinShare, parse_email, parse_shares
from moneypool_desktop.models.domain.phones import display_phone, parse_phone
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import ImportKind, MemberRole
from moneypool_desktop.models.rows.imports import ControlTotal, ImportRow, Known, MemberEntry, RowState
from moneypool_desktop.services.imports.fields import (
    Context,
    Field,
    Planner,
    Value,
    Values,
    read_date,
    read_name,
    read_text,
    text_of,
)
from moneypool_desktop.services.imports.founder import founders_rows
from moneypool_desktop.services.imports.people import number_key, same_person

_ROLES = {
    MemberRole.LEADER: ("chairperson", "chairman", "chairwoman", "chairlady", "chair", "leader", "mwenyekiti"),
    MemberRole.TREASURER: ("treasurer", "mweka hazina", "mhazini"),
    MemberRole.SECRETARY: ("secretary", "katibu"),
}


def _read_phone(text: str, _context: Context) -> Value | Problem:
    phone = parse_phone(text)
    if isinstance(phone, Problem):
        return phone
    shown = display_phone(phone)
    return Value(phone, shown, tidied=shown != text)


def _read_email(text: str, _context: Context) -> Value | Problem:
    email = parse_email(text)
    return email if isinstance(email, Problem) else Value(email, email, tidied=email != text)


def _read_kin(text: str, _context: Context) -> Value | Problem:
    kin = parse_shares(text)
    if isinstance(kin, Problem):
        return kin
    shown = ", ".join(f"{share.relation} {share.percent.normalize():f}" for share in kin)
    return Value(kin, shown, tidied=shown != text)


FIELDS = (
    Field("number", mark("Member number"), ("m no", "mno", "member no", "member number", "membership no",
          "membership number", "no", "number", "namba", "nambari", "namba ya mwanachama", "nambari ya mwanachama"),
          read_text),
    Field("name", mark("Full name"), ("full name", "name", "names", "full names", "member", "member name",
          "name of member", "jina", "jina kamili", "majina", "mwanachama", "jina la mwanachama"),
          read_name, needed=True),
    Field("phone", mark("Phone"), ("phone", "phone no", "phone number", "mobile", "mobile no", "mobile number", "tel",
          "telephone", "telephone no", "cell", "contact", "simu", "namba ya simu", "nambari ya simu"), _read_phone),
    Field("id_number", mark("Identity card"), ("id", "id no", "id number", "national id", "national id no",
          "identity card", "identity no", "kitambulisho", "namba ya kitambulisho", "nambari ya kitambulisho"),
          read_text, private=True),
    Field("joined", mark("Date joined"), ("date joined", "joined", "join date", "joining date", "date of joining",
          "date of admission", "admission date", "member since", "tarehe ya kujiunga", "alijiunga"), read_date),
    Field("email", mark("E-mail"), ("e mail", "email", "e mail address", "email address", "barua pepe"), _read_email),
    Field("position", mark("Position"), ("position", "role", "office", "title", "post", "wadhifa", "cheo", "nafasi"),
          read_text),
    Field("kin", mark("Next of kin"), ("next of kin", "kin", "nok", "beneficiary", "beneficiaries", "nominee",
          "nominees", "mrithi", "warithi", "ndugu wa karibu"), _read_kin),
)  # fmt: skip


def _enter(values: Values, _context: Context) -> tuple[MemberEntry | None, dict[str, str]]:
    position = text_of(values, "position")
    spoken = position.casefold()
    role = next((role for role, words in _ROLES.items() if spoken in words), MemberRole.MEMBER)
    joined = values.get("joined")
    entry = MemberEntry(
        number=text_of(values, "number"),
        name=text_of(values, "name"),
        phone=text_of(values, "phone"),
        id_number=text_of(values, "id_number"),
        joined=joined if isinstance(joined, date) else None,
        email=text_of(values, "email"),
        role=role,
        position=position,
        kin=cast("tuple[KinShare, ...]", values.get("kin") or ()),
    )
    return entry, {}


def _settle(rows: Sequence[ImportRow], known: Known) -> list[ImportRow]:
    founders = [member for member in known.members or () if member.founder]
    own = founders_rows(rows, founders)
    absent = [member for member in founders if member not in own.values()]
    yielding = {number_key(member.number): member for member in absent if not member.moved}
    others = [member for member in known.members or () if not member.founder or (member.moved and member in absent)]
    register = {_who(member.number, member.name, member.phone): member.name for member in others}
    emails = {member.email.casefold(): member.name for member in known.members or () if member.email}
    seen: dict[object, tuple[str, int]] = {}
    settled: list[ImportRow] = []
    for row in rows:
        entry = row.entry
        if row.state not in (RowState.NEW, RowState.RECORDED) or not isinstance(entry, MemberEntry):
            settled.append(row)
            continue
        who, again = _who(entry.number, entry.name, entry.phone), row
        if row.state is RowState.RECORDED:
            seen.setdefault(who, (entry.name, row.line))
        elif who in seen:
            name, line = seen[who]
            again = _again(row, entry, name, note=tr("Same as row {row}", row=line), line=line)
        elif who in register:
            again = _again(row, entry, register[who], note=tr("Already in the register"), line=None)
        elif row.index in own:
            again = replace(row, entry=replace(entry, fills=own[row.index].number),
                            note=tr("Already a member"))  # fmt: skip
        elif entry.number and number_key(entry.number) in yielding:
            name = yielding[number_key(entry.number)].name
            again = replace(row, note=tr("{name} gets another number", name=name))
        if again.state is RowState.NEW and row.index not in own:
            again = _own_email(again, entry, emails)
        if who not in seen and again.state is not RowState.REFUSED:
            seen[who] = (entry.name, row.line)
        settled.append(again)
    return settled


def _own_email(row: ImportRow, entry: MemberEntry, emails: dict[str, str]) -> ImportRow:
    """Refuse an e-mail another member has: people sign in with it, so it names one person."""
    owner = emails.get(entry.email.casefold()) if entry.email else None
    if owner is None:
        emails[entry.email.casefold()] = entry.name
        return row
    sentence = tr("{email} is the e-mail of {name}. Two members cannot share one.", email=entry.email, name=owner)
    return replace(row, state=RowState.REFUSED, problems={"email": sentence})


def _who(number: str, name: str, phone: str) -> object:
    return number_key(number) if number else (name.casefold(), phone)


def _again(row: ImportRow, entry: MemberEntry, name: str, *, note: str, line: int | None) -> ImportRow:
    if same_person(name, entry.name):
        return replace(row, state=RowState.REPEATED if line else RowState.RECORDED, note=note)
    if line is None:
        sentence = tr("{number} is {name} in the register. Give this member another number.",
                      number=entry.number, name=name)  # fmt: skip
    else:
        sentence = tr("{number} is {name} in row {row}. Give this member another number.",
                      number=entry.number, name=name, row=line)  # fmt: skip
    return replace(row, state=RowState.REFUSED, problems={"number": sentence})


def _total(rows: Sequence[ImportRow]) -> tuple[ControlTotal, ...]:
    entries = [row.entry for row in rows if row.state is RowState.NEW and isinstance(row.entry, MemberEntry)]
    figures = (
        ControlTotal("members", tr("Members"), Decimal(len(entries)), count=True),
        ControlTotal("phones", tr("With a phone"), Decimal(sum(bool(e.phone) for e in entries)), count=True),
        ControlTotal("kin", tr("With next of kin"), Decimal(sum(bool(e.kin) for e in entries)), count=True),
    )
    days = sorted(entry.joined for entry in entries if entry.joined)
    if not days:
        return figures
    label = tr("Joined from {first} to {last}", first=formats.date_short(days[0]), last=formats.date_short(days[-1]))
    return (*figures, ControlTotal("joined", label, Decimal(len(days)), count=True))


PLANNER = Planner(
    kind=ImportKind.MEMBERS,
    fields=FIELDS,
    signature=(("name",), ("phone", "id_number", "joined", "email", "position", "kin")),
    enter=_enter,
    settle=_settle,
    total=_total,
)
