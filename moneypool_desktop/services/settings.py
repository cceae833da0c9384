"""Settings: what holds in a chama today, and deciding otherwise from a day on."""

import json
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.language import mark
from moneypool_desktop.models.drafts.setting import SettingDraft
from moneypool_desktop.models.rows.settings import Setting
from moneypool_desktop.services.database.connection import Books

_LIST: LiteralString = """
with known as (
    select s.*, s.effective_from <= k.today as begun
    from app.system_settings s cross join (select app.today(%s) as today) k
    where (s.chama_id = %s or s.chama_id is null) and (s.effective_to is null or k.today < s.effective_to)
)
select * from (
    select distinct on (setting_key) setting_key, setting_value::text, setting_type, category, description,
        validation_rules, clause, effective_from, chama_id is not null, row_version
    from known where begun order by setting_key, chama_id is null, effective_from desc
) n
left join lateral (
    select x.setting_value::text, x.effective_from from known x
    where x.setting_key = n.setting_key and not x.begun and x.chama_id is not null order by x.effective_from limit 1
) later on true
order by n.category, n.setting_key"""
_VALUE: LiteralString = "select app.setting(%s, %s)::text"

DESCRIPTIONS = {
    "members_see": mark("What a member without office sees of the others: nothing, their names, or names and figures"),
    "standing.suspend_at": mark(
        "Overdue dues from which a member is suspended from borrowing and guaranteeing, in the chama's currency"
    ),
    "standing.behind_from": mark("Overdue dues from which a member counts as behind, in the chama's currency"),
    "dues.ahead_months": mark("How many months of dues are raised ahead, this month included"),
    "receipts.print_size": mark("The paper receipts are printed on"),
    "statements.answer_days": mark("Days within which a member says that a statement is wrong, printed on each"),
    "security.lock_after_minutes": mark("Minutes without a touch after which the window asks for the password again"),
}
"""What each setting is, as the books say it too; show it through `tr`."""
SLIP = "80mm"
CHOICES = {
    "own": mark("Nothing"),
    "names": mark("Their names"),
    "all": mark("Names and figures"),
    "a5": mark("A5 sheet"),
    SLIP: mark("80 mm slip"),
}
"""The words for the values of a choice; show them through `tr`."""


def list_settings(books: Books) -> list[Setting]:
    """Return every setting as it holds today, with the value that will follow, by category and key."""
    found: list[Setting] = []
    for row in books.read(_LIST, (books.chama.id, books.chama.id)):
        values = list(row)
        values[1], values[-2] = _read(values[1]), _read(values[-2])
        found.append(Setting(*values))
    return found


def value(books: Books, key: str) -> Any:
    """Return one setting as it holds today: Decimal, text, or True and False; None when there is no such key."""
    return _read(books.read(_VALUE, (books.chama.id, key))[0][0])


def save_setting(books: Books, draft: SettingDraft, key: UUID | None = None) -> dict[str, Any]:
    """Set a value from today or a later day; Refused MP419 when the rules of the setting do not allow it."""
    return books.act("set_setting", draft.payload(), key)


def print_size(books: Books) -> str:
    """Return the paper receipts are printed on: `a5` or `80mm`."""
    return str(value(books, "receipts.print_size"))


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text, parse_float=Decimal, parse_int=Decimal)
