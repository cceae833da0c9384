"""Posting an import: who is who among those the founding entered, where money goes, what is refused, all or nothing."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.drafts.chama import OfficerDraft
from moneypool_desktop.models.rows.imports import ColumnMap, ImportPlan, Known, KnownMember, MemberEntry, RowState
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.imports import mappings, payload, posting
from moneypool_desktop.services.imports.as_json import batch_json
from moneypool_desktop.services.imports.known import known
from moneypool_desktop.services.imports.plan import make_plan
from moneypool_desktop.services.imports.reader import read_bytes
from moneypool_desktop.services.members import list_members
from tests.database.books import SECRETARY, TREASURER, Founded
from tests.database.identities import Town
from tests.flows.umoja import MEMBERS, OPENING, PETER, Umoja, found, founder, town, umoja  # noqa: F401 - fixtures
from tests.services.import_files import PAID, TODAY

HEAD = "M/No,Full name,Phone,E-mail,Position\n"


def register(*lines: str, kin: bool = False) -> bytes:
    head = HEAD.replace("Position", "Next of kin") if kin else HEAD
    return (head + "\n".join(lines) + "\n").encode()


def planned(books: Books, content: bytes, kind: ImportKind, **mapping: Any) -> ImportPlan:
    source = read_bytes("file.csv", content)
    return make_plan(source, mapping=ColumnMap(kind=kind, **mapping), known=known(books, kind, source))


def members(books: Books, *lines: str) -> ImportPlan:
    return planned(books, register(*lines), ImportKind.MEMBERS)


def balances(books: Books, *lines: str) -> ImportPlan:
    head = "Balances at 31 December 2025\nM/No,Name,Savings\n"
    return planned(books, (head + "\n".join(lines) + "\n").encode(), ImportKind.OPENING_BALANCES)


def read(founders: list[KnownMember], *lines: str) -> ImportPlan:
    about = Known(members=tuple(founders), today=TODAY)
    return make_plan(read_bytes("file.csv", register(*lines)), known=about)


def filled(plan: ImportPlan) -> dict[str, str]:
    return {
        row.entry.number: row.entry.fills for row in plan.rows if isinstance(row.entry, MemberEntry) and row.entry.fills
    }


PETER_KNOWN = KnownMember("UM-001", "Peter Otieno", "+254712610301", "peter@umoja.example", founder=True)


@pytest.mark.parametrize(
    "line",
    [
        "UM-007,Peter O. Ouma,,peter@umoja.example,",
        "UM-007,Peter Otieno Ouma,0712610301,,",
        "UM-001,Peter Otieno Ouma,0745859693,,",
        "UM-007,Peter Otieno Ouma,,,",
    ],
    ids=["e-mail", "phone", "number", "name"],
)
def test_row_of_an_officer_the_founding_entered_is_known_by(line: str) -> None:
    plan = read([PETER_KNOWN], line, "UM-009,Esther Kamau Onyango,0790119641,,")
    assert list(filled(plan).values()) == ["UM-001"]
    assert plan.rows[0].note == "Already a member"
    assert plan.counts[RowState.NEW] == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("UM-007,Peter Otieno Ouma,0745859693,,",),
        ("UM-007,Peter Otieno Ouma,,,", "UM-008,Peter Otieno Odhiambo,,,"),
        ("UM-007,Peter Mwangi,,,",),
    ],
    ids=["another phone", "two of the name", "another name"],
)
def test_a_name_alone_is_not_enough_where_something_speaks_against_it(lines: tuple[str, ...]) -> None:
    assert filled(read([PETER_KNOWN], *lines)) == {}


def test_number_the_founding_gave_goes_to_whom_the_register_gives_it(umoja: Umoja) -> None:  # noqa: F811
    plan = members(umoja.books, "UM-001,Grace Wanjiku Kamau,0110690060,,Chairperson", "UM-002,Mary Njoroge,,,")
    assert plan.rows[0].note == "Peter Otieno gets another number"
    posted = posting.post(umoja.books, plan)
    assert posted.posted == 2
    assert {row.number: row.name for row in list_members(umoja.books)} == {
        "UM-001": "Grace Wanjiku Kamau", "UM-002": "Mary Njoroge", "UM-003": "Peter Otieno",
    }  # fmt: skip


def test_officers_of_the_founding_may_exchange_their_numbers(town: Town, root, tmp_path: Path) -> None:  # noqa: F811
    outbox = Outbox(tmp_path)
    grace = OfficerDraft("leader", "Grace", "Wanjiku Kamau", "0110690060")
    books = found(founder(town), outbox, officers=(grace,))
    posting.post(
        books, members(books, "UM-001,Grace Wanjiku Kamau,0110690060,,", f"UM-002,Peter Otieno Ouma,,{PETER},")
    )
    assert [(row.number, row.name, row.role) for row in list_members(books)] == [
        ("UM-001", "Grace Wanjiku Kamau", "leader"), ("UM-002", "Peter Otieno Ouma", "treasurer"),
    ]  # fmt: skip
    outbox.close()


def test_members_without_numbers_and_days_get_the_next_numbers_and_the_first_day_of_the_books(
    umoja: Umoja,  # noqa: F811
) -> None:
    plan = members(umoja.books, ",Lucy Barasa Koech,,,", ",Joseph Nafula Mutiso,,,")
    said = " ".join(posting.notices(plan))
    assert "2 members have no day of joining: the books take 1 January 2026" in said
    assert "2 members have no number" in said
    posting.post(umoja.books, plan)
    assert [(row.number, row.joined.isoformat()) for row in list_members(umoja.books)[1:]] == [
        ("UM-002", "2026-01-01"), ("UM-003", "2026-01-01"),
    ]  # fmt: skip


@pytest.mark.parametrize("who", [TREASURER, SECRETARY])
def test_offices_are_not_given_by_who_may_not_change_roles(chama: Founded, who: str) -> None:
    books = chama.books(who)
    posting.post(books, members(books, "M-077,Mary Achieng Njoroge,,,Treasurer"))
    assert next(row.role for row in list_members(books) if row.number == "M-077") == "member"


def test_number_of_an_officer_with_money_in_the_books_stays(umoja: Umoja) -> None:  # noqa: F811
    peter = list_members(umoja.books)[0].id
    line = {"member": str(peter), "kind": "fee", "amount": "100.00"}
    umoja.books.act("receive", {"date": "2026-02-01", "method": "cash", "lines": [line]}, uuid4())
    plan = members(umoja.books, "UM-001,Grace Wanjiku Kamau,0110690060,,", "UM-002,Mary Njoroge,,,")
    assert plan.rows[0].problems == {
        "number": "UM-001 is Peter Otieno in the register. Give this member another number."
    }
    sent = payload.of_members(umoja.books, plan)
    sent["members"][0]["number"] = "UM-001"
    with pytest.raises(Refused, match="UM-001 is the number of another member"):
        umoja.books.act("import_members", sent)
    own = members(umoja.books, f"UM-009,Peter Otieno Ouma,,{PETER},")
    posting.post(umoja.books, own)
    assert [row.number for row in list_members(umoja.books)] == ["UM-009"]


def test_e_mail_of_a_person_in_another_group_is_refused_with_a_sentence_and_nothing_is_kept(chama: Founded) -> None:
    books = chama.books(TREASURER)
    before = len(list_members(books))
    plan = members(books, "M-077,Mary Achieng Njoroge,,,", "M-078,Joseph Nafula,,joseph@umoja.example,")
    with pytest.raises(Refused, match="belongs to another person"):
        posting.post(books, plan)
    assert len(list_members(books)) == before
    assert posting.batches(books) == []


@pytest.mark.parametrize("spoilt", [
    {"number": "M-004"}, {"email": "grace@umoja.example"}, {"phone": "0712"}, {"first_name": ""},
    {"join_date": "2030-01-01"}, {"role": "king"}, {"next_of_kin": [{"relation": "Son", "share_pct": "40"}]},
    {"fills": True},
])  # fmt: skip
def test_a_forged_member_is_refused_by_the_books_and_the_others_with_it(chama: Founded, spoilt: dict[str, Any]) -> None:
    books = chama.books(TREASURER)
    before = len(list_members(books))
    sent = payload.of_members(books, members(books, "M-077,Mary Njoroge,,,", "M-078,John Cheruiyot,,,"))
    sent["members"][1] |= spoilt
    with pytest.raises(Refused):
        books.act("import_members", sent)
    assert len(list_members(books)) == before
    assert posting.batches(books) == []


def test_who_may_not_import_is_refused(chama: Founded) -> None:
    books = chama.books(TREASURER)
    sent = payload.of_members(books, members(books, "M-077,Mary Njoroge,,,"))
    with pytest.raises(Refused, match="does not allow"):
        chama.books("member").act("import_members", sent)


def test_a_second_bank_gets_an_account_of_its_own_and_blank_numbers_are_filled(umoja: Umoja) -> None:  # noqa: F811
    umoja.bring_in(MEMBERS)
    lines = ("UM-001,Grace Wanjiku Kamau,900", "", "Place,Balance", "Cash box,100", "Equity Bank 0112233445,300",
             "KCB Bank 998877665,500")  # fmt: skip
    posted = posting.post(umoja.books, balances(umoja.books, *lines))
    assert posted.posted == 4
    kept = umoja.root.execute(
        "select code, name, external_number, balance from app.accounts where purpose = 'bank' order by code"
    ).fetchall()
    assert kept == [
        ("1020", "Bank", "0112233445", Decimal(300)), ("1021", "KCB Bank 998877665", "998877665", Decimal(500)),
    ]  # fmt: skip
    umoja.check()


def test_balances_come_to_known_numbers_after_they_were_taken_back(umoja: Umoja) -> None:  # noqa: F811
    _, first = umoja.bring_in(MEMBERS, OPENING)
    posting.take_back(umoja.books, first.batch, "Wrong day")
    umoja.bring_in(OPENING)
    assert (
        umoja.one("select count(*) from app.accounts where chama_id = %s and purpose in ('bank', 'mobile_money')") == 2
    )
    umoja.check()


def test_equal_payments_without_a_reference_are_both_kept_and_one_already_in_the_books_is_not(chama: Founded) -> None:
    books = chama.books(TREASURER)
    lines = (
        "2026-02-07,M-004,Daniel Fatuma Hussein,Welfare,500,Cash,,",
        "2026-02-07,M-004,Daniel Fatuma Hussein,Welfare,500,Cash,,",
        "2026-02-07,M-004,Daniel Fatuma Hussein,mchango wa mwezi,2000,M-Pesa,SJX0000001,",
    )
    content = (PAID + "\n".join(lines) + "\n").encode()
    posted = posting.post(books, planned(books, content, ImportKind.CONTRIBUTIONS))
    assert (posted.posted, posted.receipts) == (3, 2)
    other = (PAID + lines[2].replace("2000", "2000.00") + "\n").encode()
    plan = planned(books, other, ImportKind.CONTRIBUTIONS)
    assert plan.rows[0].state is RowState.RECORDED
    assert "SJX0000001 is already in the books" in plan.rows[0].note
    assert posting.post(books, plan).posted == 0


def test_one_bad_line_in_the_books_keeps_the_whole_file_out(chama: Founded) -> None:
    books = chama.books(TREASURER)
    lines = tuple(f"2026-02-{day:02},M-004,Daniel Fatuma Hussein,Welfare,100,Cash,," for day in range(1, 21))
    content = (PAID + "\n".join(lines) + "\n").encode()
    sent = payload.of_contributions(books, planned(books, content, ImportKind.CONTRIBUTIONS))
    sent["lines"][19]["amount"] = "NaN"
    with pytest.raises(Refused, match="line 20 is not a number"):
        books.act("import_contributions", sent)
    assert posting.batches(books) == []
    assert books.read("select count(*) from app.transactions") == [(0,)]


def test_the_same_act_sent_twice_is_booked_once(chama: Founded) -> None:
    books, key = chama.books(TREASURER), uuid4()
    sent = payload.of_members(books, members(books, "M-077,Mary Njoroge,,,"))
    first, second = books.act("import_members", sent, key), books.act("import_members", sent, key)
    assert second["batch"] == first["batch"]
    assert second["replayed"]
    assert len(posting.batches(books)) == 1


def test_a_plan_of_before_somebody_else_brought_the_file_in_is_refused(umoja: Umoja) -> None:  # noqa: F811
    late = umoja.plan(MEMBERS)
    umoja.bring_in(MEMBERS)
    with pytest.raises(Refused, match=r"brought in before, from umoja-members\.csv"):
        posting.post(umoja.books, late)
    assert len(list_members(umoja.books)) == 34


def test_blocked_and_cancelled_plans_write_nothing(umoja: Umoja) -> None:  # noqa: F811
    with pytest.raises(Refused, match="Nothing was written"):
        posting.post(umoja.books, umoja.plan(OPENING))
    with pytest.raises(Refused, match="The import was stopped"):
        posting.post(umoja.books, umoja.plan(MEMBERS), cancelled=lambda: True)
    assert posting.batches(umoja.books) == []


def test_known_takes_one_round_trip_and_posting_few(umoja: Umoja) -> None:  # noqa: F811
    database = umoja.books.session.database
    database.statements = []
    plan = umoja.plan(MEMBERS)
    assert len(database.statements) == 1
    database.statements.clear()
    posting.post(umoja.books, plan)
    acts = [sql for sql in database.statements if "api." in sql]
    assert len(acts) == 2, acts


def test_neither_the_kept_line_nor_its_hash_tells_an_identity_number(umoja: Umoja) -> None:  # noqa: F811
    rows = batch_json(umoja.plan(MEMBERS))["rows"]
    assert "34654882" not in str(rows)
    one, other = (make_plan(read_bytes("f.csv", f"Name,ID No,Phone\nGrace Kamau,{n},0110690060\n".encode()))
                  for n in ("34654882", "34654883"))  # fmt: skip
    assert one.rows[0].raw_hash == other.rows[0].raw_hash


def test_mappings_are_kept_by_name_and_spoilt_files_do_not_stop_anybody(tmp_path: Path) -> None:
    mapping = ColumnMap(kind=ImportKind.MEMBERS, columns={"name": "Jina"})
    assert mappings.save(tmp_path, "  Our   register ", mapping) == "Our register"
    assert mappings.load(tmp_path, "our REGISTER", TODAY) == mapping
    mappings.save(tmp_path, "our register", mapping)
    assert [one.name for one in mappings.saved(tmp_path)] == ["our register"]
    with pytest.raises(Refused, match="There are: our register"):
        mappings.load(tmp_path, "other", TODAY)
    with pytest.raises(Refused, match="needs a name"):
        mappings.save(tmp_path, " ", mapping)
    mappings.forget(tmp_path, "OUR register")
    assert mappings.saved(tmp_path) == []
    (tmp_path / "import-mappings.json").write_text("{nothing")
    assert mappings.saved(tmp_path) == []
