"""The ledger itself: what it refuses whoever asks, what it books exactly once, and the identities it never loses."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from moneypool_desktop.services import audit
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded

DAY = "2026-03-07"


def line(chama: Founded, who: str = MEMBER, amount: str = "2000.00", kind: str = "DUES") -> dict[str, Any]:
    return {"member": str(chama.member(who)), "type": str(chama.types[kind]), "amount": amount}


def receive(
    chama: Founded, *lines: dict[str, Any], on: str = DAY, key: UUID | None = None, **more: object
) -> dict[str, Any]:
    payload = {"date": on, "method": "cash", "lines": list(lines) or [line(chama)], **more}
    return chama.act(TREASURER, "receive", payload, key)


def pay_out(chama: Founded, amount: str, on: str, key: UUID | None = None) -> dict[str, Any]:
    payload = {
        "kind": "expense",
        "date": on,
        "amount": amount,
        "place": str(chama.places["cash"]),
        "description": "Hall",
    }
    return chama.act(TREASURER, "pay_out", payload, key)


def fine(chama: Founded, who: str = MEMBER, amount: str = "200.00") -> UUID:
    fined = {"member": str(chama.member(who)), "amount": amount, "reason": "Late for the meeting"}
    return UUID(chama.act(TREASURER, "charge_fines", {"date": DAY, "lines": [fined]})["fines"][0]["id"])


def code_of(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def sound(chama: Founded) -> None:
    """Every identity of the ledger agrees and the chain is whole."""
    assert not [identity for identity in audit.check(chama.books()) if not identity.agrees]
    assert audit.verify(chama.books()).whole


# what nobody may do


def refused_code(root: psycopg.Connection, *statements: str) -> str:
    """The code with which the database refuses the last of some statements, done as its superuser."""
    try:
        with root.transaction():
            for statement in statements:
                root.execute(statement)
    except psycopg.Error as refused:
        return refused.sqlstate or ""
    return "done"


def test_entries_that_do_not_balance_are_refused_even_of_the_owner_of_the_server(
    chama: Founded, root: psycopg.Connection
) -> None:
    receive(chama)
    one_side = (
        "insert into app.ledger_entries (transaction_id, line, chama_id, account_id, debit, balance_after,"
        " account_entry) select transaction_id, 9, chama_id, account_id, 5, 5, 99 from app.ledger_entries limit 1"
    )
    assert refused_code(root, one_side) == "MP417"
    assert refused_code(root, "set local session_replication_role = replica", one_side) == "MP417"


def test_a_transaction_without_entries_is_refused_at_commit(chama: Founded, root: psycopg.Connection) -> None:
    receive(chama)
    with pytest.raises(psycopg.Error) as refused, root.transaction():
        root.execute(
            "insert into app.transactions (id, chama_id, transaction_type, transaction_number, amount, payment_date)"
            " select app.uuid_v7_on(%s::date), chama_id, 'adjustment', 'T-999999', 5, %s from app.transactions limit 1",
            (DAY, DAY),
        )
    assert refused.value.sqlstate == "MP417"


@pytest.mark.parametrize("table", ["transactions", "ledger_entries", "audit_logs", "reversals"])
@pytest.mark.parametrize("mode", ["origin", "replica"])
def test_posted_rows_are_never_changed_removed_or_truncated_even_by_the_owner_of_the_server(
    chama: Founded, root: psycopg.Connection, table: str, mode: str
) -> None:
    made = receive(chama)
    chama.act(TREASURER, "reverse", {"receipts": [made["receipts"][0]["id"]], "reason": "Wrong member"})
    for change in (
        f"update app.{table} set chama_id = gen_random_uuid()",
        f"delete from app.{table}",
        f"truncate app.{table} cascade",
    ):
        assert refused_code(root, f"set local session_replication_role = {mode}", change) == "MP420", change


def test_a_reversed_transaction_is_never_made_good_again(chama: Founded, root: psycopg.Connection) -> None:
    made = receive(chama)
    chama.act(TREASURER, "reverse", {"receipts": [made["receipts"][0]["id"]], "reason": "Wrong member"})
    with pytest.raises(psycopg.Error) as refused:
        root.execute("update app.transactions set status = 'confirmed' where status = 'reversed'")
    assert refused.value.sqlstate == "MP420"


def test_a_computer_writes_no_table_itself(chama: Founded) -> None:
    with psycopg.connect(chama.device_url, autocommit=True) as computer:
        for statement in (
            "insert into app.transactions default values",
            "update app.accounts set balance = 1",
            "delete from app.ledger_entries",
            "select ledger.mark_changed(gen_random_uuid(), '{}')",
        ):
            with pytest.raises(psycopg.Error) as refused:
                computer.execute(statement)  # pyright: ignore[reportArgumentType]
            assert refused.value.sqlstate in {"42501", "28000"}, statement


# exactly once


def test_ten_parallel_twins_are_booked_once(chama: Founded) -> None:
    key, start = uuid4(), threading.Barrier(10)

    def twin(_: int) -> dict[str, Any]:
        start.wait()
        return receive(chama, key=key)

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(twin, range(10)))
    assert len({answer["receipts"][0]["id"] for answer in answers}) == 1
    assert sum("replayed" in answer for answer in answers) == 9
    sound(chama)


def test_the_same_key_for_something_else_is_refused_and_the_first_stands(chama: Founded) -> None:
    key = uuid4()
    first = receive(chama, key=key)
    assert code_of(receive, chama, line(chama, amount="1.00"), key=key) == "MP409"
    assert receive(chama, key=key)["receipts"] == first["receipts"]


def test_numbers_have_no_gap_after_refusals(chama: Founded, root: psycopg.Connection) -> None:
    for amount in ("2000.00", "NaN", "1500.00", "10.999", "500.00"):
        try:
            receive(chama, line(chama, amount=amount))
        except Refused:
            assert code_of(pay_out, chama, "999999.00", DAY) == "MP412"
    numbers = root.execute("select transaction_number from app.transactions order by 1").fetchall()
    receipts = root.execute("select number from app.receipts order by 1").fetchall()
    assert [number for (number,) in numbers] == ["T-000001", "T-000002", "T-000003"]
    assert [number for (number,) in receipts] == ["R-0001", "R-0002", "R-0003"]


# what is refused with its own code


@pytest.mark.parametrize(
    "amount", ["NaN", "10.999", "9" * 40, "-5", "0", "1e3", "٣٠٠", "", "Infinity", "0x10", "1 000", "10000000000000.00"]
)
def test_an_amount_that_is_no_money_is_refused_and_nothing_is_kept(
    chama: Founded, root: psycopg.Connection, amount: str
) -> None:
    assert code_of(receive, chama, line(chama), line(chama, OTHER, amount)) == "MP411"
    assert code_of(pay_out, chama, amount, DAY) == "MP411"
    assert root.execute("select count(*) from app.transactions").fetchone() == (0,)


def test_a_locked_month_takes_nothing_and_a_second_person_opens_it(chama: Founded) -> None:
    made = receive(chama)
    chama.act(TREASURER, "lock_month", {"month": "2026-03-01"})
    assert code_of(receive, chama) == "MP410"
    assert code_of(receive, chama, on="2026-02-28") == "MP410"
    assert code_of(pay_out, chama, "1.00", "2026-03-31") == "MP410"
    reversal = {"receipts": [made["receipts"][0]["id"]], "reason": "Wrong member", "date": DAY}
    assert code_of(chama.act, TREASURER, "reverse", reversal) == "MP410"
    receive(chama, on="2026-04-01")
    asked = chama.act(TREASURER, "request_unlock", {"month": "2026-03-01", "reason": "A receipt was found"})
    deciding = {"approval": asked["approval"], "approve": True}
    assert code_of(chama.act, TREASURER, "decide", deciding) == "MP413"
    chama.act(LEADER, "decide", deciding)
    receive(chama)
    sound(chama)


def test_no_place_ever_held_less_than_nothing_on_any_day(chama: Founded) -> None:
    receive(chama, on="2026-03-10")
    pay_out(chama, "1500.00", "2026-03-20")
    assert code_of(pay_out, chama, "600.00", "2026-03-30") == "MP412"
    assert code_of(pay_out, chama, "100.00", "2026-03-09") == "MP412"
    pay_out(chama, "500.00", "2026-03-10")
    sound(chama)


def test_taking_back_money_that_was_spent_since_is_refused(chama: Founded) -> None:
    made = receive(chama)
    pay_out(chama, "1500.00", "2026-03-20")
    reversal = {"receipts": [made["receipts"][0]["id"]], "reason": "Wrong member", "date": "2026-03-21"}
    assert code_of(chama.act, TREASURER, "reverse", reversal) == "MP412"


def test_a_transaction_is_taken_back_once_and_a_reversal_never(chama: Founded, root: psycopg.Connection) -> None:
    made = receive(chama)
    reversal = {"receipts": [made["receipts"][0]["id"]], "reason": "Wrong member"}
    chama.act(TREASURER, "reverse", reversal)
    keys = [str(key) for (key,) in root.execute("select id from app.transactions order by id").fetchall()]
    for key in keys:
        again = {"transactions": [key], "reason": "Once more"}
        assert code_of(chama.act, TREASURER, "reverse", again) == "MP414"
    sound(chama)


def test_nobody_pays_or_takes_back_what_concerns_only_themselves(chama: Founded) -> None:
    made = receive(chama, line(chama, TREASURER))
    reversal = {"receipts": [made["receipts"][0]["id"]], "reason": "Wrong member"}
    assert code_of(chama.act, TREASURER, "reverse", reversal) == "MP413"
    withdrawal = {"kind": "withdrawal", "date": DAY, "amount": "100.00", "place": str(chama.places["cash"]),
                  "member": str(chama.member(TREASURER))}  # fmt: skip
    assert code_of(chama.act, TREASURER, "pay_out", withdrawal) == "MP413"


def test_a_waiver_needs_a_second_person_whom_it_does_not_concern(chama: Founded) -> None:
    charged = fine(chama, LEADER)
    ask = {"of": "fine", "id": str(charged), "amount": "150.00", "reason": "She was ill"}
    asked = chama.act(SECRETARY, "request_waiver", ask)["approval"]
    assert code_of(chama.act, SECRETARY, "request_waiver", ask) == "MP420"
    deciding = {"approval": asked, "approve": True}
    assert [code_of(chama.act, role, "decide", deciding) for role in (SECRETARY, LEADER, MEMBER)] == [
        "MP413", "MP413", "MP403",
    ]  # fmt: skip
    chama.act(TREASURER, "decide", deciding)
    assert code_of(chama.act, TREASURER, "decide", deciding) == "MP420"
    sound(chama)


@pytest.mark.parametrize("role", [LEADER, SECRETARY, MEMBER])
def test_only_who_may_receive_money_receives_it(chama: Founded, role: str) -> None:
    payload = {"date": DAY, "method": "cash", "lines": [line(chama)]}
    assert code_of(chama.act, role, "receive", payload) == "MP403"


def test_tomorrow_is_refused(chama: Founded) -> None:
    assert code_of(receive, chama, on=str(date(2999, 1, 1))) == "MP418"


# the identities


def test_a_reversed_payment_frees_its_dues_for_other_money(chama: Founded, root: psycopg.Connection) -> None:
    chama.act(TREASURER, "raise_dues", {"through": "2026-04-30"})
    first = receive(chama, on="2026-01-03")
    receive(chama, line(chama, amount="5000.00"), on="2026-02-07")
    chama.act(TREASURER, "reverse", {"receipts": [first["receipts"][0]["id"]], "reason": "Cheque returned"})
    met = root.execute(
        "select actual_amount from app.contributions where member_id = %s and type_id = %s order by due_date",
        (chama.member(MEMBER), chama.types["DUES"]),
    ).fetchall()
    # the second payment first met February on; what January lost is met by what was still free of it, then stays open
    assert sum(amount for (amount,) in met) == Decimal(5000)
    sound(chama)


def test_postings_of_eight_people_at_once_keep_every_identity(chama: Founded) -> None:
    chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})
    receive(chama, line(chama, OTHER, "50000.00"), on="2026-01-01")

    def work(number: int) -> None:
        for step in range(4):
            who = (LEADER, SECRETARY, MEMBER, OTHER)[(number + step) % 4]
            made = receive(chama, line(chama, who, "700.00"), line(chama, who, "60.00", "WELFARE"), on="2026-02-07")
            pay_out(chama, "10.00", "2026-02-08")
            if step % 2:
                reversal = {"receipts": [made["receipts"][0]["id"]], "reason": "Wrong member", "date": "2026-02-09"}
                chama.act(TREASURER, "reverse", reversal)
            fine(chama, who)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    sound(chama)


def test_a_connection_cut_in_the_middle_of_a_posting_books_nothing_or_all(
    chama: Founded, root: psycopg.Connection
) -> None:
    key = uuid4()
    with psycopg.connect(make_conninfo(chama.device_url)) as computer:
        computer.execute("select set_config('app.session_token', %s, true)", (chama.sessions[TREASURER].token,))
        payload = psycopg.types.json.Jsonb({"date": DAY, "method": "cash", "lines": [line(chama)]})
        computer.execute("select api.receive(%s, %s, %s)", (chama.id, key, payload))
        root.execute("select pg_terminate_backend(%s)", (computer.info.backend_pid,))
        with pytest.raises(psycopg.OperationalError):
            computer.execute("select 1")
    assert root.execute("select count(*) from app.transactions").fetchone() == (0,)
    assert receive(chama, key=key)["receipts"][0]["number"] == "R-0001"
    sound(chama)
