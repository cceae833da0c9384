"""A member's record as a dialog collects it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import date_long
from moneypool_desktop.models.domain.names import parse_email, tidy_name
from moneypool_desktop.models.domain.phones import parse_phone
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import spaces_tidied
from moneypool_desktop.models.drafts.checks import Amount, Day, only, text_problem
from moneypool_desktop.models.rows.members import MemberRecord

_HUNDRED = Decimal(100)
_LONGEST_NUMBER = 20
_OLDEST = date(1900, 1, 1)
_FIRST_JOINED = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class KinDraft:
    """One next of kin; `share` in per cent."""

    relation: str
    share: Amount
    full_name: str = ""
    phone: str = ""

    def problem(self) -> str:
        """Return what is wrong with it, or no text."""
        if not spaces_tidied(self.relation):
            return tr("Say who this is to the member, such as Daughter.")
        if isinstance(self.share, Problem):
            return self.share.sentence
        if self.share is None or not self.share.is_finite() or self.share <= 0:
            return tr("Each next of kin needs a share above 0 %.")
        name = tidy_name(self.full_name) if self.full_name.strip() else ""
        if isinstance(name, Problem):
            return name.sentence
        return text_problem(self.relation) or text_problem(self.phone)

    def payload(self) -> dict[str, Any]:
        """Return it as the books take it."""
        named = {"full_name": spaces_tidied(self.full_name), "phone": _phone(self.phone)}
        kin = {"relation": spaces_tidied(self.relation), "share_pct": f"{self.share}"}
        return kin | {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A new member, or a changed one when `row_version` says which version was seen; texts are as typed.

    An empty `number` takes the next free one; `national_id` None leaves the sealed one as it is.
    """

    first_name: str
    joined: Day
    today: date
    middle_name: str = ""
    last_name: str = ""
    number: str = ""
    phone: str = ""
    email: str = ""
    date_of_birth: Day = None
    gender: str | None = None
    language: str = "en"
    national_id: str | None = None
    notes: str = ""
    voting_rights: bool = True
    kin: tuple[KinDraft, ...] | None = ()
    id: UUID | None = None
    user_id: UUID | None = None
    row_version: int | None = None

    @classmethod
    def of(cls, record: MemberRecord, today: date) -> "MemberDraft":
        """Return the draft that changes nothing of a record; its next of kin and identity number stay as they are."""
        return cls(
            record.first_name, record.joined, today, record.middle_name or "", record.last_name or "", record.number,
            record.phone or "", record.email or "", record.date_of_birth, record.gender, record.language, None,
            record.notes or "", record.voting_rights, None, record.id, record.user_id, record.row_version,
        )  # fmt: skip

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field; `kin.N` counted from 1, `kin` when the shares do not make 100."""
        return only(
            {
                "first_name": _wrong(tidy_name, self.first_name),
                "middle_name": _wrong(tidy_name, self.middle_name) if self.middle_name.strip() else "",
                "last_name": _wrong(tidy_name, self.last_name) if self.last_name.strip() else "",
                "number": self._number_problem(),
                "phone": _wrong(parse_phone, self.phone) if self.phone.strip() else "",
                "email": _wrong(parse_email, self.email) if self.email.strip() else "",
                "date_of_birth": self._birth_problem(),
                "joined": self._joined_problem(),
                "national_id": text_problem(self.national_id or ""),
                "notes": text_problem(self.notes),
                "kin": self._shares_problem(),
            }
            | {f"kin.{place}": kin.problem() for place, kin in enumerate(self.kin or (), start=1)}
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it, without the identity number, which is sealed first."""
        email = parse_email(self.email) if self.email.strip() else None
        born, joined = self.date_of_birth, self.joined
        act: dict[str, Any] = {
            "first_name": _tidy(self.first_name),
            "middle_name": _tidy(self.middle_name) or None,
            "last_name": _tidy(self.last_name) or None,
            "phone": _phone(self.phone),
            "email": email if isinstance(email, str) else None,
            "date_of_birth": born.isoformat() if isinstance(born, date) else None,
            "gender": self.gender,
            "language": self.language,
            "join_date": joined.isoformat() if isinstance(joined, date) else None,
            "notes": self.notes.strip() or None,
            "voting_rights": self.voting_rights,
        }
        named = {"number": spaces_tidied(self.number), "id": str(self.id) if self.id else ""}
        act |= {name: value for name, value in named.items() if value}
        if self.kin is not None:
            act["next_of_kin"] = [kin.payload() for kin in self.kin]
        return act if self.row_version is None else act | {"row_version": self.row_version}

    def _number_problem(self) -> str:
        if len(spaces_tidied(self.number)) > _LONGEST_NUMBER:
            return tr("A member number has at most {most} letters and figures.", most=_LONGEST_NUMBER)
        return text_problem(self.number)

    def _birth_problem(self) -> str:
        if isinstance(self.date_of_birth, Problem):
            return self.date_of_birth.sentence
        if self.date_of_birth and not _OLDEST <= self.date_of_birth < self.today:
            return tr("{date} cannot be a date of birth.", date=date_long(self.date_of_birth))
        return ""

    def _joined_problem(self) -> str:
        if self.joined is None:
            return tr("No date is given. Type one, such as 7 Nov 2026.")
        if isinstance(self.joined, Problem):
            return self.joined.sentence
        if self.joined > self.today:
            return tr("{date} has not come yet.", date=date_long(self.joined))
        return tr("{date} is too long ago.", date=date_long(self.joined)) if self.joined < _FIRST_JOINED else ""

    def _shares_problem(self) -> str:
        shares = [kin.share for kin in self.kin or () if isinstance(kin.share, Decimal)]
        total = sum(shares, Decimal(0))
        if not shares or total == _HUNDRED:
            return ""
        return tr("Shares make {total} %, they must make 100 %.", total=f"{total.normalize():f}")


def _wrong(read: Callable[[str], str | Problem], text: str) -> str:
    found = read(text)
    return found.sentence if isinstance(found, Problem) else ""


def _tidy(name: str) -> str:
    read = tidy_name(name) if name.strip() else ""
    return read if isinstance(read, str) else ""


def _phone(typed: str) -> str | None:
    read = parse_phone(typed) if typed.strip() else None
    return read if isinstance(read, str) else None
