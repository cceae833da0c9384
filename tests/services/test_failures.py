"""Every failure becomes one sentence a person can act on, or a bug with a report; never a traceback."""

import errno
import json
import re
import sqlite3
import string
from collections.abc import Callable
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from moneypool_desktop import places
from moneypool_desktop.services import sentences
from moneypool_desktop.services.failures import Bug, Failure, Lost, Refused, explain

type Raised = Callable[[str, dict[str, object]], Failure]

_MAKE: LiteralString = """
create function pg_temp.raised(p_code text, p_detail text) returns void language plpgsql as
$$ begin raise exception 'fixed text' using errcode = p_code, detail = p_detail; end $$
"""


@pytest.fixture
def raised(root: psycopg.Connection) -> Raised:
    root.execute(_MAKE)

    def explained(code: str, figures: dict[str, object]) -> Failure:
        with pytest.raises(psycopg.Error) as caught:
            root.execute("select pg_temp.raised(%s, %s)", (code, json.dumps(figures)))
        return explain(caught.value)

    return explained


@pytest.mark.parametrize(
    ("code", "figures", "sentence"),
    [
        ("MP410", {"through": "2026-10-31"}, "The books are locked up to 31 October 2026."),
        ("MP410", {"month": "2026-10-01"}, "The books of October 2026 are locked."),
        (
            "MP416",
            {"what": "receipt", "number": "R-2040", "date": "2026-11-05"},
            "Same receipt as R-2040 of 5 November 2026.",
        ),
        ("MP421", {"field": "reason", "why": "missing"}, "Say why, in a few words."),
        ("MP421", {"field": "fund", "why": "unknown", "line": 4}, "Line 4 names something that is not in this chama."),
        (
            "MP411",
            {"field": "amount", "why": "decimals", "line": 3},
            "The amount in line 3 has more than two decimals.",
        ),
        ("MP419", {"key": "dues.grace", "why": "maximum", "rules": {"maximum": 31}}, "The most it may be is 31."),
        ("MP410", {}, "That period is locked."),
        (
            "MP412",
            {"place": "The cash box", "balance": "12400.00", "wanted": "20000"},
            "The cash box holds Ksh\u00a012,400.00. This pays out Ksh\u00a020,000.00.",
        ),
        ("MP412", {}, "There is not enough money in that place."),
        ("MP414", {"number": "R-2038"}, "R-2038 was taken back already."),
        (
            "MP417",
            {"left": "100.00", "right": "99.50"},
            "The two totals differ: Ksh\u00a0100.00 against Ksh\u00a099.50.",
        ),
        ("MP418", {"date": "2027-01-01", "why": "future"}, "1 January 2027 has not come yet."),
        ("MP418", {"date": "2027-01-01", "why": "unheard of"}, "1 January 2027 cannot be used here."),
        ("MP422", {"status": "suspended"}, "This chama is suspended, so nothing can be written."),
        ("28000", {}, "Your session has ended."),
        ("42501", {}, "Your role does not allow this."),
    ],
)
def test_a_refusal_says_the_figures_it_was_given(
    raised: Raised, code: str, figures: dict[str, object], sentence: str
) -> None:
    failure = raised(code, figures)
    assert isinstance(failure, Refused)
    assert (failure.code, failure.sentence) == (code, sentence)


@pytest.mark.parametrize("code", ["08006", "57P01", "57P02", "57P03", "53300", "25P03"])
def test_a_server_that_goes_away_is_a_lost_answer(raised: Raised, code: str) -> None:
    failure = raised(code, {})
    assert isinstance(failure, Lost)
    assert failure.sentence == "The server is not answering."


@pytest.mark.parametrize("code", ["55P03", "40001", "40P01"])
def test_a_busy_server_is_asked_again(raised: Raised, code: str) -> None:
    assert isinstance(raised(code, {}), Lost)


@pytest.mark.parametrize("code", ["22P02", "23505", "23514"])
def test_a_value_the_books_refuse_is_known(raised: Raised, code: str) -> None:
    assert isinstance(raised(code, {}), Refused)


@pytest.mark.parametrize("code", ["42703", "XX000", "P0001", "0A000"])
def test_what_nobody_foresaw_is_a_bug_with_its_code(raised: Raised, code: str) -> None:
    failure = raised(code, {})
    assert isinstance(failure, Bug)
    assert failure.code == code
    assert "fixed text" not in str(failure)


def test_details_that_are_no_figures_are_left_out(root: psycopg.Connection) -> None:
    root.execute(_MAKE)
    for detail in ("", "Key (email)=(grace@example.org) already exists.", "[1]", "{"):
        with pytest.raises(psycopg.Error) as caught:
            root.execute("select pg_temp.raised('MP416', %s)", (detail,))
        assert str(explain(caught.value)).startswith("That is in the books already.")


def test_figures_can_put_nothing_into_the_sentence_but_themselves(raised: Raised) -> None:
    failure = raised("MP414", {"number": "{kept} %s {0.__class__}"})
    assert failure.sentence == "{kept} %s {0.__class__} was taken back already."


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full."),
        (
            PermissionError(errno.EACCES, "Permission denied", "/home/grace/a.pdf"),
            "This computer does not let you use /home/grace/a.pdf.",
        ),
        (FileNotFoundError(errno.ENOENT, "No such file", "/home/grace/b.csv"), "There is no file /home/grace/b.csv."),
        (
            IsADirectoryError(errno.EISDIR, "Is a directory", "/home/grace"),
            "/home/grace is not a file that can be used here.",
        ),
        (OSError(errno.EIO, "Input/output error"), "The disk did not do it: Input/output error."),
    ],
)
def test_what_the_computer_refuses_is_known(error: OSError, sentence: str) -> None:
    failure = explain(error)
    assert isinstance(failure, Refused)
    assert failure.sentence == sentence


def test_an_outbox_that_cannot_be_written_stops_the_act() -> None:
    failure = explain(sqlite3.OperationalError("database or disk is full"))
    assert isinstance(failure, Refused)
    assert failure.kept == "Nothing was sent."


def test_any_other_exception_is_a_bug_named_by_its_kind() -> None:
    failure = explain(ZeroDivisionError("secret figures"))
    assert isinstance(failure, Bug)
    assert failure.code == "ZeroDivisionError"
    assert "secret" not in str(failure)


def fail(amount: str) -> None:
    raise LookupError(f"Ksh {amount} of Grace Wanjiku")


def test_a_bug_leaves_a_report_to_read_that_holds_no_names_and_no_amounts(home: Path) -> None:
    caught: list[LookupError] = []
    for amount in ("2,100.00", "73.50"):
        try:
            fail(amount)
        except LookupError as error:
            caught.append(error)
    _, failure = map(explain, caught)
    assert isinstance(failure, Bug)
    (report,) = (home / "reports").iterdir()
    assert str(report) in failure.advice
    text = report.read_text("utf-8")
    assert text == failure.report
    assert "LookupError" in text
    assert "tests/services/test_failures.py" in text
    assert not any(kept in text for kept in ("2,100", "73.50", "Grace", str(Path.home()), str(home)))


def test_the_report_of_a_failure_in_the_database_names_its_function_and_no_value(
    root: psycopg.Connection, home: Path
) -> None:
    root.execute(_MAKE)
    with pytest.raises(psycopg.Error) as caught:
        root.execute("select pg_temp.raised('XX000', 'Grace paid 2100')")
    failure = explain(caught.value)
    assert isinstance(failure, Bug)
    assert "PL/pgSQL function" in failure.report
    assert "XX000" in failure.report
    assert "Grace" not in failure.report
    assert list((home / "reports").iterdir())


def test_a_home_that_cannot_be_written_takes_no_report_and_still_gives_a_sentence(home: Path) -> None:
    (home / "reports").write_text("a file in the way")
    failure = explain(ZeroDivisionError())
    assert failure.advice == "Try again."


def test_an_explained_failure_stays_as_it_is() -> None:
    failure = Refused("MP424", "one", kept="two", advice="three")
    assert explain(failure) is failure
    assert str(failure) == "one two three"


def test_every_code_of_the_database_has_a_sentence() -> None:
    text = "\n".join(path.read_text() for path in places.migrations().rglob("*.sql"))
    raised_codes = set(re.findall(r"'(MP\d{3})'", text))
    assert raised_codes <= sentences.REFUSALS.keys()


@pytest.mark.parametrize(("code", "refusal"), sentences.REFUSALS.items())
def test_every_refusal_ends_with_a_sentence_that_needs_no_figure(code: str, refusal: sentences.Refusal) -> None:
    assert not [name for _, name, _, _ in string.Formatter().parse(refusal.general[-1]) if name]
    assert refusal.kept or refusal.advice, f"{code} must say what was kept or what to do"


def test_every_reason_the_database_gives_has_a_sentence() -> None:
    missing: list[str] = []
    for path in sorted(places.migrations().rglob("*.sql")):
        for code, case, value in _reasons(path.read_text()):
            refusal = sentences.REFUSALS[code]
            known = {reason.split(".")[-1] for reason in refusal.cases}
            if case in refusal.case and value not in known:
                missing.append(f"{code} {case} {value}: {path.name}")
    assert missing == []


def _reasons(text: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for match in re.finditer(r"'(MP\d{3})'(.{0,200}?);", text, re.DOTALL):
        figures = re.findall(r"['\"](why|what|state)['\"]\s*[,:]\s*['\"]([a-z_]+)['\"]", match[2])
        found += [(match[1], case, value) for case, value in figures]
    return found
