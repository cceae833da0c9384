"""Whatever is sent to an act, in whatever form: a sentence comes back, nobody's rows move, and nothing is half done."""

from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from moneypool_desktop.services.failures import Bug, Failure, Refused, explain
from tests.database.books import LEADER, MEMBER, OTHER, STRANGER, TREASURER, Founded, refused
from tests.database.test_ledger import DAY, line, sound

ACTS: LiteralString = """
select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname = 'api' and pg_get_function_identity_arguments(p.oid) = 'p_chama uuid, p_key uuid, p jsonb' order by 1
"""
HOSTILE: tuple[Any, ...] = (
    None, "", "x", "'; drop table app.users; --", -1, 0, 1e300, True, [], {}, [None], [[]], [{}], {"a": 1}, "NaN",
    "-5", "0x10", "1e9", "99999999999999999999", "2026-02-31", "0001-01-01", "9999-12-31", "infinity",
    "00000000-0000-0000-0000-000000000000", "\u202e", "x" * 70000,
)  # fmt: skip
OPEN_TO_ALL = {"create_chama", "mark_read", "number_statements", "read_identity"}
FILE: dict[str, Any] = {
    "file_name": "f.csv", "file_hash": "00", "left_out": 0, "mapping": {}, "totals": {},
    "rows": [{"line": 2, "hash": "aa" * 32, "occurrence": 1, "raw": "x"}],
}  # fmt: skip
UNMOVED: LiteralString = "select (select count(*) from app.audit_logs), (select count(*) from app.idempotency_keys)"


def payloads(chama: Founded) -> dict[str, dict[str, Any]]:
    """A payload each act would take, or nearly: what is sent instead is made from it."""
    return on_money(chama) | on_rules(chama) | on_people(chama)


def on_money(chama: Founded) -> dict[str, dict[str, Any]]:
    member, cash = str(chama.member(MEMBER)), str(chama.places["cash"])
    paid = line(chama) | {"kind": "contribution", "method": "cash", "place": cash, "reference": "A", "date": DAY}
    lines = [paid | {"note": "n", "fine": None}]
    moved = {"type": "adjustment", "amount": "5.00", "member": member, "description": "d", "note": "n"}
    journal = [moved | {"debit": cash, "credit": str(chama.accounts["2000"])}]
    fined = [{"member": member, "amount": "5.00", "reason": "Late", "rule": None, "contribution": None, "working": []}]
    place = {"account": cash, "amount": "5.00", "name": "Cash", "purpose": "cash"}
    balance = {"member": member, "savings": "5.00"}
    spent = {"kind": "expense", "date": DAY, "amount": "5.00", "place": cash, "description": "d", "account": None}
    return {
        "charge_fines": {"date": DAY, "lines": fined},
        "decide": {"approval": str(uuid4()), "approve": True, "note": "n"},
        "import_contributions": FILE | {"date": DAY, "lines": lines},
        "import_opening": FILE | {"date": DAY, "places": [place], "members": [balance], "funds": []},
        "journal": {"date": DAY, "lines": journal},
        "lock_month": {"month": DAY, "note": "n"},
        "pay_out": spent | {"method": "cash", "reference": "r", "note": "n"},
        "raise_dues": {"through": DAY},
        "receipt_printed": {"receipts": [str(uuid4())]},
        "receive": {"date": DAY, "method": "cash", "place": cash, "meeting": str(uuid4()), "lines": lines},
        "request_unlock": {"month": DAY, "reason": "Wrong"},
        "request_waiver": {"of": "contribution", "id": str(uuid4()), "amount": "5.00", "reason": "Ill"},
        "reverse": {"transactions": [str(uuid4())], "reason": "Wrong", "date": DAY},
        "reverse_import": {"batch": str(uuid4()), "reason": "Wrong"},
    }


def on_rules(chama: Founded) -> dict[str, dict[str, Any]]:
    new = {"name": "New group", "short_name": "New", "books_from": DAY, "funds": [], "accounts": [], "types": []}
    kept = {"row_version": 1, "name": "Umoja", "accent": 1, "time_zone": "Africa/Nairobi", "max_members": 50}
    kind = {"code": "NEW", "name": "New", "account": str(chama.accounts["2000"]), "frequency": "monthly"}
    rule = {"code": "NEW", "name": "New", "method": "FLAT_ONCE", "rule": {"amount": "5.00"}, "effective_from": DAY}
    return {
        "create_chama": new,
        "save_account": {"name": "Box", "purpose": "cash", "holder": "h", "external_number": "1", "is_active": True},
        "save_chama": kept | {
            "constitution": [], "bylaws": [], "loan_interest_rate": "1", "category": "savings",
            "contribution_frequency": "monthly", "registration_date": DAY,
        },
        "save_contribution_type": kind | {
            "due_rule": {"kind": "day_of_month", "day": 7}, "grace_days": 0, "kind": "regular",
            "penalty_rule": {"method": "FLAT_ONCE"}, "unit_price": None, "amount": "5.00", "effective_from": DAY,
        },
        "save_fine_rule": rule,
        "save_fund": {"code": "NEW", "name": "New", "is_active": True},
        "set_permission": {"role": "member", "permission": "ledger.view", "allowed": True},
        "set_setting": {"key": "dues.ahead_months", "value": "4", "effective_from": DAY, "clause": "c"},
    }  # fmt: skip


def on_people(chama: Founded) -> dict[str, dict[str, Any]]:
    member = str(chama.member(MEMBER))
    person = {"first_name": "Ann", "last_name": "Bo", "phone": "+254712000000", "email": "a@b.example"}
    kin = [{"relation": "wife", "full_name": "C", "phone": "1", "share_pct": "100"}]
    new = {"line": 2, "member": str(uuid4()), "person": str(uuid4()), "number": "M-090", "next_of_kin": kin} | person
    return {
        "import_members": FILE | {"members": [new]},
        "mark_read": {"ids": [str(uuid4())]},
        "number_statements": {"members": [member], "from": DAY, "to": DAY},
        "read_identity": {"member": member, "reason": "r"},
        "save_member": person | {
            "number": "M-091", "join_date": DAY, "next_of_kin": kin, "gender": "female",
            "date_of_birth": "1990-01-01", "national_id_sealed": "AAAA", "language": "en",
        },
        "set_member_status": {"member": member, "status": "suspended", "row_version": 1, "date": DAY, "reason": "Ill"},
        "set_overrides": {"member": member, "granted": ["ledger.view"], "denied": [], "row_version": 1},
        "set_role": {"member": member, "role": "secretary", "row_version": 1},
    }  # fmt: skip


def wrong_forms(payload: Any) -> Iterator[Any]:
    """The payload with each of its values, at any depth, gone or replaced by each hostile one."""
    if isinstance(payload, dict):
        for name, value in payload.items():
            yield {other: kept for other, kept in payload.items() if other != name}
            for bad in HOSTILE:
                yield payload | {name: bad}
            for inner in wrong_forms(value):
                yield payload | {name: inner}
    elif isinstance(payload, list) and payload:
        for inner in wrong_forms(payload[0]):
            yield [inner, *payload[1:]]
        yield [payload[0], payload[0]]


def sender(function: str) -> str:
    """The officer who may send an act."""
    return LEADER if function.startswith(("set_", "decide", "lock", "request")) else TREASURER


@pytest.mark.parametrize("part", range(4))
def test_no_form_of_any_act_surprises_the_books(chama: Founded, part: int) -> None:
    """Every refusal is one a person can be told of, and what slips through leaves the books whole."""
    bodies = payloads(chama)
    surprises: list[tuple[str, str, object]] = []
    for function in list(bodies)[part::4]:
        for sent in (*wrong_forms(bodies[function]), *HOSTILE):
            where = uuid4() if function == "create_chama" else chama.id
            try:
                chama.sessions[sender(function)].act(function, (where, uuid4(), Jsonb(sent)))
            except Refused:
                continue
            except Failure as failure:
                surprises.append((function, failure.code, sent))
    assert not surprises
    sound(chama)


def test_every_act_of_the_books_is_among_those_tried_here(chama: Founded, root: psycopg.Connection) -> None:
    assert {name for (name,) in root.execute(ACTS)} == set(payloads(chama))


@pytest.mark.parametrize("text", ["\u202edlo", "a\u200bb", "\u0001", "bell\u0007", "\ufeffName"])
def test_no_text_of_an_act_hides_signs(chama: Founded, text: str) -> None:
    bodies = payloads(chama)
    sent = bodies["receive"] | {"lines": [bodies["receive"]["lines"][0] | {"note": text}]}
    assert refused("MP421", chama, TREASURER, "receive", sent).figures["why"] == "hidden"
    assert refused("MP421", chama, TREASURER, "lock_month", {"month": DAY, "note": text}).figures["why"] == "hidden"


def test_a_backslash_in_a_text_is_a_sign_like_any_other(chama: Founded) -> None:
    chama.act(TREASURER, "lock_month", {"month": DAY, "note": "C:\\u0001 and \\\\u0007"})


@pytest.mark.parametrize("who", [MEMBER, OTHER, STRANGER, "nobody", "another computer"])
def test_who_may_do_nothing_moves_nothing_by_any_act(
    chama: Founded, root: psycopg.Connection, device: Callable[[str], str], who: str
) -> None:
    """With psql: a member without office, a leader of another chama, no session, a session stolen from a computer."""
    bodies = {name: sent for name, sent in payloads(chama).items() if name not in OPEN_TO_ALL}
    token = "" if who == "nobody" else chama.sessions[LEADER if who == "another computer" else who].token
    before = root.execute(UNMOVED).fetchone()
    address = device("Another PC") if who == "another computer" else chama.device_url
    with psycopg.connect(address, autocommit=True) as psql:
        psql.execute("select set_config('app.session_token', %s, false)", (token,))
        for function, sent in bodies.items():
            for where in (chama.id, None):
                with pytest.raises(psycopg.Error) as caught:
                    psql.execute(
                        sql.SQL("select api.{}(%s, %s, %s)").format(sql.Identifier(function)),
                        (where, uuid4(), Jsonb(sent)),
                    )
                known = {"28000"} if who in {"nobody", "another computer"} else {"MP403", "42501"}
                assert caught.value.sqlstate in known, (function, caught.value)
    assert root.execute(UNMOVED).fetchone() == before


@pytest.mark.parametrize("who", [MEMBER, STRANGER])
def test_what_anybody_may_send_reaches_no_further_than_themselves(
    chama: Founded, root: psycopg.Connection, who: str
) -> None:
    session, key = chama.sessions[who], str(chama.member(OTHER))
    before = root.execute(UNMOVED).fetchone()
    sent: list[tuple[str, Any]] = [
        ("create_chama", payloads(chama)["create_chama"]),
        ("read_identity", {"member": key}),
        ("number_statements", {"members": [key]}),
        ("number_statements", {"members": [str(chama.member(MEMBER)), key]}),
    ]
    if who == STRANGER:
        sent += [("mark_read", {"all": True}), ("number_statements", {"members": []}), ("read_identity", {})]
    for function, payload in sent:
        with pytest.raises(Refused):
            session.act(function, (chama.id, uuid4(), Jsonb(payload)))
    assert root.execute(UNMOVED).fetchone() == before


READS: tuple[LiteralString, ...] = (
    "select * from api.check_books(%s)", "select api.verify_chain(%s)", "select app.member_history(%s, %s)",
    "select * from auth.key_holders(%s)", "select auth.chama_key(%s, false)",
)  # fmt: skip
SILENT: tuple[LiteralString, ...] = (
    "select api.audit_link(%s, 1)", "select nullif(api.changes(%s), '{}')", "select nullif(api.my_rights(%s), '{}')",
    "select app.register(%s)", "select app.today(%s)", "select nullif(app.can(%s, 'ledger.view'), false)",
    "select 1 from api.audit_heads() h where h.chama_id = %s",
)  # fmt: skip


def test_no_question_about_another_chama_is_answered(chama: Founded) -> None:
    stranger = chama.sessions[STRANGER]
    for where in (chama.id, None):
        for question in READS:
            values = (where, chama.member(MEMBER))[: question.count("%s")]
            with pytest.raises(Refused):
                stranger.read(question, values)
        for question in SILENT:
            assert [row for row in stranger.read(question, (where,)) if row[0] is not None] == [], question


DOORS: LiteralString = """
select n.nspname, p.proname, array(select format_type(t, null) from unnest(p.proargtypes) t)
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('app', 'auth', 'api', 'ops', 'ledger') and has_schema_privilege('mp_device', n.oid, 'usage')
    and has_function_privilege('mp_device', p.oid, 'execute') and p.proname <> 'sign_out'
    and pg_get_function_identity_arguments(p.oid) <> 'p_chama uuid, p_key uuid, p jsonb'
"""
KEPT: LiteralString = """
select (select md5(string_agg(u::text, '' order by id)) from app.users u), (select count(*) from auth.sessions),
    (select md5(string_agg(m::text, '' order by id)) from app.chama_members m), (select count(*) from auth.credentials),
    (select md5(string_agg(c::text, '' order by id)) from app.computers c)
"""


@pytest.mark.parametrize("who", [MEMBER, "nobody"])
def test_no_other_function_open_to_a_computer_gives_way(chama: Founded, root: psycopg.Connection, who: str) -> None:
    """Every function a computer may call, with every mixture of values nobody should send."""
    values: dict[str, tuple[Any, ...]] = {
        "uuid": (None, uuid4(), chama.id, chama.other_chama, chama.users[LEADER], chama.member(OTHER)),
        "text": (None, "", "x" * 70000, "'; drop table app.users; --", "grace@umoja.example", "mp_root"),
        "bytea": (None, b"", b"\0" * 32),
        "jsonb": (None, *(Jsonb(sent) for sent in (None, [], {}, "x", [{}], {"email": None}, {"email": "a@b.c"}))),
        "boolean": (None, True), "integer": (None, -1, 2**31 - 1), "bigint": (None, -1, 2**62),
        "interval": (None, "-1 s", "1000 years"), "date": (None, "0001-01-01", "9999-12-31"),
    }  # fmt: skip
    before, surprises = root.execute(KEPT).fetchone(), list[tuple[str, str, object]]()
    with psycopg.connect(chama.device_url, autocommit=True) as psql:
        token = chama.sessions[who].token if who == MEMBER else ""
        psql.execute("select set_config('app.session_token', %s, false)", (token,))
        for schema, function, types in root.execute(DOORS).fetchall():
            marks = sql.SQL(", ").join(sql.SQL("%s::{}").format(sql.SQL(kind)) for kind in types)
            asked = sql.SQL("select * from {}({})").format(sql.Identifier(schema, function), marks)
            for sent in islice(product(*(values[kind] for kind in types)), 200):
                try:
                    psql.execute(asked, sent)
                except psycopg.Error as error:
                    if isinstance(explain(error), Bug):
                        surprises.append((schema, function, sent))
    assert not surprises
    assert root.execute(KEPT).fetchone() == before
