"""Members, offices and rights: what the database takes, and what it refuses from whom."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, STRANGER, TREASURER, Founded, one, refused, rules

KIN = [
    {"relation": "Daughter", "full_name": "Mary Achieng", "share_pct": "60"},
    {"relation": "Sister", "share_pct": "40"},
]


def version(root: psycopg.Connection, member: UUID) -> int:
    return one(root, "select row_version from app.chama_members where id = %s", member)


def about(root: psycopg.Connection, chama: Founded, role: str) -> dict[str, Any]:
    member = chama.member(role)
    return {"member": str(member), "row_version": version(root, member)}


def test_a_new_member_takes_the_next_number_and_waits_for_an_account(chama: Founded, root: psycopg.Connection) -> None:
    made = chama.act(SECRETARY, "save_member", {"first_name": "Jane", "last_name": "Chebet", "phone": "+254712610399",
                                                 "join_date": "2026-03-01", "next_of_kin": KIN})  # fmt: skip
    assert made["number"] == "M-006"
    role, status, joined = one(
        root, "select role, status, join_date from app.chama_members where id = %s", made["member"]
    )
    assert (role, status, joined) == ("member", "active", date(2026, 3, 1))
    assert one(root, "select status from app.users where id = %s", made["user"]) == "pending"
    assert one(root, "select count(*) from app.next_of_kin where member_id = %s", made["member"]) == 2


def test_the_same_key_adds_the_same_member_once(chama: Founded) -> None:
    key = uuid4()
    first = chama.act(SECRETARY, "save_member", {"first_name": "Jane"}, key)
    again = chama.act(SECRETARY, "save_member", {"first_name": "Jane"}, key)
    assert again["member"] == first["member"]
    assert again["replayed"]


def test_a_given_number_is_kept_and_the_next_free_one_passes_over_it(chama: Founded) -> None:
    assert chama.act(LEADER, "save_member", {"first_name": "Jane", "number": "M-006"})["number"] == "M-006"
    assert chama.act(LEADER, "save_member", {"first_name": "David"})["number"] == "M-007"
    taken = refused("MP416", chama, LEADER, "save_member", {"first_name": "Paul", "number": "M-006"})
    assert taken.figures["number"] == "M-006"


def test_member_numbers_outgrow_three_figures(chama: Founded, root: psycopg.Connection) -> None:
    root.execute("update app.number_sequences set next_value = 1000 where kind = 'member'")
    assert chama.act(LEADER, "save_member", {"first_name": "Jane"})["number"] == "M-1000"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("first_name", "", "MP421"),
        ("first_name", "Ja\u202ene", "MP421"),
        ("first_name", "J" * 101, "MP421"),
        ("phone", "0712", "MP421"),
        ("email", "nobody", "MP421"),
        ("gender", "queen", "MP421"),
        ("date_of_birth", "2999-01-01", "MP421"),
        ("join_date", "2999-01-01", "MP418"),
        ("join_date", "2026-02-31", "22008"),
        ("number", "M" * 21, "MP421"),
        ("next_of_kin", [{"relation": "Son", "share_pct": "110"}], "MP421"),
        ("next_of_kin", [{"relation": "Son", "share_pct": "NaN"}], "MP421"),
    ],
)
def test_a_member_that_cannot_be_is_refused_and_nothing_is_kept(
    chama: Founded, root: psycopg.Connection, field: str, value: object, code: str
) -> None:
    refused(code, chama, SECRETARY, "save_member", {"first_name": "Jane", field: value})
    assert one(root, "select count(*) from app.chama_members where chama_id = %s", chama.id) == 5
    assert one(root, "select count(*) from app.users where first_name like 'J%%ne'") == 0


def test_two_people_changing_one_record_learn_of_each_other(chama: Founded, root: psycopg.Connection) -> None:
    seen = {"id": str(chama.member(MEMBER)), "row_version": 1}
    chama.act(
        SECRETARY, "save_member", seen | {"first_name": "Daniel", "last_name": "Hussein", "phone": "+254712610341"}
    )
    late = refused("MP415", chama, LEADER, "save_member", seen | {"first_name": "Dan"})
    assert late.figures["theirs"]["phone"] == "+254712610341"
    assert late.figures["yours"]["first_name"] == "Dan"
    assert one(root, "select first_name, middle_name from app.users where id = %s", chama.users[MEMBER]) == (
        "Daniel",
        "Fatuma",
    )


def test_the_address_somebody_signs_in_with_is_not_moved_by_others(chama: Founded, root: psycopg.Connection) -> None:
    wrong = {"id": str(chama.member(MEMBER)), "row_version": 1, "email": "mine@umoja.example"}
    assert refused("MP421", chama, SECRETARY, "save_member", wrong).figures["why"] == "signs_in"
    root.execute("update app.users set status = 'pending' where id = %s", (chama.users[MEMBER],))
    chama.act(SECRETARY, "save_member", wrong)
    assert one(root, "select email from app.users where id = %s", chama.users[MEMBER]) == "mine@umoja.example"


def test_an_address_in_use_is_refused_without_a_word_about_whose_it_is(chama: Founded) -> None:
    taken = refused("MP421", chama, SECRETARY, "save_member", {"first_name": "Jane", "email": "JOSEPH@umoja.example"})
    assert taken.figures == {"field": "email", "why": "in_use"}


def test_a_person_of_two_chamas_is_not_renamed_by_one_of_them(chama: Founded, root: psycopg.Connection) -> None:
    root.execute(
        "insert into app.chama_members (chama_id, user_id, member_number, join_date)"
        " values (%s, %s, 'J-009', '2026-01-01')",
        (chama.other_chama, chama.users[OTHER]),
    )
    change = {"id": str(chama.member(OTHER)), "row_version": 1}
    refused("MP403", chama, LEADER, "save_member", change | {"last_name": "Changed"})
    chama.act(LEADER, "save_member", change | {"notes": "Keeps the keys of the box"})


def test_the_group_stops_at_its_greatest_number_of_members(chama: Founded, root: psycopg.Connection) -> None:
    root.execute("update app.chamas set max_members = 5 where id = %s", (chama.id,))
    assert refused("MP421", chama, LEADER, "save_member", {"first_name": "Jane"}).figures["why"] == "full"


@pytest.mark.parametrize("role", [MEMBER, STRANGER])
@pytest.mark.parametrize(
    ("function", "payload"),
    [
        ("save_member", {"first_name": "Jane"}),
        ("set_member_status", {"status": "left"}),
        ("set_role", {"role": "leader"}),
        ("set_overrides", {"granted": ["ledger.view"], "denied": []}),
        ("set_permission", {"role": "member", "permission": "ledger.view", "allowed": True}),
        ("save_chama", {"name": "Ours now"}),
        ("save_contribution_type", {"code": "NEW"}),
        ("save_fine_rule", {"code": "NEW"}),
        ("save_account", {"name": "My pocket", "purpose": "cash"}),
        ("save_fund", {"code": "NEW", "name": "New"}),
        ("set_setting", {"key": "members_see", "value": "all"}),
        ("read_identity", {}),
    ],
)
def test_who_holds_no_office_changes_nothing(chama: Founded, role: str, function: str, payload: dict[str, Any]) -> None:
    refused("MP403", chama, role, function, payload | {"member": str(chama.member(OTHER)), "row_version": 1})


def test_nobody_gives_themselves_an_office_or_a_right(chama: Founded, root: psycopg.Connection) -> None:
    refused("MP413", chama, LEADER, "set_role", about(root, chama, LEADER) | {"role": "treasurer"})
    refused(
        "MP413",
        chama,
        LEADER,
        "set_overrides",
        about(root, chama, LEADER) | {"granted": ["money.receive"], "denied": []},
    )
    own = {"role": "leader", "permission": "money.receive", "allowed": True}
    refused("MP413", chama, LEADER, "set_permission", own)
    refused("MP403", chama, TREASURER, "set_role", about(root, chama, TREASURER) | {"role": "leader"})


def test_a_chama_keeps_a_leader_who_can_lead(chama: Founded, root: psycopg.Connection) -> None:
    refused("MP424", chama, LEADER, "set_role", about(root, chama, LEADER) | {"role": "member"})
    gone = about(root, chama, LEADER) | {"status": "left", "reason": "Moved to Kisumu"}
    refused("MP424", chama, LEADER, "set_member_status", gone)
    refused(
        "MP424",
        chama,
        LEADER,
        "set_overrides",
        about(root, chama, LEADER) | {"granted": [], "denied": ["roles.change"]},
    )
    kept = {"role": "leader", "permission": "roles.change", "allowed": False}
    refused("MP421", chama, LEADER, "set_permission", kept)
    chama.act(LEADER, "set_role", about(root, chama, SECRETARY) | {"role": "leader"})
    chama.act(LEADER, "set_role", about(root, chama, LEADER) | {"role": "member"})
    refused("MP403", chama, LEADER, "set_role", about(root, chama, OTHER) | {"role": "leader"})


def test_a_right_can_be_given_to_an_office_and_taken_from_one_member(chama: Founded, root: psycopg.Connection) -> None:
    refused("MP403", chama, SECRETARY, "raise_dues", {})
    chama.act(LEADER, "set_permission", {"role": "secretary", "permission": "dues.manage", "allowed": True})
    chama.act(SECRETARY, "raise_dues", {})
    chama.act(LEADER, "set_overrides", about(root, chama, SECRETARY) | {"granted": [], "denied": ["dues.manage"]})
    refused("MP403", chama, SECRETARY, "raise_dues", {})
    assert "dues.manage" not in chama.books(SECRETARY).rights
    refused("MP421", chama, LEADER, "set_permission", {"role": "member", "permission": "roles.change", "allowed": True})
    refused("MP421", chama, LEADER, "set_permission", {"role": "member", "permission": "make.money", "allowed": True})


def test_an_officer_is_suspended_only_by_who_may_change_offices(chama: Founded, root: psycopg.Connection) -> None:
    stop = {"status": "suspended", "reason": "Under review"}
    refused("MP403", chama, SECRETARY, "set_member_status", about(root, chama, TREASURER) | stop)
    chama.act(LEADER, "set_member_status", about(root, chama, TREASURER) | stop)
    assert chama.books(TREASURER).rights == frozenset()
    event = one(
        root, "select action, notes from app.audit_logs where event_type = 'member.status' and chama_id = %s", chama.id
    )
    assert event == ("suspend", "Under review")


def test_who_leaves_gives_up_office_and_rights_and_may_come_back(chama: Founded, root: psycopg.Connection) -> None:
    chama.act(LEADER, "set_overrides", about(root, chama, SECRETARY) | {"granted": ["money.receive"], "denied": []})
    left = about(root, chama, SECRETARY) | {"status": "left", "reason": "Moved", "date": "2026-10-31"}
    chama.act(LEADER, "set_member_status", left)
    state = one(
        root, "select role, status, leave_date, granted from app.chama_members where id = %s", chama.member(SECRETARY)
    )
    assert state == ("member", "left", date(2026, 10, 31), [])
    chama.act(LEADER, "set_member_status", about(root, chama, SECRETARY) | {"status": "active"})
    state = one(root, "select role, status, leave_date from app.chama_members where id = %s", chama.member(SECRETARY))
    assert state == ("member", "active", None)


def test_what_a_member_sees_of_the_others_is_the_chamas_decision(chama: Founded) -> None:
    def seen() -> list[tuple[Any, ...]]:
        return chama.sessions[MEMBER].read("select member_number, savings from app.register(%s)", (chama.id,))

    assert [number for number, _ in seen()] == ["M-004"]
    chama.act(LEADER, "set_setting", {"key": "members_see", "value": "names"})
    assert [(number, savings is None) for number, savings in seen()] == [
        ("M-001", True), ("M-002", True), ("M-003", True), ("M-004", False), ("M-005", True)]  # fmt: skip
    chama.act(LEADER, "set_setting", {"key": "members_see", "value": "all", "row_version": 1})
    assert all(savings is not None for _, savings in seen())
    assert chama.sessions[STRANGER].read("select * from app.register(%s)", (chama.id,)) == []


def test_reading_an_identity_number_is_written_down(chama: Founded, root: psycopg.Connection) -> None:
    member = {"id": str(chama.member(MEMBER)), "row_version": 1, "national_id_sealed": "c2VhbGVk"}
    chama.act(SECRETARY, "save_member", member)
    told = chama.act(LEADER, "read_identity", {"member": member["id"], "reason": "Bank form"})
    assert told["sealed"] == "c2VhbGVk"
    assert one(root, "select notes from app.audit_logs where event_type = 'member.identity_read'") == "Bank form"
    assert chama.act(MEMBER, "read_identity", {"member": member["id"]})["sealed"] == "c2VhbGVk"
    logged = one(root, "select string_agg(body_text, '') from app.audit_logs where entity_type = 'user'")
    assert 'sealed": "c2V' not in logged


def test_messages_are_marked_read_by_their_reader_only(chama: Founded, root: psycopg.Connection) -> None:
    chama.act(TREASURER, "raise_dues", {})
    due = one(
        root, "select id from app.contributions where member_id = %s order by due_date limit 1", chama.member(MEMBER)
    )
    chama.act(TREASURER, "request_waiver", {"of": "contribution", "id": str(due), "reason": "Sick in hospital"})
    message = one(root, "select id from app.notifications where user_id = %s", chama.users[LEADER])
    assert chama.act(SECRETARY, "mark_read", {"ids": [str(message)]})["marked"] == 0
    assert chama.act(LEADER, "mark_read", {"ids": [str(message)]})["marked"] == 1
    assert chama.act(SECRETARY, "mark_read", {"all": True})["marked"] == 1


def test_every_act_of_administration_leaves_a_trail(chama: Founded, root: psycopg.Connection) -> None:
    chama.act(LEADER, "set_role", about(root, chama, OTHER) | {"role": "treasurer"})
    changed = one(
        root,
        "select changed_fields, old_values ->> 'role', new_values ->> 'role', performed_by from app.audit_logs"
        " where entity_id = %s and action = 'update' order by seq desc limit 1",
        chama.member(OTHER),
    )
    assert changed == (["role"], "member", "treasurer", chama.users[LEADER])


def test_a_founder_does_everybodys_work_until_others_can_sign_in(root: psycopg.Connection, chama: Founded) -> None:
    other = {
        "name": "Tumaini",
        "role": "treasurer",
        "officers": [{"role": "leader", "first_name": "Ruth", "last_name": "Simiyu"}],
    }
    session, new = chama.sessions[OTHER], uuid4()
    session.act("create_chama", (new, uuid4(), Jsonb(rules() | other)))
    held = session.read("select api.my_rights(%s)", (new,))[0][0]
    assert {"roles.change", "money.receive", "imports.run", "users.manage"} <= set(held)
    assert one(root, "select count(*) from app.chama_members where chama_id = %s and role = 'leader'", new) == 1
    assert one(root, "select app.setting(%s, 'standing.suspend_at')::text", new) == "4000"
