"""Settings: typed, dated, the chama's own before everybody's, and none without a reader."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.setting import SettingDraft
from moneypool_desktop.services import settings
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, Founded

ROOT = Path(__file__).parents[2]
DEFINED = "migrations/sql/45_admin/20_settings.sql"


def today(root: psycopg.Connection, chama: Founded) -> date:
    row = root.execute("select app.today(%s)", (chama.id,)).fetchone()
    assert row
    return row[0]


def test_every_setting_has_a_reader_and_a_sentence(chama: Founded) -> None:
    keys = {setting.key for setting in settings.list_settings(chama.books(LEADER))}
    assert keys == set(settings.DESCRIPTIONS)
    files = [*(ROOT / "moneypool_desktop").rglob("*.py"), *(ROOT / "migrations" / "sql").rglob("*.sql")]
    text = "\n".join(
        path.read_text("utf-8") for path in files if path.as_posix().endswith(".sql") or path.stem != "chamas"
    )
    for key in keys:
        assert re.search(rf"(app\.setting\([^)]*'{re.escape(key)}'|value\(books, \"{re.escape(key)}\")", text), key


def test_descriptions_are_those_of_the_books(chama: Founded) -> None:
    found = {setting.key: setting.description for setting in settings.list_settings(chama.books(LEADER))}
    assert found == settings.DESCRIPTIONS


def test_figures_are_decimal_and_the_own_value_wins(chama: Founded, root: psycopg.Connection) -> None:
    books, day = chama.books(LEADER), today(root, chama)
    listed = {setting.key: setting for setting in settings.list_settings(books)}
    limit = listed["standing.suspend_at"]
    assert (limit.value, limit.own, limit.clause) == (Decimal(4000), True, "7.2")
    assert isinstance(limit.value, Decimal)
    assert not listed["dues.ahead_months"].own
    draft = SettingDraft("standing.suspend_at", Decimal("4500.50"), limit.rules, day, clause="7.2")
    assert draft.problems() == {}
    settings.save_setting(books, draft)
    assert settings.value(books, "standing.suspend_at") == Decimal("4500.50")
    assert settings.print_size(books) == "a5"


def test_what_will_hold_later_stands_beside_what_holds_today(chama: Founded, root: psycopg.Connection) -> None:
    books, later = chama.books(LEADER), today(root, chama) + timedelta(days=30)
    rules = {"enum": ["a5", "80mm"]}
    settings.save_setting(books, SettingDraft("receipts.print_size", "80mm", rules, today(root, chama), later))
    size = next(setting for setting in settings.list_settings(books) if setting.key == "receipts.print_size")
    assert (size.value, size.own, size.next_value, size.next_from) == ("a5", False, "80mm", later)


def test_only_officers_with_the_right_decide(chama: Founded, root: psycopg.Connection) -> None:
    with pytest.raises(Refused) as refused:
        settings.save_setting(chama.books(MEMBER), SettingDraft("members_see", "all", {}, today(root, chama)))
    assert refused.value.code == "MP403"


@pytest.mark.parametrize(
    ("value", "rules"),
    [
        (Decimal(0), {"minimum": 1}),
        (Decimal(26), {"maximum": 24}),
        (Decimal("1.5"), {"multipleOf": 1}),
        (Decimal("NaN"), {"minimum": 1}),
        (Problem("Type figures."), {}),
        ("b4", {"enum": ["a5", "80mm"]}),
        ("a", {"minLength": 2}),
        ("abc", {"maxLength": 2}),
        ("12a", {"pattern": "^[0-9]+$"}),
    ],
)
def test_a_draft_refuses_what_the_books_would(value: Decimal | str | Problem, rules: dict[str, object]) -> None:
    assert set(SettingDraft("key", value, rules, date(2026, 11, 23)).problems()) == {"value"}


def test_a_rule_does_not_change_in_the_past() -> None:
    draft = SettingDraft("key", "a", {}, date(2026, 11, 23), date(2026, 11, 22))
    assert set(draft.problems()) == {"date"}
