"""Large acts after small ones: a connection that planned for five members serves fifteen hundred as well."""

from typing import Any

import psycopg

from tests.database.books import TREASURER, Founded, one
from tests.database.test_ledger import receive, sound

MANY = 1500


def crowd(chama: Founded, root: psycopg.Connection) -> list[str]:
    """Fifteen hundred more members, of whom the server has counted none yet."""
    root.execute(
        "with people as (insert into app.users (id, first_name)"
        " select gen_random_uuid(), 'N' from generate_series(1, %s) returning id)"
        " insert into app.chama_members (chama_id, user_id, member_number, join_date)"
        " select %s, id, id::text, '2025-12-01' from people",
        (MANY, chama.id),
    )
    found = root.execute("select id::text from app.chama_members where chama_id = %s", (chama.id,)).fetchall()
    return [key for (key,) in found]


def test_a_meeting_of_hundreds_is_not_stopped_by_the_plans_of_a_small_one(
    chama: Founded, root: psycopg.Connection
) -> None:
    """Each act has fifteen seconds; comparing each row with each other would need more."""
    chama.act(TREASURER, "raise_dues", {"through": "2026-01-31"})
    receive(chama)
    lines: list[dict[str, Any]] = [
        {"member": member, "type": str(chama.types["DUES"]), "amount": "2000.00"} for member in crowd(chama, root)
    ]
    assert chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})["raised"] > 20 * MANY
    assert chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})["raised"] == 0
    assert len(receive(chama, *lines)["receipts"]) == len(lines)
    sound(chama)


def test_dues_of_the_past_are_raised_as_overdue_at_once(chama: Founded, root: psycopg.Connection) -> None:
    chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})
    wrong = (
        "select count(*) from app.contributions c where c.chama_id = %s"
        " and c.status <> case when c.grace_until < app.today(c.chama_id) then 'overdue' else 'pending' end"
    )
    assert one(root, wrong, chama.id) == 0
    assert one(root, "select max(row_version) from app.contributions where chama_id = %s", chama.id) == 1


def test_a_change_of_many_rows_tells_of_each_what_it_was_and_became(chama: Founded, root: psycopg.Connection) -> None:
    root.execute("update app.chama_members set notes = 'before ' || member_number where chama_id = %s", (chama.id,))
    root.execute(
        "update app.chama_members set notes = 'after ' || member_number where chama_id = %s and role <> 'leader'",
        (chama.id,),
    )
    told = root.execute(
        "select old_values ->> 'notes', new_values ->> 'notes', new_values ->> 'member_number' from app.audit_logs"
        " where chama_id = %s and event_type = 'member.update' and new_values ->> 'notes' like 'after %%' order by 3",
        (chama.id,),
    ).fetchall()
    assert told == [(f"before M-00{n}", f"after M-00{n}", f"M-00{n}") for n in range(2, 6)]
    sound(chama)
