"""What happened in the sample chama: its meetings, worked out from a seed before anything is posted.

The plan keeps its own figure of what every place holds, so that nobody in it ever pays out what is not there.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from moneypool_desktop.models.domain.dates import add_months
from moneypool_desktop.services.sample.people import SamplePerson, invent

RATES = ((0, 1000), (12, 1500), (24, 2000))
"""From which month of the plan on, how much the monthly dues are, in whole shillings."""
WELFARE = 100
SHARE = 500
_FLOAT = 8_000


@dataclass(frozen=True, slots=True)
class Paid:
    """One amount a member paid: `kind` is a contribution type's code, or fine, or loan."""

    number: str
    kind: str
    amount: int
    method: str
    reference: str
    on: date


@dataclass(frozen=True, slots=True)
class Fined:
    """One fine charged to a member at a meeting."""

    number: str
    code: str
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that left a place: kind expense, loan, transfer or interest (which comes in)."""

    kind: str
    amount: int
    place: str
    on: date
    what: str
    to: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A month of the plan: the meeting's takings, what came after it, fines charged and money moved, in that order."""

    on: date
    takings: tuple[Paid, ...]
    fines: tuple[Fined, ...]
    moves: tuple[Moved, ...]
    later: tuple[Paid, ...]


@dataclass
class _State:
    held: dict[str, int] = field(default_factory=lambda: {"cash": 0, "mobile_money": 0, "bank": 0})
    fines: dict[str, int] = field(default_factory=dict[str, int])
    loans: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    behind: dict[str, int] = field(default_factory=dict[str, int])


class SamplePlan:
    """The whole story of a sample chama: `people`, the first day of its books, and its meetings in order."""

    def __init__(self, *, members: int, months: int, seed: int, until: date) -> None:
        """Work out `months` monthly meetings, the last on or before `until`; the same arguments give the same plan."""
        self._chance = random.Random(seed)  # noqa: S311 - invented payments, not secrets
        last = _first_saturday(until.replace(day=1))
        month = until.replace(day=1) if last <= until else add_months(until.replace(day=1), -1)
        self.books_from = add_months(month, -(months - 1))
        self.people = invent(members, self.books_from - timedelta(days=30), until, self._chance)
        self.until = until
        self._state = _State()
        self.meetings = [self._meeting(index) for index in range(months)]

    def rates(self) -> Iterator[tuple[date, int]]:
        """Yield from which day on the monthly dues are how much."""
        for index, amount in RATES:
            if index < len(self.meetings):
                yield add_months(self.books_from, index), amount

    def _meeting(self, index: int) -> Meeting:
        on = _first_saturday(add_months(self.books_from, index))
        dues = [amount for since, amount in RATES if since <= index][-1]
        takings: list[Paid] = []
        later: list[Paid] = []
        for person in self.people:
            if person.joined <= add_months(self.books_from, index):
                self._pay(person, on, dues, takings, later)
        self._hold(takings)
        fines = tuple(self._fines(on))
        moves = tuple(self._moves(index, on))
        self._hold(later)
        return Meeting(on, tuple(takings), fines, moves, tuple(sorted(later, key=lambda paid: paid.on)))

    def _hold(self, payments: list[Paid]) -> None:
        for paid in payments:
            self._state.held["bank" if paid.method == "bank_transfer" else paid.method] += paid.amount

    def _pay(self, person: SamplePerson, on: date, dues: int, takings: list[Paid], later: list[Paid]) -> None:
        luck = self._chance.random()
        behind = self._state.behind.get(person.number, 0)
        method = self._chance.choices(("cash", "mobile_money", "bank_transfer"), (4, 12, 1))[0]
        amount, day, into = dues, on, takings
        if luck > person.care + 0.12:
            amount = 0
        elif luck > person.care:
            amount = self._chance.choice((dues // 4, dues // 2, dues * 3 // 4)) // 50 * 50
        elif luck > person.care - 0.08 and on + timedelta(days=21) <= self.until:
            day, into, method = on + timedelta(days=self._chance.randrange(9, 20)), later, "mobile_money"
        elif behind and self._chance.random() < 0.55:
            amount = max(0, dues + min(behind, dues * 2))
        elif self._chance.random() < 0.04:
            amount = dues * 2
        self._state.behind[person.number] = behind + dues - amount
        if not amount:
            return
        paid = [("DUES", amount), ("WELFARE", WELFARE)] if self._chance.random() < 0.94 else [("DUES", amount)]
        if self._chance.random() < 0.05:
            paid.append(("SHARES", SHARE * self._chance.randrange(1, 7)))
        paid += self._owed(person.number)
        reference = self._reference(method)
        for kind, part in paid:
            into.append(Paid(person.number, kind, part, method, reference, day))

    def _owed(self, number: str) -> Iterator[tuple[str, int]]:
        fine = self._state.fines.get(number, 0)
        if fine and self._chance.random() < 0.7:
            del self._state.fines[number]
            yield "fine", fine
        instalments = self._state.loans.get(number)
        if instalments and self._chance.random() < 0.93:
            yield "loan", instalments.pop(0)

    def _fines(self, on: date) -> Iterator[Fined]:
        for person in self.people:
            if person.joined > on or self._chance.random() > (1.05 - person.care) * 0.16:
                continue
            code, amount, reason = self._chance.choice(
                (("LATE", 100, "Late for the meeting"), ("ABSENT", 500, "Absent without apology"))
            )
            self._state.fines[person.number] = self._state.fines.get(person.number, 0) + amount
            yield Fined(person.number, code, amount, reason)

    def _moves(self, index: int, on: date) -> Iterator[Moved]:
        held = self._state.held
        if held["cash"] > 1_500:
            yield self._move("expense", 1_500, "cash", on, "Hall hire")
        if index % 6 == 3 and held["cash"] > 650:
            yield self._move("expense", 650, "cash", on, "Stationery, receipt book")
        if held["cash"] > _FLOAT + 1_000:
            yield self._move(
                "transfer", (held["cash"] - _FLOAT) // 500 * 500, "cash", on, "Banked after the meeting", to="bank"
            )
        if held["mobile_money"] > 30_000:
            amount = (held["mobile_money"] - 10_000) // 1_000 * 1_000
            yield self._move("transfer", amount, "mobile_money", on, "Paybill to bank", to="bank")
        if index % 3 == 2:
            yield self._move("interest", max(50, held["bank"] // 400), "bank", on, "Interest on the account")
            if held["bank"] >= 180:
                yield self._move("expense", 180, "bank", on, "Bank charges")
        borrowers = [person.number for person in self.people if self._may_borrow(person, on)]
        wish = self._chance.randrange(8, 31) * 1_000
        if index > 3 and index % 2 == 0 and held["bank"] > wish + 40_000 and borrowers:
            number = self._chance.choice(borrowers)
            self._state.loans[number] = [wish // 10] * 10
            yield self._move("loan", wish, "bank", on, "Loan paid out", number=number)

    def _may_borrow(self, person: SamplePerson, on: date) -> bool:
        # nobody pays a loan out to themselves, and the treasurer is the one who pays out
        owes = bool(self._state.loans.get(person.number))
        return person.care > 0.75 and person.joined < on and person.role != "treasurer" and not owes

    def _move(
        self, kind: str, amount: int, place: str, on: date, what: str, *, to: str = "", number: str = ""
    ) -> Moved:
        held = self._state.held
        held[place] += amount if kind == "interest" else -amount
        if to:
            held[to] += amount
        return Moved(kind, amount, place, on, what, to, number)

    def _reference(self, method: str) -> str:
        if method == "mobile_money":
            return "S" + "".join(self._chance.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=9))
        return f"FT{self._chance.randrange(10**7, 10**8)}" if method == "bank_transfer" else ""


def _first_saturday(month: date) -> date:
    return month + timedelta(days=(5 - month.weekday()) % 7)
