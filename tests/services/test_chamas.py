"""Founding a chama from a template, its rules and places, and the rights of its offices."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from moneypool_desktop import language, places
from moneypool_desktop.models.domain.penalty_rules import read_penalty_rule
from moneypool_desktop.models.domain.periods import read_due_rule
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import AccountPurpose, AccountType, ContributionFrequency, FundPurpose
from moneypool_desktop.models.drafts.chama import ChamaDraft, OfficerDraft, ProfileDraft
from moneypool_desktop.models.drafts.contribution_type import ContributionTypeDraft
from moneypool_desktop.models.drafts.fine_rule import FineRuleDraft
from moneypool_desktop.models.rows.chamas import Clause
from moneypool_desktop.services import chamas, members, notifications, rights
from moneypool_desktop.services.database.connection import open_books
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, SECRETARY, STRANGER, TREASURER, Founded

TODAY = date(2026, 11, 23)
DRAFT = ChamaDraft("Tumaini Table Banking", TODAY, template="credit", member_prefix="TB", books_from=date(2026, 1, 1),
                   joined=date(2026, 1, 1), amounts=(("DUES", Decimal(1500)), ("SHARES", Decimal(250))),
                   officers=(OfficerDraft("treasurer", "Ruth", "Simiyu", "0712610390"),))  # fmt: skip


@pytest.mark.parametrize("code", chamas.TEMPLATES)
def test_every_template_is_whole_in_both_languages(code: str) -> None:
    raw = json.loads(places.resource("templates", f"{code}.json").read_text("utf-8"))
    funds = {fund["code"] for fund in raw["funds"]}
    assert {fund["purpose"] for fund in raw["funds"]} <= set(FundPurpose)
    for account in raw["accounts"]:
        assert account["account_type"] in set(AccountType)
        assert account["purpose"] in set(AccountPurpose)
        assert (account["account_type"] == "asset") == ("fund" not in account)
        assert account.get("fund", next(iter(funds))) in funds
    needed = {"cash", "mobile_money", "bank", "loans_receivable", "fines_receivable", "fine_income", "interest_income",
              "fee_income", "expense", "reserve", "opening", "difference"}  # fmt: skip
    assert needed <= {account["purpose"] for account in raw["accounts"]}
    clauses = {clause["clause"] for clause in raw["constitution"]}
    cited = {entry["clause"] for name in ("types", "fines", "settings") for entry in raw[name]}
    assert cited <= clauses
    for entry in (raw, *(entry for name in ("funds", "accounts", "types", "fines") for entry in raw[name])):
        assert entry["name_sw"]
    for kind in raw["types"]:
        if kind["frequency"] != "flexible":
            assert not isinstance(read_due_rule(kind["due_rule"], ContributionFrequency(kind["frequency"])), Problem)
        assert not isinstance(
            read_penalty_rule(kind.get("penalty_rule") or {"method": "FLAT_ONCE", "amount": "1"}), Problem
        )
    for fine in raw["fines"]:
        assert not isinstance(read_penalty_rule({**fine["rule"], "method": fine["method"]}), Problem)


def test_templates_are_offered_in_the_language_spoken() -> None:
    assert [template.name for template in chamas.templates()] == [
        "Savings and welfare", "Table banking", "Merry-go-round", "Investment club"]  # fmt: skip
    with language.speaking("sw"):
        assert chamas.templates()[1].name == "Benki ya mezani"


@pytest.mark.parametrize("code", chamas.TEMPLATES)
def test_a_chama_of_every_template_receives_money(chama: Founded, code: str) -> None:
    session = chama.sessions[STRANGER]
    row = chamas.create_chama(
        session,
        ChamaDraft(f"Group of {code}", TODAY, template=code, books_from=date(2026, 1, 1), joined=date(2026, 1, 1)),
    )
    books = open_books(session, row, chama.outbox)
    kind = chamas.contribution_types(books)[0]
    own = members.list_members(books)[0]
    line = {"member": str(own.id), "type": str(kind.id), "amount": "300"}
    books.act("raise_dues", {})
    made = books.act("receive", {"date": "2026-02-02", "method": "cash", "lines": [line]})
    assert made["receipts"][0]["total"] == "300.00"


def test_a_founded_chama_has_the_amounts_and_officers_of_its_draft(chama: Founded) -> None:
    session = chama.sessions[STRANGER]
    assert DRAFT.problems() == {}
    row = chamas.create_chama(session, replace(DRAFT, language="sw"))
    books = open_books(session, row, chama.outbox)
    kinds = {kind.code: kind for kind in chamas.contribution_types(books)}
    assert (kinds["DUES"].amount, kinds["SHARES"].unit_price, kinds["DUES"].amount_since) == (
        1500,
        250,
        date(2026, 1, 1),
    )
    assert [(line.number, line.role) for line in members.list_members(books)] == [
        ("TB-001", "leader"),
        ("TB-002", "treasurer"),
    ]
    assert [place.name for place in chamas.money_places(books)] == ["Sanduku la pesa", "M-Pesa", "Benki"]
    profile = chamas.profile(books)
    assert profile.category == "credit"
    assert (
        Clause(
            "11.1", "Mikopo", "Mikopo hutolewa mkutanoni, kutoka pesa zilizo mezani, kwa wanachama wenye hali njema."
        )
        in profile.constitution
    )
    assert {row.name for row in chamas.list_chamas(session)} == {"Jirani Investment Club", "Tumaini Table Banking"}
    assert chamas.named(session, "tumaini table banking").id == row.id


def test_the_same_key_founds_one_chama(chama: Founded) -> None:
    session, key = chama.sessions[STRANGER], chama.types["DUES"]
    assert chamas.create_chama(session, DRAFT, key) == chamas.create_chama(session, DRAFT, key)
    assert len(chamas.list_chamas(session)) == 2
    with pytest.raises(Refused, match="several"):
        chamas.named(session, None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "Tu"}, "name"),
        ({"name": "T" * 121}, "name"),
        ({"short_name": "T" * 41}, "short_name"),
        ({"member_prefix": "T B"}, "member_prefix"),
        ({"accent": 9}, "accent"),
        ({"currency": "Ksh"}, "currency"),
        ({"books_from": date(2999, 1, 1)}, "books_from"),
        ({"books_from": Problem("February 2026 has 28 days.")}, "books_from"),
        ({"amounts": (("DUES", Decimal("10.999")),)}, "amount.DUES"),
        ({"amounts": (("DUES", Decimal("NaN")),)}, "amount.DUES"),
        ({"officers": (OfficerDraft("treasurer", ""),)}, "officer.1.first_name"),
        ({"officers": (OfficerDraft("king", "Ruth"),)}, "officer.1.role"),
        ({"location": "Juja\u202e"}, "location"),
    ],
)
def test_a_draft_of_a_chama_says_what_is_wrong(change: dict[str, object], field: str) -> None:
    assert set(replace(DRAFT, **change).problems()) == {field}  # type: ignore[arg-type]


def test_the_profile_and_constitution_are_changed_together(chama: Founded) -> None:
    books = chama.books(LEADER)
    before = chamas.profile(books)
    draft = ProfileDraft(
        before.name,
        "Umoja",
        before.row_version,
        accent=3,
        paybill="4041234",
        member_prefix=before.member_prefix,
        max_members=40,
        constitution=(*before.constitution, Clause("14.1", "Seal", "The secretary keeps the seal.")),
    )
    assert draft.problems() == {}
    chamas.save_profile(books, draft)
    after = chamas.profile(books)
    assert (after.accent, after.paybill, after.max_members) == (3, "4041234", 40)
    assert after.constitution[-1].clause == "14.1"
    assert set(replace(draft, constitution=(Clause("", "", ""),)).problems()) == {"clause.1"}


def test_a_contribution_type_is_drafted_made_and_changed(chama: Founded) -> None:
    books = chama.books(TREASURER)
    draft = ContributionTypeDraft(
        "LAND",
        "Land",
        chama.accounts["2000"],
        frequency="yearly",
        due_rule={"kind": "day_of_month", "day": 5},
        amount=Decimal(5000),
        effective_from=date(2026, 1, 1),
    )
    assert draft.problems() == {}
    chamas.save_contribution_type(books, draft)
    land = next(kind for kind in chamas.contribution_types(books) if kind.code == "LAND")
    chamas.save_contribution_type(
        books, replace(draft, id=land.id, row_version=land.row_version, name="Land at Juja", amount=None)
    )
    land = next(kind for kind in chamas.contribution_types(books) if kind.code == "LAND")
    assert (land.name, land.amount) == ("Land at Juja", 5000)
    wrong = replace(
        draft, code="land", name="", account=None, due_rule={"kind": "weekday", "weekday": 1}, amount=Decimal(-1)
    )
    assert set(wrong.problems()) == {"code", "name", "account", "due_rule", "amount"}
    assert set(replace(draft, penalty_rule={"method": "MAGIC"}).problems()) == {"penalty_rule"}


def test_a_fine_is_drafted_and_added(chama: Founded) -> None:
    books = chama.books(LEADER)
    draft = FineRuleDraft("PHONE", "Phone rings", "FLAT_ONCE", {"amount": "50"}, clause="9.3")
    assert draft.problems() == {}
    chamas.save_fine_rule(books, draft)
    assert "PHONE" in {rule.code for rule in chamas.fine_rules(books)}
    assert set(replace(draft, rule={"amount": "-5"}).problems()) == {"amount"}


def test_places_and_funds_are_opened_and_closed(chama: Founded) -> None:
    books = chama.books(TREASURER)
    chamas.save_place(books, "Safe at Grace's", "cash", holder="Grace Kamau")
    safe = next(place for place in chamas.money_places(books) if place.holder == "Grace Kamau")
    chamas.change_place(books, replace(safe, name="Safe at Amina's"), is_active=False)
    assert safe.id not in {place.id for place in chamas.money_places(books)}
    chamas.save_fund(books, "LAND", "Land")
    assert "LAND" in {fund.code for fund in chamas.funds(books)}


def test_the_rights_page_shows_the_matrix_and_who_differs(chama: Founded) -> None:
    books = chama.books(LEADER)
    found = {right.code: right for right in rights.rights(books)}
    assert {code: right.sentence for code, right in found.items()} == rights.SENTENCES
    assert list(found["money.receive"].roles) == ["treasurer"]
    rights.set_permission(books, "secretary", "money.receive", allowed=True)
    assert list(next(right for right in rights.rights(books) if right.code == "money.receive").changed) == ["secretary"]
    member = next(line for line in members.list_members(books) if line.id == chama.member(MEMBER))
    rights.set_overrides(books, member.id, member.row_version, {"ledger.view"}, ())
    assert [(row.number, list(row.granted)) for row in rights.overrides(books)] == [("M-004", ["ledger.view"])]
    with pytest.raises(Refused, match="changed"):
        rights.set_role(books, member, "secretary")


def test_a_message_is_said_in_the_language_of_its_reader(chama: Founded) -> None:
    chama.act(TREASURER, "raise_dues", {})
    due = chama.books(LEADER).read("select id from app.dues where member_id = %s limit 1", (chama.member(MEMBER),))[0][
        0
    ]
    chama.act(
        TREASURER,
        "request_waiver",
        {"of": "contribution", "id": str(due), "amount": "50", "reason": "Sick in hospital"},
    )
    books = chama.books(SECRETARY)
    message = notifications.list_notifications(books)[0]
    assert (message.title, message.message) == ("A waiver waits for you", "Ksh 50.00 to be waived: Sick in hospital")
    assert notifications.unread(books) == 1
    assert notifications.mark_read(books, [message.id]) == 1
    assert (notifications.unread(books), notifications.mark_read(books)) == (0, 0)
