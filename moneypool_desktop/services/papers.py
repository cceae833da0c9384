"""What every paper of a chama carries: who issues it, its officers, and how it came to be."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, LiteralString
from zoneinfo import ZoneInfo

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.dates import add_months
from moneypool_desktop.models.domain.phones import display_phone
from moneypool_desktop.models.rows.statements import AuditHead, Letterhead, Printing
from moneypool_desktop.services.database.connection import Books

_MOST_NAMED = 4

CHAMA: LiteralString = """
select c.name, c.short_name, coalesce(c.registration_number, ''), coalesce(c.paybill, ''), coalesce(c.location, ''),
    coalesce(c.contact_phone, ''), c.is_sample, c.time_zone, app.today(c.id), h.hash, coalesce(h.seq, 0),
    coalesce((select concat_ws(' ', u.first_name, u.middle_name, u.last_name) from app.chama_members m
        join app.users u on u.id = m.user_id
        where m.chama_id = c.id and m.role = 'treasurer' and m.status = 'active' order by m.member_number limit 1), ''),
    coalesce((select u.phone from app.chama_members m join app.users u on u.id = m.user_id
        where m.chama_id = c.id and m.role = 'treasurer' and m.status = 'active' order by m.member_number limit 1), ''),
    (app.setting(c.id, 'statements.answer_days') #>> '{}')::integer
from app.chamas c left join api.audit_heads() h on h.chama_id = c.id
where c.id = %s
"""


class Issuer:
    """The chama that issues papers, read once for many of them; texts are in the language spoken when asked for."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        (
            self.name,
            self.short_name,
            self._registration,
            self._paybill,
            self._location,
            self._phone,
            self._sample,
            zone,
            self.today,
            head,
            entry,
            self.treasurer,
            self._treasurer_phone,
            self._answer_days,
        ) = row
        self._zone = ZoneInfo(zone)
        self.head = AuditHead(bytes(head or b"").hex(), entry)

    def letterhead(self) -> Letterhead:
        """Return who issues a paper, in the language now spoken."""
        paybill = tr("Paybill {number}, account: your member number", number=self._paybill) if self._paybill else ""
        contact = ". ".join(part for part in (self._location, display_phone(self._phone or None)) if part)
        return Letterhead(
            name=self.name,
            short_name=self.short_name,
            initials=initials(self.short_name),
            registration=self._registration,
            paybill=paybill,
            contact=contact,
            practice=self._sample,
        )

    def printing(self, books: Books, copy: int = 0) -> Printing:
        """Return how a paper made now came to be."""
        return Printing(self.head, datetime.now(UTC).astimezone(self._zone), books.session.person.name, copy)

    def questions(self) -> str:
        """Return whom questions about a statement reach and until when, in the language now spoken."""
        phone = display_phone(self._treasurer_phone or self._phone or None)
        reach = ", ".join(part for part in (self.treasurer, phone) if part)
        if not reach:
            return tr("Say within {days} days when something here is wrong.", days=self._answer_days)
        return tr(
            "Questions about this statement reach the treasurer, {treasurer}. Say within {days} days when something "
            "here is wrong.",
            treasurer=reach,
            days=self._answer_days,
        )


def periods_named(frequency: str, starts: Sequence[date]) -> str:
    """Return the periods that money met, by their first days: `November 2026`, `June to October 2026`, or each."""
    days = sorted(set(starts))
    if not days:
        return ""
    first, last = days[0], days[-1]
    monthly = frequency == "monthly"
    if len(days) == 1:
        return formats.month_long(first.year, first.month) if monthly else formats.period_label(frequency, first)
    if monthly and add_months(first, len(days) - 1) == last:
        start = (
            formats.month_name(first.month) if first.year == last.year else formats.month_long(*first.timetuple()[:2])
        )
        return tr("{first} to {last}", first=start, last=formats.month_long(last.year, last.month))
    labels = [formats.period_label(frequency, day) for day in days]
    return tr("{first} to {last}", first=labels[0], last=labels[-1]) if len(days) > _MOST_NAMED else ", ".join(labels)


def initials(name: str) -> str:
    """Return the two letters of a chama's mark: of its first two words, or of its only one."""
    words = [word for word in name.split() if word[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    return (words[0][:2] if words else name[:2]).upper()
