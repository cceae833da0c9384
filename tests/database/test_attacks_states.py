"""Any sequence of imports, payouts, loans, journals, reversals and locks keeps the ledger, the members' figures and the
statements one and the same."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import psycopg
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from moneypool_desktop.services import audit, statements
from tests.database.books import LEADER, Founded
from tests.database.test_ledger_states import AMOUNTS, DAYS, KINDS, PAYERS, Treasury

FIGURES = """
select m.member_number from app.chama_members m
cross join lateral (
    select coalesce(sum(x.net) filter (where x.purpose in ('savings', 'shares', 'welfare')
            and x.kind in ('contribution', 'adjustment', 'transfer')), 0) as contributed,
        coalesce(sum(x.net) filter (where x.purpose in ('savings', 'shares')), 0) as held,
        coalesce(-sum(x.net) filter (where x.purpose = 'loans_receivable'), 0) as loans,
        coalesce(-sum(x.net) filter (where x.purpose = 'fines_receivable'), 0) as fines
    from (
        select e.credit - e.debit as net, a.purpose, t.transaction_type as kind
        from app.ledger_entries e
        join app.accounts a on a.id = e.account_id and a.per_member
        join app.transactions t on t.id = e.transaction_id
        where e.member_id = m.id
    ) x
) s
where (m.total_contributions, m.current_balance, m.outstanding_loans, m.penalty_balance)
    <> (s.contributed, s.held, s.loans, s.fines)
"""
CONTROL = "select coalesce(sum(balance), 0) from app.accounts where chama_id = %s and purpose = %s"


class Bookkeeper(Treasury):
    """A treasurer with every act on money at hand."""

    root: psycopg.Connection

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[str] = []
        self.fresh = 0

    @rule(who=PAYERS, amount=AMOUNTS, day=DAYS, kind=st.sampled_from(["withdrawal", "loan"]))
    def hand_out(self, who: str, amount: Decimal, day: date, kind: str) -> None:
        paid = {"kind": kind, "member": str(self.chama.member(who)), "place": str(self.chama.places["cash"])}
        self._act("pay_out", paid | {"amount": f"{amount:.2f}", "date": day.isoformat(), "method": "cash"})

    @rule(amount=AMOUNTS, day=DAYS)
    def carry_to_the_bank(self, amount: Decimal, day: date) -> None:
        moved = {"kind": "transfer", "place": str(self.chama.places["cash"]), "to": str(self.chama.places["bank"])}
        self._act("pay_out", moved | {"amount": f"{amount:.2f}", "date": day.isoformat()})

    @rule(who=PAYERS, amount=AMOUNTS, day=DAYS)
    def repay(self, who: str, amount: Decimal, day: date) -> None:
        line = {"member": str(self.chama.member(who)), "kind": "loan", "amount": f"{amount:.2f}"}
        self._act("receive", {"date": day.isoformat(), "method": "cash", "lines": [line]})

    @rule(who=PAYERS, amount=AMOUNTS, day=DAYS, kind=st.sampled_from(["interest", "fee", "adjustment"]))
    def journal(self, who: str, amount: Decimal, day: date, kind: str) -> None:
        savings = self.root.execute(
            "select id::text from app.accounts where chama_id = %s and purpose = 'savings'", (self.chama.id,)
        ).fetchone()
        assert savings
        bank = str(self.chama.places["bank"])
        sides = {"debit": savings[0], "credit": bank} if kind == "fee" else {"debit": bank, "credit": savings[0]}
        line = {"type": kind, "member": str(self.chama.member(who)), "amount": f"{amount:.2f}", "description": "d"}
        self._act("journal", {"date": day.isoformat(), "lines": [line | sides]})

    @rule(who=PAYERS, kind=KINDS, amount=AMOUNTS, day=DAYS, rows=st.integers(1, 4))
    def bring_in(self, who: str, kind: str, amount: Decimal, day: date, rows: int) -> None:
        line: dict[str, Any] = {"member": str(self.chama.member(who)), "type": str(self.chama.types[kind])}
        line |= {"amount": f"{amount:.2f}", "date": day.isoformat(), "method": "mobile_money"}
        sent = {"file_name": "f.csv", "file_hash": "00", "lines": [line] * rows, "rows": []}
        for n in range(rows):
            sent["rows"].append({"line": n + 2, "hash": uuid4().hex * 2, "occurrence": 1, "raw": "x"})
        made = self._act("import_contributions", sent)
        self.batches += [made["batch"]] if made else []

    @rule(pick=st.integers(0, 1000))
    def take_the_import_back(self, pick: int) -> None:
        if self.batches:
            self._act("reverse_import", {"batch": self.batches[pick % len(self.batches)], "reason": "Wrong file"})

    @rule(pick=st.integers(0, 1000), amount=AMOUNTS, day=DAYS)
    def pay_one_fine(self, pick: int, amount: Decimal, day: date) -> None:
        if self.fines:
            fine = self.fines[pick % len(self.fines)]
            owes = self.root.execute("select member_id::text from app.fines where id = %s", (fine,)).fetchone()
            assert owes
            line = {"member": owes[0], "kind": "fine", "fine": fine, "amount": f"{amount:.2f}"}
            self._act("receive", {"date": day.isoformat(), "method": "cash", "lines": [line, line | {"fine": None}]})

    @rule(month=st.integers(1, 3))
    def lock(self, month: int) -> None:
        self._act("lock_month", {"month": f"2026-{month:02}-01"})

    @rule(amount=AMOUNTS, day=st.dates(date(2026, 9, 1), date(2027, 6, 1)))
    def new_amount(self, amount: Decimal, day: date) -> None:
        kind = str(self.chama.types["DUES"])
        version = self.root.execute("select row_version from app.contribution_types where id = %s", (kind,)).fetchone()
        assert version
        changed = {"id": kind, "row_version": version[0], "amount": f"{amount:.2f}", "effective_from": day.isoformat()}
        self._act("save_contribution_type", changed, LEADER)

    @invariant()
    def what_members_are_said_to_hold_is_what_the_entries_say(self) -> None:
        assert self.root.execute(FIGURES).fetchall() == []

    def teardown(self) -> None:
        books = self.chama.books()
        each = statements.preview(books, None, date(2026, 1, 1), date(2026, 11, 23))
        for purpose in ("savings", "shares"):
            control = self.root.execute(CONTROL, (self.chama.id, purpose)).fetchone()
            assert control
            assert sum(getattr(one, purpose).amount for one in each) == control[0]
        assert audit.verify(books).whole


def test_any_sequence_of_acts_on_money_keeps_every_figure_one_and_the_same(
    chama: Founded, root: psycopg.Connection
) -> None:
    machine = type("BookkeeperHere", (Bookkeeper,), {"chama": chama, "root": root})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
