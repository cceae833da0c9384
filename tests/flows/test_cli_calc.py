"""`moneypool-cli calc` as a script calls it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"
HEAVY = ("psycopg", "sqlalchemy", "PySide6", "reportlab", "openpyxl", "babel")


def calc(kind: str, typed: str | bytes) -> tuple[int, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "moneypool_desktop.cli", "calc", kind],
        input=typed if isinstance(typed, bytes) else typed.encode(),
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    return done.returncode, json.loads(done.stdout)


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((CASES / name).read_text("utf-8"))


def test_penalties_of_a_list_are_answered_in_order() -> None:
    wanted = cases("penalties.json")
    status, answers = calc("penalty", json.dumps([case["in"] for case in wanted]))
    assert status == 0
    assert [answer["penalty"] for answer in answers] == [case["penalty"] for case in wanted]
    assert all(answer["working"] for answer in answers)


def test_quorums_of_a_list_are_answered_in_order() -> None:
    wanted = cases("quorum.json")
    status, answers = calc("quorum", json.dumps([case["in"] for case in wanted]))
    assert status == 0
    assert answers == [case["out"] for case in wanted]


def test_phones_of_a_list_are_answered_with_an_error_in_the_place_of_a_refused_one() -> None:
    wanted = cases("phones.json")
    status, answers = calc("phone", json.dumps([{"raw": case["raw"], "country": case["country"]} for case in wanted]))
    assert status == 0
    told = [answer["e164"] if "e164" in answer else answer["error"]["code"] for answer in answers]
    assert told == [case.get("e164") or case["error"] for case in wanted]


def test_a_single_refused_input_exits_one_and_names_the_field() -> None:
    status, answer = calc("phone", '{"raw": "07123"}')
    assert status == 1
    assert answer == {
        "error": {"code": "wrong_length", "field": "raw", "message": "A phone has 10 figures. This one has 5."}
    }


def test_an_unknown_country_is_the_fault_of_the_country() -> None:
    assert calc("phone", '{"raw": "07", "country": "ZZ"}')[1]["error"]["field"] == "country"


@pytest.mark.parametrize(
    ("kind", "typed", "code", "field"),
    [
        ("phone", '{"raw": "0712610340", "colour": "red"}', "unknown_key", "colour"),
        ("phone", "{}", "missing", "raw"),
        ("phone", '{"raw": 712610340}', "bad_value", "raw"),
        ("quorum", '{"fraction": "2/3", "entitled": 10, "present": 11}', "bad_value", "present"),
        ("quorum", '{"fraction": "2/3", "entitled": 0, "present": 0}', "bad_value", "entitled"),
        ("quorum", '{"fraction": "0.66", "entitled": 3, "present": 2}', "not_quorum", "fraction"),
        ("penalty", '{"method": "FLAT_ONCE", "amount": 10.999, "days_late": 1}', "bad_value", "amount"),
        ("penalty", '{"method": "FLAT_ONCE", "amount": NaN, "days_late": 1}', "not_json", ""),
        ("penalty", '{"method": "FLAT_PER_DAY", "amount": "9999999999999.99", "days_late": 9}', "too_large", ""),
        ("penalty", "", "not_json", ""),
        ("penalty", "{} {}", "not_json", ""),
        ("penalty", b"\xff\xfe", "not_json", ""),
        ("penalty", "[" * 100_000, "not_json", ""),
        ("penalty", "9" * 5_000, "not_json", ""),
        ("penalty", "null", "not_object", ""),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_no_trace(
    kind: str, typed: str | bytes, code: str, field: str
) -> None:
    status, answer = calc(kind, typed)
    assert status == 1
    assert (answer["error"]["code"], answer["error"]["field"]) == (code, field)
    assert answer["error"]["message"].endswith(".")


def test_no_inputs_give_no_answers() -> None:
    assert calc("quorum", "[]") == (0, [])


def test_a_byte_order_mark_is_no_fault() -> None:
    assert calc("quorum", b'\xef\xbb\xbf{"fraction": "1/2", "entitled": 3, "present": 2}') == (
        0,
        {"required": 2, "met": True},
    )


def test_calc_loads_no_database_no_window_and_no_report() -> None:
    script = (
        'import io, json, sys; sys.stdin = io.TextIOWrapper(io.BytesIO(b\'{"raw": "0712610340"}\'));'
        "from moneypool_desktop.cli.__main__ import main; main(['calc', 'phone']);"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert json.loads(done.stderr) == []
