"""What is wrong with a change of membership or a statement asked for, before the books see it."""

from datetime import date

import pytest

from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.checks import Day
from moneypool_desktop.models.drafts.member_acts import StatementDraft, StatusDraft

TODAY, JOINED = date(2026, 11, 23), date(2024, 1, 7)
BAD = Problem("February 2026 has 28 days.", "no_such_day")


@pytest.mark.parametrize(
    ("status", "on", "reason", "wrong"),
    [
        ("suspended", TODAY, "Owes too long", {}),
        ("active", TODAY, "", {}),
        ("left", TODAY, "  ", {"reason": "Say why, in a few words."}),
        ("left", date(2026, 11, 24), "Moved away", {"on": "24 November 2026 has not come yet."}),
        ("left", date(2023, 12, 31), "Moved away", {"on": "The member joined on 7 January 2024."}),
        ("left", None, "Moved away", {"on": "No date is given. Type one, such as 7 Nov 2026."}),
        ("left", BAD, "Moved away", {"on": "February 2026 has 28 days."}),
    ],
)
def test_a_status_says_what_is_missing(status: str, on: Day, reason: str, wrong: dict[str, str]) -> None:
    assert StatusDraft(status, on, reason, JOINED, TODAY).problems() == wrong


@pytest.mark.parametrize(
    ("first", "as_at", "wrong"),
    [
        (JOINED, TODAY, {}),
        (TODAY, TODAY, {}),
        (TODAY, JOINED, {"first": "The period begins after it ends on 7 January 2024."}),
        (JOINED, date(2026, 12, 1), {"as_at": "1 December 2026 has not come yet."}),
        (None, BAD, {"first": "No date is given. Type one, such as 7 Nov 2026.", "as_at": BAD.sentence}),
    ],
)
def test_a_statement_has_a_period_that_has_come_and_is_the_right_way_round(
    first: Day, as_at: Day, wrong: dict[str, str]
) -> None:
    assert StatementDraft(first, as_at, TODAY).problems() == wrong
