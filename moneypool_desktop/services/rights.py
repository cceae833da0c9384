"""Rights: which office may do what in a chama, who may do more or less, and changing both."""

from collections.abc import Collection
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.language import mark
from moneypool_desktop.models.rows.chamas import Override, Right
from moneypool_desktop.models.rows.members import Member
from moneypool_desktop.services.database.connection import Books

SENTENCES = {
    "members.view": mark("See every member and their standing"),
    "members.private": mark("See identity numbers and next of kin"),
    "members.manage": mark("Add members and change their records"),
    "roles.change": mark("Change who is an officer and what each may do"),
    "ledger.view": mark("See every transaction of the group"),
    "money.receive": mark("Receive money and give receipts"),
    "money.pay_out": mark("Pay money out and move it between places"),
    "money.reverse": mark("Take back a transaction by a reversal"),
    "money.adjust": mark("Post adjustments and opening balances"),
    "dues.manage": mark("Set contribution types, amounts and dues"),
    "fines.charge": mark("Charge fines"),
    "fines.manage": mark("Change the catalogue of fines"),
    "waivers.request": mark("Ask that a due or a fine be waived"),
    "approvals.view": mark("See what waits for a second person"),
    "approvals.decide": mark("Approve or reject what another officer asked for"),
    "periods.lock": mark("Lock a month of the books"),
    "imports.run": mark("Bring in files and take an import back"),
    "settings.change": mark("Change the settings and rules of the group"),
    "users.manage": mark("Invite, lock and unlock accounts"),
    "computers.manage": mark("Add and remove computers"),
    "audit.view": mark("See who did what"),
}
"""What each right lets one do, as the books say it too; show it through `tr`."""

_RIGHTS: LiteralString = """
select p.code, p.sentence, p.works_when_frozen,
    array_agg(d.role order by d.role) filter (where coalesce(o.allowed, d.allowed)),
    coalesce(array_agg(d.role order by d.role) filter (where o.allowed <> d.allowed), '{}')
from app.permissions p
join app.role_permissions d on d.permission = p.code and d.chama_id is null
left join app.role_permissions o on o.permission = p.code and o.role = d.role and o.chama_id = %s
group by p.code order by p.code"""
_OVERRIDES: LiteralString = """
select m.id, m.member_number, concat_ws(' ', u.first_name, u.last_name), m.role, m.granted, m.denied, m.row_version
from app.chama_members m join app.users u on u.id = m.user_id
where m.chama_id = %s and (m.granted <> '{}' or m.denied <> '{}') order by m.member_number"""


def rights(books: Books) -> list[Right]:
    """Return every right with the offices that hold it in this chama."""
    rows = books.read(_RIGHTS, (books.chama.id,))
    return [Right(code, sentence, frozen, roles or (), changed) for code, sentence, frozen, roles, changed in rows]


def overrides(books: Books) -> list[Override]:
    """Return the members whose rights differ from those of their office."""
    return books.read_as(Override, _OVERRIDES, (books.chama.id,))


def set_permission(
    books: Books, role: str, permission: str, *, allowed: bool, key: UUID | None = None
) -> dict[str, Any]:
    """Give a right to an office of this chama or take it away; nobody widens their own (MP413)."""
    return books.act("set_permission", {"role": role, "permission": permission, "allowed": allowed}, key)


def set_role(books: Books, member: Member, role: str, key: UUID | None = None) -> dict[str, Any]:
    """Give a member an office; nobody gives one to themselves (MP413) and the last leader stays (MP424)."""
    return books.act("set_role", {"member": str(member.id), "role": role, "row_version": member.row_version}, key)


def set_overrides(
    books: Books,
    member: UUID,
    row_version: int,
    granted: Collection[str],
    denied: Collection[str],
    *,
    key: UUID | None = None,
) -> dict[str, Any]:
    """Set what one member may do beyond, and short of, the office."""
    payload = {"member": str(member), "row_version": row_version, "granted": sorted(granted), "denied": sorted(denied)}
    return books.act("set_overrides", payload, key)
