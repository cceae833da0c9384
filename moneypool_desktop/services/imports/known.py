"""What the books already hold, asked in one round trip before a file is checked against them."""

from collections.abc import Iterable
from typing import LiteralString

from moneypool_desktop.models.domain.names import full_name
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.import_files import SourceFile
from moneypool_desktop.models.rows.imports import Known, KnownMember
from moneypool_desktop.services.database.connection import Books

_LONGEST_REFERENCE = 60
_MEMBERS: LiteralString = """
select m.member_number, u.first_name, u.middle_name, u.last_name, coalesce(u.phone, ''), coalesce(u.email, ''),
    m.created_at = c.created_at,
    m.created_at = c.created_at and exists (
        select from app.transactions t where t.chama_id = m.chama_id and t.member_id = m.id)
from app.chama_members m join app.chamas c on c.id = m.chama_id join app.users u on u.id = m.user_id
where m.chama_id = %s order by m.member_number"""
_TYPES: LiteralString = (
    "select name, unit_price from app.contribution_types where chama_id = %s and is_active order by position, code"
)
_IMPORTED: LiteralString = (
    "select encode(raw_hash, 'hex'), occurrence from app.import_rows where chama_id = %s and kind = %s and live"
)
_PAYMENTS: LiteralString = """
select m.member_number, y.name, t.payment_reference, t.amount
from app.transactions t join app.chama_members m on m.chama_id = t.chama_id and m.id = t.member_id
join app.contribution_types y on y.chama_id = t.chama_id and y.id = t.contribution_type_id
where t.chama_id = %s and t.payment_reference = any (%s) and t.status = 'confirmed' and t.related_transaction is null"""
_STATE: LiteralString = """
select app.today(%s), (select min(r.effective_from) from app.contribution_rates r where r.chama_id = %s),
    exists (select from app.import_batches b
        where b.chama_id = %s and b.kind = 'opening_balances' and b.status = 'posted')"""


def known(books: Books, kind: ImportKind | None, source: SourceFile | None = None) -> Known:
    """Return what the books have that a file of this kind can repeat or name.

    Payments are looked up by the references `source` holds; without a kind only members and contributions are asked.
    """
    chama = books.chama.id
    members, types, imported, payments, state = books.read_all(
        (
            (_MEMBERS, (chama,)),
            (_TYPES, (chama,)),
            (_IMPORTED, (chama, kind.value if kind else "")),
            (_PAYMENTS, (chama, _references(source) if kind is ImportKind.CONTRIBUTIONS and source else [])),
            (_STATE, (chama, chama, chama)),
        )
    )
    ((today, books_from, opened),) = state
    return Known(
        members=tuple(
            KnownMember(number, full_name(first, middle, last or ""), phone, email, founder, moved)
            for number, first, middle, last, phone, email, founder, moved in members
        ),
        kinds=tuple(name for name, _ in types),
        imported=frozenset((digest, occurrence) for digest, occurrence in imported),
        payments=frozenset((number, name, reference, amount) for number, name, reference, amount in payments),
        share_price=next((price for _, price in types if price is not None), None),
        opened=opened,
        today=today,
        books_from=books_from,
    )


def _references(source: SourceFile) -> list[str]:
    return sorted({text for sheet in source.sheets for line in sheet.lines for text in _codes(line.cells)})


def _codes(cells: Iterable[str]) -> Iterable[str]:
    # names and remarks have no figures; a reference has
    for cell in cells:
        text = cell.strip()
        if len(text) <= _LONGEST_REFERENCE and any(character.isdigit() for character in text):
            yield text
