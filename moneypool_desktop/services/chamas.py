"""Chamas: founding one from a template, its profile, its rules, and the places and funds of its money."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, LiteralString, cast
from uuid import UUID, uuid4

from moneypool_desktop import language, places
from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.roles import ROLES as ROLES  # noqa: PLC0414 - for who asks about chamas
from moneypool_desktop.models.drafts.chama import ChamaDraft, ProfileDraft
from moneypool_desktop.models.drafts.checks import shown
from moneypool_desktop.models.drafts.contribution_type import ContributionTypeDraft
from moneypool_desktop.models.drafts.fine_rule import FineRuleDraft
from moneypool_desktop.models.rows.chamas import Account, Clause, ContributionKind, FineRule, Fund, Profile, Template
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services.database.connection import Books, Session
from moneypool_desktop.services.failures import Refused

TEMPLATES = ("savings", "credit", "mixed", "investment")
"""The templates in the order in which first run offers them."""

_MINE: LiteralString = """
select c.id, c.name, c.short_name, m.role, c.status, c.currency, c.is_sample
from app.chama_members m join app.chamas c on c.id = m.chama_id
where m.user_id = app.uid() and m.status in ('active', 'suspended') order by c.is_sample, c.name"""
_PROFILE: LiteralString = """
select id, name, short_name, description, category, accent, is_sample, max_members, contribution_frequency,
    meeting_frequency, currency, loan_interest_rate, loan_interest_period, max_loan_multiplier, status,
    registration_number, registration_date, location, contact_phone, paybill, meeting_location, meeting_time,
    member_prefix, constitution, row_version
from app.chamas where id = %s"""
_TYPES: LiteralString = """
select t.id, t.code, t.name, t.name_sw, t.kind, t.account_id, t.frequency, t.due_rule, t.grace_days, t.penalty_rule,
    t.unit_price, t.position, t.counts_for_standing, t.clause, t.is_active, t.row_version, now_.amount,
    now_.effective_from, next_.amount, next_.effective_from
from app.contribution_types t
left join lateral (select r.amount, r.effective_from from app.contribution_rates r where r.chama_id = t.chama_id
    and r.type_id = t.id and r.effective_from <= app.today(t.chama_id)
    order by r.effective_from desc limit 1) now_ on true
left join lateral (select r.amount, r.effective_from from app.contribution_rates r where r.chama_id = t.chama_id
    and r.type_id = t.id and r.effective_from > app.today(t.chama_id)
    order by r.effective_from limit 1) next_ on true
where t.chama_id = %s order by t.position, t.code"""
_FINES: LiteralString = """
select id, code, name, name_sw, method, rule, clause, effective_from, effective_to, is_active, row_version
from app.fines_catalogue where chama_id = %s order by code, effective_from desc"""
_ACCOUNTS: LiteralString = """
select id, code, name, account_type, purpose, fund_id, per_member, holder, external_number, balance,
    min_balance is not null, is_active, row_version
from app.accounts where chama_id = %s order by code"""
_FUNDS: LiteralString = (
    "select id, code, name, purpose, balance, is_active, row_version from app.funds where chama_id = %s order by name"
)


def templates() -> list[Template]:
    """Return the ready rules a group can start from, in the language now spoken."""
    return [_template(code) for code in TEMPLATES]


def list_chamas(session: Session) -> list[Chama]:
    """Return the chamas this person belongs to, practice last."""
    return session.read_as(Chama, _MINE)


def create_chama(session: Session, draft: ChamaDraft, key: UUID | None = None) -> Chama:
    """Found a chama from a template with the person signed in as its first officer, and return it.

    Its funds, accounts and clauses are named in the draft's language. The same key founds nothing twice.
    """
    from psycopg.types.json import Jsonb

    from moneypool_desktop.services.identity import chama_keys

    chama = key or uuid4()
    session.act("create_chama", (chama, chama, Jsonb(draft.payload() | _lists(draft))))
    if session.vault:
        chama_keys.made(session, chama)
    found = next((row for row in list_chamas(session) if row.id == chama), None)
    if found is None:
        raise Refused("MP404", tr("That chama is not in these books, or you are not a member of it."))
    return found


def named(session: Session, name: str | None) -> Chama:
    """Return the chama of that name or short name; without a name the only one there is.

    Raises Refused when it is not there, or when there are several to choose from.
    """
    found = list_chamas(session)
    wanted = [
        row for row in found if name is None or name.casefold() in (row.name.casefold(), row.short_name.casefold())
    ]
    if len(wanted) == 1:
        return wanted[0]
    names = ", ".join(row.name for row in found)
    if not found:
        raise Refused(
            "chama.none", tr("There is no chama yet."), advice=tr("Make one with `moneypool-cli chama create`.")
        )
    if name is None:
        raise Refused(
            "chama.several", tr("There are several chamas: {names}.", names=names), advice=tr("Say which with --chama.")
        )
    raise Refused(
        "MP404", tr("There is no chama called {name}.", name=name), advice=tr("There are: {names}.", names=names)
    )


def profile(books: Books) -> Profile:
    """Return the profile and the constitution of the chama."""
    *about, raw, version = books.read(_PROFILE, (books.chama.id,))[0]
    clauses = cast("list[dict[str, str]]", raw)
    read = tuple(Clause(clause["clause"], clause.get("title", ""), clause["text"]) for clause in clauses)
    return Profile(*about, constitution=read, row_version=version)


def save_profile(books: Books, draft: ProfileDraft, key: UUID | None = None) -> dict[str, Any]:
    """Change the profile and the constitution; Refused MP415 when somebody else changed them meanwhile."""
    return books.act("save_chama", draft.payload(), key)


def contribution_types(books: Books) -> list[ContributionKind]:
    """Return every contribution type with the amount in force today, in the order of the grid."""
    return books.read_as(ContributionKind, _TYPES, (books.chama.id,))


def save_contribution_type(books: Books, draft: ContributionTypeDraft, key: UUID | None = None) -> dict[str, Any]:
    """Make or change a contribution type; a new amount holds from its day and dues raised ahead follow."""
    return books.act("save_contribution_type", draft.payload(), key)


def fine_rules(books: Books) -> list[FineRule]:
    """Return the catalogue of fines, the rule in force before those it succeeded."""
    return books.read_as(FineRule, _FINES, (books.chama.id,))


def save_fine_rule(books: Books, draft: FineRuleDraft, key: UUID | None = None) -> dict[str, Any]:
    """Add a fine or change one; one that somebody was fined by gets a successor instead."""
    return books.act("save_fine_rule", draft.payload(), key)


def accounts(books: Books) -> list[Account]:
    """Return every account by code."""
    return books.read_as(Account, _ACCOUNTS, (books.chama.id,))


def money_places(books: Books) -> list[Account]:
    """Return the open places where money lies: cash boxes, phones, banks."""
    return [account for account in accounts(books) if account.is_place and account.is_active]


def funds(books: Books) -> list[Fund]:
    """Return every fund by name."""
    return books.read_as(Fund, _FUNDS, (books.chama.id,))


def save_place(
    books: Books, name: str, purpose: str, *, holder: str = "", number: str = "", key: UUID | None = None
) -> dict[str, Any]:
    """Open a new place for money (`purpose`: cash, bank or mobile_money)."""
    payload = {"name": name, "purpose": purpose, "holder": holder, "external_number": number}
    return books.act("save_account", payload, key)


def change_place(books: Books, place: Account, *, is_active: bool = True, key: UUID | None = None) -> dict[str, Any]:
    """Rename a place or close it, given as it shall be; one that holds money is not closed."""
    payload = {
        "id": str(place.id),
        "row_version": place.row_version,
        "name": place.name,
        "holder": place.holder,
        "external_number": place.external_number,
        "is_active": is_active,
    }
    return books.act("save_account", payload, key)


def save_fund(books: Books, code: str, name: str, key: UUID | None = None) -> dict[str, Any]:
    """Open a fund for a project, with the account that holds its money."""
    return books.act("save_fund", {"code": code, "name": name}, key)


@cache
def _shipped(code: str) -> Mapping[str, Any]:
    return json.loads(places.resource("templates", f"{code}.json").read_text("utf-8"), parse_float=Decimal)


def _template(code: str) -> Template:
    raw = _shipped(code)
    spoken = language.current()
    types = tuple(
        (
            kind["code"],
            _said(kind, "name", spoken),
            _figure(kind.get("amount") or kind.get("unit_price")),
            kind["clause"],
        )
        for kind in raw["types"]
    )
    return Template(code, _said(raw, "name", spoken), _said(raw, "about", spoken), types, raw)


def _lists(draft: ChamaDraft) -> dict[str, Any]:
    """Return what the template gives a new chama, with the amounts the draft replaces."""
    raw = _shipped(draft.template)
    amounts = {code: shown(amount) for code, amount in draft.amounts}
    spoken = draft.language
    return {
        **raw["chama"],
        "funds": [entry | {"name": _said(entry, "name", spoken)} for entry in raw["funds"]],
        "accounts": [entry | {"name": _said(entry, "name", spoken)} for entry in raw["accounts"]],
        "types": [_priced(kind, amounts.get(kind["code"])) | _dated(kind, draft) for kind in raw["types"]],
        "fines": raw["fines"],
        "settings": raw["settings"],
        "constitution": [
            {"clause": entry["clause"], "title": _said(entry, "title", spoken), "text": _said(entry, "text", spoken)}
            for entry in raw["constitution"]
        ],
    }


def _priced(kind: dict[str, Any], amount: str | None) -> dict[str, Any]:
    return kind | ({"amount" if "amount" in kind else "unit_price": amount} if amount else {})


def _dated(kind: dict[str, Any], draft: ChamaDraft) -> dict[str, Any]:
    return {"due_rule": draft.due_rule} if draft.due_rule and kind["frequency"] == "monthly" else {}


def _said(entry: Mapping[str, Any], field: str, spoken: str) -> str:
    return entry.get(f"{field}_sw" if spoken == "sw" else field) or entry[field]


def _figure(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
