"""Members: the register, one record, what each has and owes, how each stands, and changing them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID, uuid4

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import date_long, ksh, money
from moneypool_desktop.models.drafts.member import MemberDraft
from moneypool_desktop.models.rows.members import (
    Kin,
    Member,
    MemberRecord,
    Neighbour,
    Position,
    PositionLine,
    Reason,
    Standing,
    Verdict,
)
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused

_COLUMNS: LiteralString = (
    "id, user_id, member_number, full_name, phone, role, status, join_date, leave_date, savings, shares, welfare,"
    " loans, fines, dues_overdue, overdue_since, overdue_dues, owes, standing, reasons, row_version"
)
_LIST: LiteralString = f"select {_COLUMNS} from app.member_list where chama_id = %s order by member_number"  # noqa: S608
_ONE: LiteralString = f"select {_COLUMNS} from app.member_list where chama_id = %s and id = %s"  # noqa: S608
_REGISTER: LiteralString = (
    "select id, member_number, full_name, role, savings, shares, owes, standing from app.register(%s)"
)
_RECORD: LiteralString = """
select m.id, m.user_id, m.member_number, u.first_name, u.middle_name, u.last_name, u.phone, u.email, u.date_of_birth,
    u.gender, u.language, u.status, u.kyc_status, m.role, m.status, m.join_date, m.leave_date, m.voting_rights, m.notes,
    m.granted, m.denied, m.row_version
from app.chama_members m join app.users u on u.id = m.user_id
where m.chama_id = %s and m.id = %s"""
_KIN: LiteralString = """
select relation, full_name, phone, share_pct from app.next_of_kin
where chama_id = %s and member_id = %s order by share_pct desc, relation, id"""
_LATE: LiteralString = """
select case when %s = 'sw' then coalesce(name_sw, name) else name end, sum(open), min(due_date), min(clause)
from app.dues where chama_id = %s and member_id = %s and state = 'overdue'
group by 1, position order by position"""
_FINES: LiteralString = """
select f.reason, f.amount - f.paid_amount - f.waived_amount, f.charged_on, r.clause
from app.fines f left join app.fines_catalogue r on r.chama_id = f.chama_id and r.id = f.rule_id
where f.chama_id = %s and f.member_id = %s and f.status in ('charged', 'partial') order by f.charged_on, f.id"""
_LIMIT: LiteralString = """
select (app.setting(%s, 'standing.suspend_at') #>> '{}')::numeric, s.clause
from (select max(clause) filter (where n = 1) as clause from (
    select clause, row_number() over (order by effective_from desc) as n from app.system_settings
    where chama_id = %s and setting_key = 'standing.suspend_at' and effective_from <= app.today(%s)) x) s"""
_PRICE: LiteralString = (
    "select unit_price from app.contribution_types where chama_id = %s and unit_price is not null and is_active"
    " order by position limit 1"
)
_VERDICTS = {
    Standing.GOOD: mark("In good standing."),
    Standing.BEHIND: mark("Behind with dues."),
    Standing.SUSPENDED: mark("Suspended from borrowing and guaranteeing."),
    Standing.LEFT: mark("No longer a member."),
}
STANDINGS = {
    Standing.GOOD: mark("Good"),
    Standing.BEHIND: mark("Behind"),
    Standing.SUSPENDED: mark("Suspended"),
    Standing.LEFT: mark("Left"),
}
"""The word a table shows for each standing; show it through `tr`."""


def list_members(books: Books) -> list[Member]:
    """Return the register by number: everybody for an officer, oneself for a member without office."""
    return books.read_as(Member, _LIST, (books.chama.id,))


def neighbours(books: Books) -> list[Neighbour]:
    """Return the members as far as the setting members_see shows them to this person."""
    return books.read_as(Neighbour, _REGISTER, (books.chama.id,))


def member_line(books: Books, member: UUID) -> Member:
    """Return one member as the register lists them; refused when there is no such member to see."""
    found = books.read_as(Member, _ONE, (books.chama.id, member))
    if not found:
        raise _no_member()
    return found[0]


def member(books: Books, member: UUID) -> MemberRecord:
    """Return the whole record of one member, with next of kin where this person may see them."""
    asked = (books.chama.id, member)
    records, kin = books.read_all([(_RECORD, asked), (_KIN, asked)])
    if not records:
        raise _no_member()
    return replace(MemberRecord(*records[0]), kin=tuple(Kin(*row) for row in kin))


def position(books: Books, member: Member) -> Position:
    """Return what a member has and owes today, each with its parts."""
    asked = (books.chama.id, member.id)
    late, fines, price = books.read_all([(_LATE, (_language(), *asked)), (_FINES, asked), (_PRICE, asked[:1])])
    has = [PositionLine(tr("Savings"), member.savings)]
    if member.shares:
        has.append(PositionLine(_shares(member.shares, price[0][0] if price else None), member.shares))
    owes = [PositionLine(tr("Loans"), member.loans)] if member.loans else []
    owes += [PositionLine(tr("{what} overdue", what=what), amount) for what, amount, *_ in late]
    owes += [PositionLine(tr("Fine: {reason}", reason=reason), amount) for reason, amount, *_ in fines]
    return Position(tuple(has), tuple(owes))


def standing(books: Books, member: Member) -> Verdict:
    """Return how a member stands today: what stops, what warns, what is fine, each with the clause it rests on."""
    asked = (books.chama.id, member.id)
    late, fines, limit, kin = books.read_all(
        [(_LATE, (_language(), *asked)), (_FINES, asked), (_LIMIT, asked[:1] * 3), (_KIN, asked)]
    )
    reasons = [*_officers(member), *_dues(member, late, limit[0]), *_fines(fines)]
    if books.can("members.private"):
        reasons.append(
            Reason("kin_on_file", "good", tr("Next of kin on file."))
            if kin
            else Reason("no_kin", "warn", tr("No next of kin on file."))
        )
    order = {"stop": 0, "warn": 1, "good": 2}
    found = Standing(member.standing)
    return Verdict(found, tr(_VERDICTS[found]), tuple(sorted(reasons, key=lambda reason: order[reason.level])))


def save_member(books: Books, draft: MemberDraft, key: UUID | None = None) -> dict[str, Any]:
    """Enter a member, or change one, and return the member's id, number and user.

    An identity number is sealed on this computer before it leaves; Refused MP415 when somebody else changed the record.
    """
    payload = draft.payload()
    if draft.national_id is not None:
        user = draft.user_id or uuid4()
        payload |= {"national_id_sealed": _sealed(books, user, draft.national_id)}
        payload |= {} if draft.user_id else {"person": str(user)}
    return books.act("save_member", payload, key)


def identity_number(books: Books, record: MemberRecord, reason: str = "") -> str:
    """Return a member's identity number in clear, none when it is not on file; the reading is written to the audit."""
    import base64

    from moneypool_desktop.services.identity import chama_keys, vault

    told = books.act("read_identity", {"member": str(record.id), "reason": reason})
    if not told["sealed"]:
        return ""
    key = chama_keys.opened(books.session, books.chama.id)
    return vault.unseal_text(key, base64.b64decode(told["sealed"]), _place(books, record.user_id))


def set_status(
    books: Books, member: Member, status: str, reason: str, *, on: date | None = None, key: UUID | None = None
) -> dict[str, Any]:
    """Suspend a member, let them rest or go, or take them back; a reason is needed for all but taking back."""
    payload = {"member": str(member.id), "status": status, "reason": reason, "row_version": member.row_version}
    return books.act("set_member_status", payload | ({"date": on.isoformat()} if on else {}), key)


def _sealed(books: Books, user: UUID, number: str) -> str | None:
    import base64

    from moneypool_desktop.services.identity import chama_keys, vault

    if not number.strip():
        return None
    key = chama_keys.made(books.session, books.chama.id)
    return base64.b64encode(vault.seal_text(key, number.strip(), _place(books, user))).decode()


def _place(books: Books, user: UUID) -> Any:
    from moneypool_desktop.services.identity import vault

    return vault.Place("users", "national_id_sealed", str(user), str(books.chama.id))


def _officers(member: Member) -> Iterator[Reason]:
    if "suspended_by_officers" in member.reasons:
        yield Reason("suspended_by_officers", "stop", tr("The officers have suspended this member."))


def _dues(member: Member, late: list[tuple[Any, ...]], limit: tuple[Any, ...]) -> Iterator[Reason]:
    suspend_at, clause = limit
    if "dues_over_limit" in member.reasons:
        sentence = tr(
            "Dues overdue {amount}, the limit is {limit}.", amount=ksh(member.dues_overdue), limit=ksh(suspend_at)
        )
        yield Reason("dues_over_limit", "stop", sentence, clause or "")
    for what, amount, since, of_clause in late:
        sentence = tr("{what}: {amount} overdue since {date}.", what=what, amount=ksh(amount), date=date_long(since))
        yield Reason("dues_overdue", "warn", sentence, of_clause or "")
    if not late:
        yield Reason("dues_paid", "good", tr("No dues are overdue."))


def _fines(fines: list[tuple[Any, ...]]) -> Iterator[Reason]:
    for reason, amount, charged_on, clause in fines:
        sentence = tr(
            "Fine of {amount} not paid: {reason}, {date}.",
            amount=ksh(amount), reason=reason, date=date_long(charged_on),
        )  # fmt: skip
        yield Reason("fine_unpaid", "warn", sentence, clause or "")
    if not fines:
        yield Reason("fines_paid", "good", tr("No fine is open."))


def _shares(held: Decimal, price: Decimal | None) -> str:
    units = held / price if price else None
    if price is None or units is None or units != units.to_integral_value():
        return tr("Shares")
    return tr("Shares {units} × {price}", units=f"{units:.0f}", price=money(price))


def _language() -> str:
    from moneypool_desktop import language

    return language.current()


def _no_member() -> Refused:
    return Refused("MP404", tr("That member is not in this chama."), advice=tr("Reload the page and choose again."))
