"""The rules of a chama: contribution types and amounts, fines, places and funds, profile, settings."""

from datetime import date, timedelta

import psycopg
import pytest

from tests.database.books import LEADER, MEMBER, SECRETARY, TREASURER, Founded, one, refused


def test_a_changed_amount_holds_from_its_day_and_untouched_dues_follow(
    chama: Founded, root: psycopg.Connection
) -> None:
    chama.act(TREASURER, "raise_dues", {})
    today = one(root, "select app.today(%s)", chama.id)
    month_end = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    dues = {
        "id": str(chama.types["DUES"]),
        "row_version": 1,
        "amount": "2500.00",
        "effective_from": month_end.isoformat(),
    }
    chama.act(LEADER, "save_contribution_type", dues)
    found = root.execute(
        "select distinct expected_amount, due_date >= %s from app.contributions where type_id = %s order by 1",
        (month_end, chama.types["DUES"]),
    ).fetchall()
    assert [(str(amount), later) for amount, later in found] == [("2000.00", False), ("2500.00", True)]
    past = dues | {"row_version": 2, "effective_from": "2026-01-01"}
    refused("MP418", chama, LEADER, "save_contribution_type", past)
    weekly = {"id": dues["id"], "row_version": 2, "frequency": "weekly", "due_rule": {"kind": "weekday", "weekday": 6}}
    refused("MP420", chama, LEADER, "save_contribution_type", weekly)


def test_a_new_contribution_type_is_raised_with_the_others(chama: Founded, root: psycopg.Connection) -> None:
    land = {"code": "LAND", "name": "Land", "account": str(chama.accounts["2000"]), "frequency": "quarterly",
            "due_rule": {"kind": "last_day", "month": 3}, "amount": "5000", "effective_from": "2026-01-01"}  # fmt: skip
    made = chama.act(TREASURER, "save_contribution_type", land)
    chama.act(TREASURER, "raise_dues", {"through": "2026-06-30"})
    due = root.execute(
        "select distinct due_date, expected_amount::text from app.contributions where type_id = %s order by 1",
        (made["type"],),
    )
    assert due.fetchall() == [(date(2026, 3, 31), "5000.00"), (date(2026, 6, 30), "5000.00")]
    refused("MP416", chama, TREASURER, "save_contribution_type", land)
    refused(
        "MP421",
        chama,
        TREASURER,
        "save_contribution_type",
        land | {"code": "BOX", "account": str(chama.places["cash"])},
    )
    refused(
        "MP421",
        chama,
        TREASURER,
        "save_contribution_type",
        land | {"code": "W", "due_rule": {"kind": "weekday", "weekday": 1}},
    )
    refused("MP411", chama, TREASURER, "save_contribution_type", land | {"code": "N", "amount": "NaN"})


def test_a_fine_somebody_was_charged_by_is_succeeded_not_rewritten(chama: Founded, root: psycopg.Connection) -> None:
    rule = str(chama.fines["ABSENT"])
    chama.act(
        SECRETARY,
        "charge_fines",
        {"lines": [{"member": str(chama.member(MEMBER)), "amount": "500", "reason": "Absent", "rule": rule}]},
    )
    change = {"id": rule, "row_version": 1, "rule": {"amount": "700.00"}}
    made = chama.act(LEADER, "save_fine_rule", change)
    assert made["rule"] != rule
    found = root.execute(
        "select rule ->> 'amount', is_active from app.fines_catalogue"
        " where code = 'ABSENT' and chama_id = %s order by 1",
        (chama.id,),
    )
    assert found.fetchall() == [("500.00", False), ("700.00", True)]
    refused(
        "MP421",
        chama,
        LEADER,
        "save_fine_rule",
        {"code": "X", "name": "X", "method": "FLAT_ONCE", "rule": {"amount": "Infinity"}},
    )
    refused("MP403", chama, SECRETARY, "save_fine_rule", change)


def test_a_place_is_added_and_not_closed_while_it_holds_money(chama: Founded, root: psycopg.Connection) -> None:
    made = chama.act(
        TREASURER, "save_account", {"name": "Till at the shop", "purpose": "mobile_money", "external_number": "123456"}
    )
    code, kind, least = one(
        root, "select code, account_type, min_balance from app.accounts where id = %s", made["account"]
    )
    assert (kind, least) == ("asset", 0)
    assert code not in chama.accounts
    line = {"member": str(chama.member(MEMBER)), "type": str(chama.types["DUES"]), "amount": "2000"}
    pay = {"date": "2026-02-02", "method": "mobile_money", "place": made["account"], "lines": [line]}
    chama.act(TREASURER, "receive", pay)
    now = one(root, "select row_version from app.accounts where id = %s", made["account"])
    shut = {"id": made["account"], "row_version": now, "name": "Till at the shop", "is_active": False}
    assert refused("MP420", chama, TREASURER, "save_account", shut).figures["state"] == "holds_money"
    refused("MP416", chama, TREASURER, "save_account", {"name": "till at the SHOP", "purpose": "cash"})
    refused("MP421", chama, TREASURER, "save_account", {"name": "Savings two", "purpose": "savings"})


def test_a_fund_comes_with_the_account_that_holds_it(chama: Founded, root: psycopg.Connection) -> None:
    made = chama.act(TREASURER, "save_fund", {"code": "LAND", "name": "Land in Juja"})
    kind, purpose = one(root, "select account_type, purpose from app.accounts where fund_id = %s", made["fund"])
    assert (kind, purpose) == ("equity", "other")
    refused("MP416", chama, TREASURER, "save_fund", {"code": "LAND", "name": "Other land"})


def test_the_profile_keeps_what_is_not_sent_and_refuses_what_cannot_be(
    chama: Founded, root: psycopg.Connection
) -> None:
    clause = {"clause": "1.1", "title": "Name", "text": "The group is called Umoja."}
    chama.act(LEADER, "save_chama", {"row_version": 1, "accent": 4, "member_prefix": "UM", "constitution": [clause]})
    assert one(root, "select name, accent, constitution -> 0 ->> 'clause' from app.chamas where id = %s", chama.id) == (
        "Umoja Self Help Group", 4, "1.1")  # fmt: skip
    assert chama.act(LEADER, "save_member", {"first_name": "Jane"})["number"] == "UM-006"
    wrong = [
        {"name": "ab"},
        {"accent": 9},
        {"max_members": 0},
        {"loan_interest_rate": "NaN"},
        {"constitution": [{"clause": "1"}]},
    ]
    for change in wrong:
        refused("MP421", chama, LEADER, "save_chama", change | {"row_version": 2})
    refused("MP415", chama, LEADER, "save_chama", {"row_version": 1, "name": "Umoja again"})
    chama.act(LEADER, "save_chama", {"row_version": 2, "currency": "USD", "status": "dissolved", "is_sample": True})
    assert one(root, "select currency, status, is_sample from app.chamas where id = %s", chama.id) == (
        "KES",
        "active",
        False,
    )


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("members_see", "everything", "enum"),
        ("members_see", True, "type"),
        ("standing.suspend_at", "0", "minimum"),
        ("standing.suspend_at", "NaN", "type"),
        ("standing.suspend_at", "10.999", "multipleOf"),
        ("dues.ahead_months", "25", "maximum"),
        ("dues.ahead_months", "1.5", "multipleOf"),
        ("dues.ahead_months", None, "type"),
        ("receipts.print_size", {"paper": "a5"}, "type"),
    ],
)
def test_a_setting_takes_only_what_its_type_and_rules_allow(chama: Founded, key: str, value: object, why: str) -> None:
    assert refused("MP419", chama, LEADER, "set_setting", {"key": key, "value": value}).figures["why"] == why


@pytest.mark.parametrize(
    ("allowed", "value", "fault"),
    [
        ('{"minLength": 2}', '"a"', "minLength"),
        ('{"maxLength": 2}', '"abc"', "maxLength"),
        ('{"pattern": "^[0-9]+$"}', '"12a"', "pattern"),
        ('{"pattern": "^[0-9]+$", "minLength": 1, "maxLength": 5}', '"123"', None),
    ],
)
def test_text_settings_follow_their_rules(
    root: psycopg.Connection, allowed: str, value: str, fault: str | None
) -> None:
    assert one(root, "select app.setting_fault('string', %s, %s)", allowed, value) == fault


def test_a_setting_holds_from_its_day_in_its_chama_only(chama: Founded, root: psycopg.Connection) -> None:
    today = one(root, "select app.today(%s)", chama.id)
    later = today + timedelta(days=10)
    chama.act(
        LEADER,
        "set_setting",
        {"key": "standing.suspend_at", "value": "6000", "effective_from": later.isoformat(), "clause": "7.2"},
    )
    read = "select app.setting(%s, 'standing.suspend_at', %s)::text"
    assert one(root, read, chama.id, today) == "4000"
    assert one(root, read, chama.id, later) == "6000"
    assert one(root, read, chama.other_chama, later) == "4000"
    refused(
        "MP418", chama, LEADER, "set_setting", {"key": "members_see", "value": "all", "effective_from": "2026-01-01"}
    )
    refused("MP404", chama, LEADER, "set_setting", {"key": "no.such", "value": "all"})
    again = {"key": "standing.suspend_at", "value": "7000", "effective_from": later.isoformat()}
    refused("MP415", chama, LEADER, "set_setting", again)
    chama.act(LEADER, "set_setting", again | {"row_version": 1})
    assert one(root, read, chama.id, later) == "7000"


def test_a_setting_of_the_system_is_not_for_a_chama_to_change(chama: Founded, root: psycopg.Connection) -> None:
    root.execute("update app.system_settings set is_system = true where setting_key = 'dues.ahead_months'")
    assert (
        refused("MP419", chama, LEADER, "set_setting", {"key": "dues.ahead_months", "value": "6"}).figures["why"]
        == "system"
    )


def test_dues_are_raised_as_many_months_ahead_as_the_chama_decides(chama: Founded, root: psycopg.Connection) -> None:
    chama.act(LEADER, "set_setting", {"key": "dues.ahead_months", "value": "1"})
    chama.act(TREASURER, "raise_dues", {})
    month = "date_trunc('month', app.today(chama_id))"
    assert one(root, f"select bool_and(period_start <= {month}) from app.contributions where chama_id = %s", chama.id)
