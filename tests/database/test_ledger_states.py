"""Any sequence of acts, allowed or refused, keeps every identity of the ledger."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from moneypool_desktop.services import audit
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded

KNOWN = {"MP410", "MP412", "MP413", "MP414", "MP418", "MP420", "MP421"}
PAYERS = st.sampled_from([LEADER, SECRETARY, MEMBER, OTHER])
AMOUNTS = st.decimals(Decimal("0.01"), Decimal(9000), places=2)
DAYS = st.dates(date(2026, 1, 1), date(2026, 10, 31))
KINDS = st.sampled_from(["DUES", "WELFARE", "SHARES"])


class Treasury(RuleBasedStateMachine):
    """A treasurer who does anything in any order; what the books refuse must leave no trace."""

    chama: Founded

    def __init__(self) -> None:
        super().__init__()
        self.receipts: list[str] = []
        self.fines: list[str] = []
        self.waivers: list[str] = []

    @rule(who=PAYERS, kind=KINDS, amount=AMOUNTS, day=DAYS, method=st.sampled_from(["cash", "bank_transfer"]))
    def receive(self, who: str, kind: str, amount: Decimal, day: date, method: str) -> None:
        line = {"member": str(self.chama.member(who)), "type": str(self.chama.types[kind]), "amount": f"{amount:.2f}"}
        made = self._act("receive", {"date": day.isoformat(), "method": method, "lines": [line]})
        self.receipts += [receipt["id"] for receipt in made.get("receipts", ())]

    @rule(who=PAYERS, amount=AMOUNTS, day=DAYS)
    def pay_a_fine(self, who: str, amount: Decimal, day: date) -> None:
        line = {"member": str(self.chama.member(who)), "kind": "fine", "amount": f"{amount:.2f}"}
        made = self._act("receive", {"date": day.isoformat(), "method": "cash", "lines": [line]})
        self.receipts += [receipt["id"] for receipt in made.get("receipts", ())]

    @rule(who=PAYERS, amount=AMOUNTS, day=DAYS)
    def fine(self, who: str, amount: Decimal, day: date) -> None:
        line = {"member": str(self.chama.member(who)), "amount": f"{amount:.2f}", "reason": "Late for the meeting"}
        made = self._act("charge_fines", {"date": day.isoformat(), "lines": [line]})
        self.fines += [fine["id"] for fine in made.get("fines", ())]

    @rule(place=st.sampled_from(["cash", "bank"]), amount=AMOUNTS, day=DAYS)
    def spend(self, place: str, amount: Decimal, day: date) -> None:
        spent = {"kind": "expense", "place": str(self.chama.places[place]), "description": "Hall hire"}
        self._act("pay_out", spent | {"amount": f"{amount:.2f}", "date": day.isoformat()})

    @rule(pick=st.integers(0, 1000))
    def take_back(self, pick: int) -> None:
        if self.receipts:
            chosen = self.receipts[pick % len(self.receipts)]
            self._act("reverse", {"receipts": [chosen], "reason": "Wrong member"})

    @rule(pick=st.integers(0, 1000))
    def take_back_a_fine(self, pick: int) -> None:
        if self.fines:
            chosen = self.fines[pick % len(self.fines)]
            self._act("reverse", {"transactions": [chosen], "reason": "She had sent an apology"})

    @rule(month=st.integers(1, 12))
    def raise_dues(self, month: int) -> None:
        self._act("raise_dues", {"through": f"2026-{month:02}-28"})

    @rule(pick=st.integers(0, 1000), part=st.integers(1, 100))
    def ask_for_a_waiver(self, pick: int, part: int) -> None:
        dues = self.chama.sessions[TREASURER].read(
            "select id, expected_amount from app.contributions where chama_id = %s order by due_date, id",
            (self.chama.id,),
        )
        things: list[tuple[str, UUID | str, Decimal]] = [("contribution", key, amount) for key, amount in dues]
        things += [("fine", key, Decimal(200)) for key in self.fines]
        if things:
            of, key, amount = things[pick % len(things)]
            wanted = max(Decimal("0.01"), (amount * part / 100).quantize(Decimal("0.01")))
            asked = {"of": of, "id": str(key), "amount": f"{wanted:.2f}", "reason": "She was ill"}
            made = self._act("request_waiver", asked)
            self.waivers += [made["approval"]] if "approval" in made else []

    @rule(approve=st.booleans())
    def decide(self, approve: bool) -> None:
        if self.waivers:
            self._act("decide", {"approval": self.waivers.pop(), "approve": approve}, LEADER)

    @invariant()
    def every_identity_holds(self) -> None:
        wrong = [identity for identity in audit.check(self.chama.books()) if not identity.agrees]
        assert not wrong

    def _act(self, function: str, payload: dict[str, Any], role: str = TREASURER) -> dict[str, Any]:
        try:
            return self.chama.act(role, function, payload)
        except Refused as refused:
            if refused.code not in KNOWN:
                raise
            return {}


def test_any_sequence_of_acts_keeps_every_identity(chama: Founded) -> None:
    machine = type("TreasuryHere", (Treasury,), {"chama": chama})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert audit.verify(chama.books()).whole


def test_the_machine_does_reach_what_it_is_meant_to(chama: Founded) -> None:
    """The acts of the machine are understood by the books: none of them is refused for its form."""
    machine = type("TreasuryHere", (Treasury,), {"chama": chama})()
    day = date(2026, 3, 7)
    machine.raise_dues(6)
    machine.receive(MEMBER, "DUES", Decimal(2500), day, "cash")
    machine.fine(MEMBER, Decimal(200), day)
    machine.pay_a_fine(MEMBER, Decimal(50), day)
    machine.ask_for_a_waiver(3, 50)
    machine.decide(approve=True)
    machine.spend("cash", Decimal(100), day)
    assert (len(machine.receipts), len(machine.fines), len(machine.waivers)) == (2, 1, 0)
    machine.take_back(1)
    machine.every_identity_holds()
