"""Which rows of a register are the officers whom the founding of the group entered before any register came in."""

from collections.abc import Sequence

from moneypool_desktop.models.rows.imports import ImportRow, KnownMember, MemberEntry, RowState
from moneypool_desktop.services.imports.people import name_key, number_key, same_person

type _Entries = list[tuple[int, MemberEntry]]


def founders_rows(rows: Sequence[ImportRow], founders: Sequence[KnownMember]) -> dict[int, KnownMember]:
    """Return by row index the officer a row is about: same e-mail, else same phone, number or name with a fitting name.

    The name alone is enough only where one row fits it in two words or more and no phone speaks against it.
    """
    entries = [(row.index, row.entry) for row in rows
               if row.state is RowState.NEW and isinstance(row.entry, MemberEntry)]  # fmt: skip
    found: dict[int, KnownMember] = {}
    for founder in founders:
        index = _row_of(founder, [(index, entry) for index, entry in entries if index not in found])
        if index is not None:
            found[index] = founder
    return found


def _row_of(founder: KnownMember, entries: _Entries) -> int | None:
    fitting = [(index, entry) for index, entry in entries if same_person(founder.name, entry.name)]
    named = [index for index, entry in fitting if _named(entry, founder)]
    number = number_key(founder.number)
    ways = (
        [index for index, entry in entries if founder.email and entry.email.casefold() == founder.email.casefold()],
        [index for index, entry in fitting if founder.phone and entry.phone == founder.phone],
        [index for index, entry in fitting if number and number_key(entry.number) == number],
        named if len(named) == 1 else [],
    )
    return next((way[0] for way in ways if way), None)


def _named(entry: MemberEntry, founder: KnownMember) -> bool:
    words = name_key(founder.name)
    other_phone = bool(entry.phone and founder.phone and entry.phone != founder.phone)
    return len(words) >= 2 and words <= name_key(entry.name) and not other_phone
