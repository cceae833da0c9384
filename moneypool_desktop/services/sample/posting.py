"""Writing the plan of the sample chama into its books, act by act, as its officers would have done it."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, LiteralString
from uuid import UUID, uuid4

from moneypool_desktop import places
from moneypool_desktop.models.domain.dates import add_months
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.sample.people import OFFICES, SamplePerson
from moneypool_desktop.services.sample.plan import Fined, Meeting, Moved, Paid, SamplePlan

if TYPE_CHECKING:
    import psycopg

NAME = "Mfano Self Help Group"
_PROFILE = {
    "name": NAME,
    "short_name": "Mfano",
    "is_sample": True,
    "member_prefix": "SC",
    "registration_number": "SAMPLE/001",
    "location": "Nakuru",
    "contact_phone": "+254700000000",
    "meeting_location": "Mfano Hall",
    "meeting_time": "14:00",
}
_PLACES = {"cash": "1000", "mobile_money": "1010", "bank": "1020"}
_INTEREST = "4200"
_ADD_USER: LiteralString = (
    "insert into app.users (email, phone, first_name, middle_name, last_name, language) values (%s, %s, %s, %s, %s, %s)"
    " returning id"
)
_TYPE: LiteralString = (
    "select row_version, to_jsonb(t) from app.contribution_types t where t.chama_id = %s and t.code = 'DUES'"
)
_OPEN_DUES: LiteralString = (
    "select c.id from app.contributions c join app.chama_members m on m.id = c.member_id"
    " where c.chama_id = %s and c.due_date <= %s and m.role = 'member'"
    " and c.expected_amount > c.actual_amount + c.waived_amount order by c.due_date desc, m.member_number limit 1"
)
_OPEN_FINE: LiteralString = (
    "select f.id from app.fines f join app.chama_members m on m.id = f.member_id"
    " where f.chama_id = %s and m.role = 'member' and f.status = 'charged'"
    " order by f.charged_on, m.member_number limit 1"
)


class SampleBooks:
    """Posts one plan into an empty database; every step is a real act of an officer, with its rights and its trail."""

    def __init__(self, plan: SamplePlan, root: "psycopg.Connection", sign_in: Callable[[UUID], Session]) -> None:
        """`root` is the superuser's connection; `sign_in` opens a session for a person of that database."""
        self._plan = plan
        self._root = root
        self._sign_in = sign_in
        self._chama = uuid4()
        self._officers: dict[str, Session] = {}
        self._members: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    def steps(self) -> Iterator[None]:
        """Do the whole plan, stopping after each act that can be the last before a cancellation."""
        self._found()
        yield
        for person in self._plan.people[len(OFFICES) :]:
            self._act("secretary", "save_member", _person(person))
        self._members = self._ids("select member_number, id from app.chama_members where chama_id = %s")
        self._set_rates()
        yield
        for meeting in self._plan.meetings:
            self._meeting(meeting)
            yield
        self._take_back()
        self._waivers()
        self._lock()
        yield

    def _found(self) -> None:
        leader, *others = self._plan.people
        names = (leader.email, leader.phone, leader.first, leader.middle, leader.last, leader.language)
        row = self._root.execute(_ADD_USER, names).fetchone()
        assert row is not None  # noqa: S101 - returning gives a row
        self._officers["leader"] = self._sign_in(row[0])
        rules = _template(dict(self._plan.rates())[self._plan.books_from])
        founder = {
            "books_from": self._plan.books_from.isoformat(),
            "join_date": leader.joined.isoformat(),
            "officers": [_person(person) | {"role": person.role} for person in others[: len(OFFICES) - 1]],
        }
        self._act("leader", "create_chama", _PROFILE | founder | rules)
        self._root.execute("update app.users set status = 'active' where status = 'pending'")
        for role, user in self._ids("select role, user_id from app.chama_members where chama_id = %s").items():
            if role != "leader":
                self._officers[role] = self._sign_in(UUID(user))
        member = self._ids("select role, id from app.chama_members where chama_id = %s")["leader"]
        kin = {"id": member, "row_version": 1, "next_of_kin": _kin(leader)}
        self._act("secretary", "save_member", kin)
        for table in ("contribution_types", "accounts", "fines_catalogue"):
            self._codes |= self._ids(_BY_CODE[table])

    def _set_rates(self) -> None:
        for since, amount in list(self._plan.rates())[1:]:
            version, row = self._row(_TYPE, (self._chama,))
            change = {"id": row["id"], "row_version": version, "amount": f"{amount}.00"}
            self._act("treasurer", "save_contribution_type", change | {"effective_from": since.isoformat()})
        through = add_months(self._plan.until.replace(day=1), 3)
        self._act("treasurer", "raise_dues", {"through": through.isoformat()})

    def _meeting(self, meeting: Meeting) -> None:
        if meeting.takings:
            self._receive(meeting.on, meeting.takings)
        if meeting.fines:
            lines = [self._fine(fined) for fined in meeting.fines]
            self._act("secretary", "charge_fines", {"date": meeting.on.isoformat(), "lines": lines})
        for moved in meeting.moves:
            self._move(moved)
        for (on, _number), payment in groupby(meeting.later, key=lambda paid: (paid.on, paid.number)):
            self._receive(on, tuple(payment))

    def _receive(self, on: date, payments: Sequence[Paid]) -> dict[str, Any]:
        lines = [self._paid(paid) for paid in payments]
        return self._act("treasurer", "receive", {"date": on.isoformat(), "lines": lines})

    def _paid(self, paid: Paid) -> dict[str, Any]:
        line = {
            "member": self._members[paid.number],
            "kind": paid.kind if paid.kind in {"fine", "loan"} else "contribution",
            "amount": f"{paid.amount}.00",
            "method": paid.method,
            "reference": paid.reference,
        }
        return line if line["kind"] == paid.kind else line | {"type": self._codes[paid.kind]}

    def _fine(self, fined: Fined) -> dict[str, Any]:
        return {
            "member": self._members[fined.number],
            "amount": f"{fined.amount}.00",
            "reason": fined.reason,
            "rule": self._codes[fined.code],
        }

    def _move(self, moved: Moved) -> None:
        place = self._codes[_PLACES[moved.place]]
        what = {"amount": f"{moved.amount}.00", "description": moved.what}
        if moved.kind == "interest":
            line = what | {"type": "interest", "debit": place, "credit": self._codes[_INTEREST]}
            self._act("treasurer", "journal", {"date": moved.on.isoformat(), "lines": [line]})
            return
        method = "bank_transfer" if moved.place == "bank" else moved.place
        paid = what | {"kind": moved.kind, "date": moved.on.isoformat(), "place": place, "method": method}
        if moved.to:
            paid["to"] = self._codes[_PLACES[moved.to]]
        if moved.number:
            paid["member"] = self._members[moved.number]
        self._act("treasurer", "pay_out", paid)

    def _take_back(self) -> None:
        on = self._plan.meetings[-1].on
        wrong = Paid(self._plan.people[-1].number, "DUES", 500, "cash", "", on)
        receipt = self._receive(on, [wrong])["receipts"][0]["id"]
        reason = "Entered for the wrong member"
        self._act("treasurer", "reverse", {"receipts": [receipt], "reason": reason, "date": on.isoformat()})

    def _waivers(self) -> None:
        if due := self._open_due():
            ask = {"of": "contribution", "id": due, "reason": "In hospital; agreed by the meeting"}
            asked = self._act("secretary", "request_waiver", ask)
            self._act("leader", "decide", {"approval": asked["approval"], "approve": True, "note": "Agreed"})
        fine = self._root.execute(_OPEN_FINE, (self._chama,)).fetchone()
        if fine:
            ask = {"of": "fine", "id": str(fine[0]), "reason": "The apology reached us late"}
            self._act("secretary", "request_waiver", ask)
        elif due := self._open_due():
            ask = {"of": "contribution", "id": due, "reason": "A death in the family"}
            self._act("secretary", "request_waiver", ask)

    def _open_due(self) -> str | None:
        found = self._root.execute(_OPEN_DUES, (self._chama, self._plan.until)).fetchone()
        return str(found[0]) if found else None

    def _lock(self) -> None:
        if len(self._plan.meetings) > 2:
            month = self._plan.meetings[-3].on.replace(day=1)
            self._act("treasurer", "lock_month", {"month": month.isoformat(), "note": "Checked against the bank"})

    def _act(self, officer: str, function: str, payload: dict[str, Any]) -> dict[str, Any]:
        from psycopg.types.json import Jsonb

        return self._officers[officer].act(function, (self._chama, uuid4(), Jsonb(payload)))

    def _ids(self, sql: LiteralString) -> dict[str, str]:
        return {str(name): str(value) for name, value in self._root.execute(sql, (self._chama,)).fetchall()}

    def _row(self, sql: LiteralString, params: Sequence[object]) -> tuple[Any, ...]:
        row = self._root.execute(sql, params).fetchone()
        assert row is not None  # noqa: S101 - the row was made a moment ago
        return row


_BY_CODE: dict[str, LiteralString] = {
    "contribution_types": "select code, id from app.contribution_types where chama_id = %s",
    "accounts": "select code, id from app.accounts where chama_id = %s",
    "fines_catalogue": "select code, id from app.fines_catalogue where chama_id = %s",
}


def _person(person: SamplePerson) -> dict[str, Any]:
    return {
        "number": person.number,
        "first_name": person.first,
        "middle_name": person.middle,
        "last_name": person.last,
        "phone": person.phone,
        "email": person.email,
        "language": person.language,
        "join_date": person.joined.isoformat(),
        "next_of_kin": _kin(person),
    }


def _kin(person: SamplePerson) -> list[dict[str, Any]]:
    return [{"relation": relation, "share_pct": str(share)} for relation, share in person.kin]


def _template(dues: int) -> dict[str, Any]:
    shipped = json.loads(places.resource("templates", "savings.json").read_text("utf-8"))
    for contribution in shipped["types"]:
        if contribution["code"] == "DUES":
            contribution["amount"] = f"{dues}.00"
    lists = ("funds", "accounts", "types", "fines", "constitution", "settings")
    return shipped["chama"] | {name: shipped[name] for name in lists}
