"""What each kind of import sends to the books: ids looked up or made, identity numbers sealed on this computer."""

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any, LiteralString, cast
from uuid import UUID, uuid4

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.names import split_name
from moneypool_desktop.models.domain.values import MemberRole
from moneypool_desktop.models.rows.imports import (
    BalanceEntry,
    ContributionEntry,
    ImportPlan,
    ImportRow,
    MemberEntry,
    Place,
    PlaceEntry,
)
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.imports.as_json import batch_json
from moneypool_desktop.services.imports.people import number_key

type Payload = dict[str, Any]
type _Ids = Mapping[tuple[str | int, ...], UUID]
type _Seal = Callable[[str, UUID], str | None]

_MEMBERS: LiteralString = "select member_number, id, user_id from app.chama_members where chama_id = %s"
_TYPES: LiteralString = "select name, id from app.contribution_types where chama_id = %s and is_active"
_ACCOUNTS: LiteralString = """
select id, purpose, name, coalesce(external_number, '') from app.accounts
where chama_id = %s and is_active and purpose in ('cash', 'mobile_money', 'bank', 'reserve') order by code"""
_BALANCES = ("savings", "shares", "welfare", "loan", "fines")


def of_members(books: Books, plan: ImportPlan) -> Payload:
    """Return the payload of api.import_members; Refused when an identity number cannot be sealed."""
    batch = _batch(plan)
    seal = _sealer(books, plan)
    people = {number: (member, user) for number, member, user in books.read(_MEMBERS, (books.chama.id,))}
    sent: list[Payload] = []
    for row, kept in zip(plan.new_rows, batch["rows"], strict=True):
        entry = cast("MemberEntry", row.entry)
        member, person = people.get(entry.fills, (uuid4(), uuid4())) if entry.fills else (uuid4(), uuid4())
        if not entry.fills:
            kept["entity"] = str(member)
        sent.append(_filled({
            "line": kept["line"],
            "member": str(member),
            "person": str(person),
            "number": entry.number,
            **_named(entry.name),
            "phone": entry.phone,
            "email": entry.email,
            "join_date": entry.joined.isoformat() if entry.joined else "",
            "role": entry.role.value,
            "notes": "" if _is_office(entry) else entry.position,
            "national_id_sealed": seal(entry.id_number, person),
            "next_of_kin": [{"relation": kin.relation, "share_pct": f"{kin.percent:f}"} for kin in entry.kin],
            "fills": bool(entry.fills),
        }))  # fmt: skip
    return batch | {"members": sent}


def of_opening(books: Books, plan: ImportPlan) -> Payload:
    """Return the payload of api.import_opening; Refused when the chama has no reserve account for a reserve."""
    members, accounts = books.read_all(((_MEMBERS, (books.chama.id,)), (_ACCOUNTS, (books.chama.id,))))
    ids = {number_key(number): member for number, member, _ in members}
    entries = [row.entry for row in plan.new_rows]
    balances = [_balance(entry, ids) for entry in entries if isinstance(entry, BalanceEntry)]
    held = [entry for entry in entries if isinstance(entry, PlaceEntry) and entry.amount]
    return _batch(plan) | {
        "date": plan.as_at.isoformat() if plan.as_at else None,
        "members": [balance for balance in balances if len(balance) > 1],
        "places": _places([entry for entry in held if entry.place is not Place.RESERVE], accounts),
        "funds": [_reserve(entry, accounts) for entry in held if entry.place is Place.RESERVE],
    }


def of_contributions(books: Books, plan: ImportPlan) -> Payload:
    """Return the payload of api.import_contributions; each method finds its place in the books."""
    members, types = books.read_all(((_MEMBERS, (books.chama.id,)), (_TYPES, (books.chama.id,))))
    ids = {number_key(number): member for number, member, _ in members}
    kinds = {name.casefold(): kind for name, kind in types}
    return _batch(plan) | {"lines": [_payment(row, ids, kinds) for row in plan.new_rows]}


def _batch(plan: ImportPlan) -> Payload:
    return cast("Payload", batch_json(plan))


def _payment(row: ImportRow, ids: _Ids, kinds: Mapping[str, UUID]) -> Payload:
    entry = cast("ContributionEntry", row.entry)
    member, kind = ids.get(number_key(entry.number)), kinds.get(entry.kind.casefold())
    if member is None or kind is None:
        raise _moved(row)
    return _filled({
        "member": str(member),
        "kind": "contribution",
        "type": str(kind),
        "amount": f"{entry.amount:f}",
        "method": entry.method.value,
        "reference": entry.reference,
        "date": entry.paid_on.isoformat(),
        "note": entry.remarks,
    })  # fmt: skip


def _balance(entry: BalanceEntry, ids: _Ids) -> Payload:
    member = ids.get(number_key(entry.number))
    if member is None:
        raise Refused("import.member", tr("{number} is no member of the group any more.", number=entry.number),
                      kept=tr("Nothing was written."), advice=tr("Check the file again."))  # fmt: skip
    amounts = {name: getattr(entry, name) for name in _BALANCES}
    return _filled({
        "member": str(member),
        **{name: f"{amount:f}" for name, amount in amounts.items() if amount},
        "loan_note": _terms(entry) if entry.loan else "",
    })  # fmt: skip


def _terms(entry: BalanceEntry) -> str:
    left = trn("{n} month left", "{n} months left", entry.months_left) if entry.months_left is not None else ""
    if entry.loan_rate is None:
        return left
    rate = formats.percent(entry.loan_rate)
    return tr("{rate} a month, {months}", rate=rate, months=left) if left else tr("{rate} a month", rate=rate)


def _places(held: Sequence[PlaceEntry], accounts: Sequence[tuple[UUID, str, str, str]]) -> list[Payload]:
    """Give each place its account: by number, by name, else the first of its kind that is free, else a new one."""
    free = list(accounts)
    found: dict[int, UUID] = {}
    ways: tuple[Callable[[PlaceEntry, tuple[UUID, str, str, str]], bool], ...] = (
        lambda entry, account: bool(entry.account) and account[3] == entry.account,
        lambda entry, account: account[2].casefold() == entry.name.casefold(),
        lambda entry, account: not (entry.account and account[3]),
    )
    for fits in ways:
        for index, entry in enumerate(held):
            account = next((one for one in free if one[1] == entry.place.value and fits(entry, one)), None)
            if index not in found and account is not None:
                found[index] = account[0]
                free.remove(account)
    return [
        _filled({
            "account": str(found.get(index) or uuid4()),
            "amount": f"{entry.amount:f}",
            "name": entry.name[:100],
            "purpose": entry.place.value,
            "number": entry.account,
        })
        for index, entry in enumerate(held)
    ]  # fmt: skip


def _reserve(entry: PlaceEntry, accounts: Sequence[tuple[UUID, str, str, str]]) -> Payload:
    account = next((one[0] for one in accounts if one[1] == Place.RESERVE.value), None)
    if account is None:
        raise Refused("import.reserve", tr("The group has no account for a reserve."), kept=tr("Nothing was written."),
                      advice=tr("Add one under Settings, or leave the reserve out."))  # fmt: skip
    return {"account": str(account), "amount": f"{entry.amount:f}"}


def _sealer(books: Books, plan: ImportPlan) -> _Seal:
    if not any(isinstance(row.entry, MemberEntry) and row.entry.id_number for row in plan.new_rows):
        return lambda _number, _person: None
    from moneypool_desktop.services.identity import chama_keys

    key = chama_keys.made(books.session, books.chama.id)

    def seal(number: str, person: UUID) -> str | None:
        if not number:
            return None
        return base64.b64encode(chama_keys.seal_national_id(key, number, person, books.chama.id)).decode()

    return seal


def _named(name: str) -> dict[str, str]:
    parts = split_name(name)
    return {"first_name": parts.first, "middle_name": parts.middle, "last_name": parts.last}


def _is_office(entry: MemberEntry) -> bool:
    return entry.role is not MemberRole.MEMBER or entry.position.casefold() in ("member", "mwanachama")


def _filled(payload: Payload) -> Payload:
    return {name: value for name, value in payload.items() if value not in ("", None, [], False)}


def _moved(row: ImportRow) -> Refused:
    return Refused(
        "import.moved",
        tr("Row {row} names something that is no longer in the books.", row=row.line),
        kept=tr("Nothing was written."),
        advice=tr("Check the file again."),
    )
