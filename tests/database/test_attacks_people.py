"""Rights nobody gives themselves, records nobody reaches, and two people at once: one comes after the other."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from moneypool_desktop.services.failures import Failure, Refused
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, STRANGER, TREASURER, Founded, one, refused
from tests.database.test_ledger import DAY, fine, line, receive, sound


@pytest.fixture(autouse=True)
def whole_afterwards(chama: Founded) -> Iterator[None]:
    yield
    sound(chama)


def at_once(*acts: Callable[[], dict[str, Any]]) -> list[str]:
    """Every act at the same moment; what became of each: done, or the code of its refusal."""

    def tried(act: Callable[[], dict[str, Any]]) -> str:
        try:
            act()
        except Failure as failure:
            return failure.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(tried, acts))


def due(root: psycopg.Connection, chama: Founded, who: str = MEMBER) -> UUID:
    chama.act(TREASURER, "raise_dues", {"through": "2026-03-31"})
    return one(root, "select id from app.contributions where member_id = %s and type_id = %s order by due_date limit 1",
               chama.member(who), chama.types["DUES"])  # fmt: skip


def waiver(chama: Founded, of: UUID, kind: str = "contribution", **more: str) -> dict[str, Any]:
    asked = {"of": kind, "id": str(of), "reason": "She was ill"} | more
    return {"approval": chama.act(SECRETARY, "request_waiver", asked)["approval"], "approve": True}


# records out of reach


def test_a_stranger_is_not_drawn_into_a_chama_to_read_their_record(chama: Founded, root: psycopg.Connection) -> None:
    """Whoever founds a group manages its accounts; nobody may be put into it to be managed, or seen."""
    victim = chama.users[MEMBER]
    found = chama.sessions[STRANGER].act(
        "auth.add_user", (Jsonb({"email": "daniel@umoja.example", "first_name": "D"}),)
    )
    assert str(found) == str(victim)  # an id is no secret
    with pytest.raises(Refused) as failure:
        chama.books(STRANGER).act("save_member", {"link": str(victim), "first_name": "x"}, None)
    assert failure.value.code == "MP404"
    new = {"name": "Trap", "short_name": "Trap", "books_from": "2026-01-01", "funds": [], "accounts": [], "types": []}
    officers = [{"role": "member", "link": str(victim), "first_name": "x"}]
    with pytest.raises(Refused):
        chama.sessions[STRANGER].act("create_chama", (uuid4(), uuid4(), Jsonb(new | {"officers": officers})))
    assert chama.sessions[STRANGER].read("select 1 from app.users where id = %s", (victim,)) == []


def test_a_leader_of_two_chamas_takes_a_member_of_one_into_the_other(chama: Founded, root: psycopg.Connection) -> None:
    root.execute(
        "insert into app.chama_members (chama_id, user_id, role, member_number, join_date)"
        " values (%s, %s, 'leader', 'J-002', '2026-01-01')",
        (chama.other_chama, chama.users[LEADER]),
    )
    linked = {"link": str(chama.users[MEMBER]), "first_name": "Daniel"}
    sent = (chama.other_chama, uuid4(), Jsonb(linked))
    assert chama.sessions[LEADER].act("save_member", sent)["user"] == str(chama.users[MEMBER])
    with pytest.raises(Refused) as failure:
        chama.sessions[LEADER].act("save_member", (chama.other_chama, uuid4(), Jsonb(linked)))
    assert failure.value.code == "MP416"


def test_an_import_that_brought_officers_is_taken_back_by_who_may_remove_them(
    chama: Founded, root: psycopg.Connection
) -> None:
    rows = [{"line": 2, "hash": "aa" * 32, "occurrence": 1, "raw": "x", "entity": str(uuid4())}]
    new = {"line": 2, "member": rows[0]["entity"], "person": str(uuid4()), "number": "M-090", "first_name": "Ann"}
    sent = {"file_name": "f.csv", "file_hash": "00", "rows": rows, "members": [new | {"role": "leader"}]}
    batch = chama.act(SECRETARY, "import_members", sent)["batch"]
    assert one(root, "select role from app.chama_members where id = %s", new["member"]) == "member"
    root.execute("update app.chama_members set role = 'leader' where id = %s", (new["member"],))
    refused("MP403", chama, SECRETARY, "reverse_import", {"batch": batch, "reason": "Wrong file"})
    root.execute("update app.chama_members set role = 'member' where id = %s", (new["member"],))
    chama.act(SECRETARY, "reverse_import", {"batch": batch, "reason": "Wrong file"})


def test_what_a_member_sends_with_a_statement_does_not_fill_the_audit(chama: Founded, root: psycopg.Connection) -> None:
    """Dates and members are written down, and nothing else that somebody would like to have there."""
    own = {"members": [str(chama.member(MEMBER))] * 3, "from": DAY, "to": DAY}
    made = chama.act(MEMBER, "number_statements", own | {"more": "x" * 100000})
    assert len(made["numbers"]) == 1
    assert one(root, "select next_value from app.number_sequences where chama_id = %s and kind = 'statement'",
               chama.id) == 2  # fmt: skip
    assert one(root, "select length(body_text) < 2000 from app.audit_logs where event_type = 'statement.print'")


# rights


def test_leaders_do_not_leave_a_chama_without_one_who_may_change_roles(
    chama: Founded, root: psycopg.Connection
) -> None:
    chama.act(LEADER, "set_role", {"member": str(chama.member(TREASURER)), "role": "leader", "row_version": 1})
    denied = {"granted": [], "denied": ["roles.change"]}
    chama.act(LEADER, "set_overrides", denied | {"member": str(chama.member(TREASURER)), "row_version": 2})
    mine = one(root, "select row_version from app.chama_members where id = %s", chama.member(LEADER))
    own = {"member": str(chama.member(LEADER)), "row_version": mine}
    refused("MP424", chama, LEADER, "set_overrides", own | denied)
    refused("MP424", chama, LEADER, "set_role", own | {"role": "member"})
    refused("MP424", chama, LEADER, "set_member_status", own | {"status": "left", "reason": "Moved away"})


def test_nobody_takes_themselves_back_in_or_widens_what_they_may(chama: Founded, root: psycopg.Connection) -> None:
    own = {"member": str(chama.member(SECRETARY)), "row_version": 1}
    refused("MP403", chama, SECRETARY, "set_overrides", own | {"granted": ["money.pay_out"], "denied": []})
    refused("MP403", chama, SECRETARY, "set_role", own | {"role": "leader"})
    refused(
        "MP403",
        chama,
        SECRETARY,
        "set_permission",
        {"role": "secretary", "permission": "money.pay_out", "allowed": True},
    )
    root.execute("update app.chama_members set status = 'suspended' where id = %s", (chama.member(SECRETARY),))
    refused("MP403", chama, SECRETARY, "set_member_status", own | {"status": "active", "reason": "Back"})


@pytest.mark.parametrize("zone", ["Nowhere/Zone", "", "'; drop", "UTC+99:99:99:99"])
def test_a_time_zone_that_is_none_does_not_stop_the_clock_of_a_chama(chama: Founded, zone: str) -> None:
    refused("MP421", chama, LEADER, "save_chama", {"row_version": 1, "time_zone": zone})
    receive(chama)


# rules, afterwards


def test_an_account_with_entries_keeps_what_it_is(chama: Founded, root: psycopg.Connection) -> None:
    receive(chama)
    cash = str(chama.places["cash"])
    what = "select account_type, purpose, per_member, min_balance, fund_id from app.accounts where id = %s"
    before = one(root, what, cash)
    version = one(root, "select row_version from app.accounts where id = %s", cash)
    chama.act(LEADER, "save_account", {
        "id": cash, "row_version": version, "name": "Box", "purpose": "savings", "account_type": "equity",
        "min_balance": "-5", "per_member": True, "balance": "0", "fund_id": None,
    })  # fmt: skip
    assert one(root, what, cash) == before


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2026-01-15", "9999-12-31"])
def test_an_amount_is_not_changed_for_dues_of_the_past(chama: Founded, root: psycopg.Connection, day: str) -> None:
    due(root, chama)
    version = one(root, "select row_version from app.contribution_types where id = %s", chama.types["DUES"])
    changed = {"id": str(chama.types["DUES"]), "row_version": version, "amount": "9.00", "effective_from": day}
    refused("MP418", chama, LEADER, "save_contribution_type", changed)


# two people at once


def test_two_waivers_of_one_due_waive_no_more_than_is_owed(chama: Founded, root: psycopg.Connection) -> None:
    of = due(root, chama)
    first = waiver(chama, of)
    root.execute("update app.approvals set status = 'withdrawn' where id = %s", (first["approval"],))
    second = waiver(chama, of)
    root.execute("update app.approvals set status = 'pending' where id = %s", (first["approval"],))
    seen = at_once(lambda: chama.act(LEADER, "decide", first), lambda: chama.act(TREASURER, "decide", second))
    assert seen == ["MP421", "done"]


def test_two_requests_at_once_make_one_that_waits(chama: Founded, root: psycopg.Connection) -> None:
    asked = {"of": "contribution", "id": str(due(root, chama)), "reason": "She was ill"}
    seen = at_once(*[lambda who=who: chama.act(who, "request_waiver", asked) for who in (LEADER, TREASURER, SECRETARY)])
    assert seen == ["MP420", "MP420", "done"]


def test_one_request_is_decided_once(chama: Founded, root: psycopg.Connection) -> None:
    asked = waiver(chama, fine(chama, MEMBER), "fine", amount="50.00")
    no = asked | {"approve": False}
    seen = at_once(lambda: chama.act(LEADER, "decide", asked), lambda: chama.act(TREASURER, "decide", no))
    assert seen == ["MP420", "done"]


def test_a_decision_says_yes_or_no(chama: Founded, root: psycopg.Connection) -> None:
    asked = waiver(chama, due(root, chama))
    refused("MP421", chama, LEADER, "decide", {"approval": asked["approval"]})
    refused("MP421", chama, LEADER, "decide", asked | {"approve": None})
    chama.act(LEADER, "decide", asked)


def test_a_payment_and_a_waiver_of_one_due_never_exceed_it(chama: Founded, root: psycopg.Connection) -> None:
    for who in (MEMBER, OTHER):
        asked = waiver(chama, due(root, chama, who))
        at_once(lambda: chama.act(LEADER, "decide", asked), lambda who=who: receive(chama, line(chama, who)))  # noqa: B023


def test_money_and_a_lock_of_its_month_come_one_after_the_other(chama: Founded) -> None:
    seen = at_once(
        lambda: chama.act(LEADER, "lock_month", {"month": DAY}),
        *[lambda: receive(chama)] * 3,
    )
    assert set(seen) <= {"done", "MP410"}


def test_acts_of_every_kind_at_once_never_wait_for_each_other(chama: Founded, root: psycopg.Connection) -> None:
    """Whatever locks an act takes, it waits its turn before the first: no two can hold what the other needs."""
    due(root, chama)
    receipt = receive(chama)["receipts"][0]["id"]
    rule = one(root, "select jsonb_build_object('id', id, 'row_version', row_version, 'name', name)"
                     " from app.fines_catalogue where chama_id = %s order by code limit 1", chama.id)  # fmt: skip
    fined = {"member": str(chama.member(OTHER)), "amount": "5.00", "reason": "Late", "rule": rule["id"]}
    dues = {"id": str(chama.types["DUES"]), "row_version": 1, "name": "Dues", "amount": "2500.00"}
    person = {"id": str(chama.member(OTHER)), "row_version": 1, "last_name": "Changed", "notes": "x"}
    acts: list[tuple[str, str, dict[str, Any]]] = [
        (TREASURER, "receive", {"date": DAY, "method": "cash", "lines": [line(chama), line(chama, OTHER)]}),
        (SECRETARY, "charge_fines", {"date": DAY, "lines": [fined]}),
        (LEADER, "save_chama", {"row_version": 1, "member_prefix": "U"}),
        (LEADER, "save_contribution_type", dues),
        (LEADER, "save_fine_rule", rule | {"name": "Later"}),
        (SECRETARY, "save_member", person),
        (SECRETARY, "save_member", {"first_name": "New"}),
        (TREASURER, "receipt_printed", {"receipts": [receipt]}),
        (MEMBER, "mark_read", {"all": True}),
        (MEMBER, "number_statements", {"members": [str(chama.member(MEMBER))]}),
        (TREASURER, "raise_dues", {"through": "2026-12-31"}),
        (SECRETARY, "import_members", {
            "file_name": "f", "file_hash": "00", "rows": [],
            "members": [{"line": 1, "member": str(uuid4()), "person": str(uuid4()), "first_name": "Two"}],
        }),
    ]  # fmt: skip
    seen = at_once(*[lambda act=act: chama.act(*act) for act in acts * 2])
    assert set(seen) <= {"done", "MP415", "23505", "MP421"}
    assert seen.count("done") >= len(acts)
