"""Finding the member a row of money belongs to: by number, and by name only where exactly one member has it."""

import re
from collections import defaultdict

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.text import quoted
from moneypool_desktop.models.rows.imports import Known, KnownMember


def number_key(number: str) -> tuple[str | int, ...]:
    """Return what makes two member numbers the same: `UM-005`, `um 5` and `UM5` are one."""
    return tuple(int(part) if part.isdigit() else part
                 for part in re.findall(r"[^\W\d_]+|\d{1,18}", number.casefold()))  # fmt: skip


def name_key(name: str) -> frozenset[str]:
    """Return the words of a name without regard to order, capitals or marks."""
    return frozenset(re.findall(r"[^\W\d_]+", name.casefold()))


def same_person(one: str, other: str) -> bool:
    """Return whether two written names may be one person: one lacks no word of the other, or two words agree."""
    first, second = name_key(one), name_key(other)
    return not first or not second or first <= second or second <= first or len(first & second) >= 2


class People:
    """The members the books already have, found by number or by name."""

    def __init__(self, known: Known) -> None:
        self._known = known.members is not None
        self._by_number: dict[tuple[str | int, ...], KnownMember] = {}
        self._by_name: defaultdict[frozenset[str], list[KnownMember]] = defaultdict(list)
        for member in known.members or ():
            self._by_number[number_key(member.number)] = member
            self._by_name[name_key(member.name)].append(member)

    def find(self, number: str, name: str) -> tuple[str, str, dict[str, str]]:
        """Return the number and name as the register has them, or by field why the row's member is not certain."""
        if not number and not name:
            return "", "", {"number": tr("No member is given. Type the member's number.")}
        if not self._known:
            return number, name, {}
        return self._numbered(number, name) if number else self._called(name)

    def _called(self, name: str) -> tuple[str, str, dict[str, str]]:
        matches = self._by_name.get(name_key(name), [])
        if len(matches) == 1:
            return matches[0].number, matches[0].name, {}
        if matches:
            sentence = tr("{count} members are called “{name}”. Type the member's number.",
                          count=len(matches), name=quoted(name))  # fmt: skip
        else:
            sentence = tr("No member is called “{name}”. Type the member's number.", name=quoted(name))
        return "", "", {"name": sentence}

    def _numbered(self, number: str, name: str) -> tuple[str, str, dict[str, str]]:
        member = self._by_number.get(number_key(number))
        if member is None:
            return "", "", {"number": tr("No member has the number “{number}”. Correct it, or bring the member in.",
                                         number=quoted(number))}  # fmt: skip
        if not same_person(member.name, name):
            return "", "", {"name": tr("{number} is {name} in the register. Correct the number or the name.",
                                       number=member.number, name=member.name)}  # fmt: skip
        return member.number, member.name, {}
