"""Receipts as papers: counted as printed first, then drawn from what the books say."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.language import speaking, tr, trn
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.rows.statements import Receipt, ReceiptLine, Signature
from moneypool_desktop.services import papers
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.papers import Issuer

_RECEIPTS: LiteralString = """
select r.id, r.number, r.payment_date, r.payment_method, coalesce(r.payment_reference, ''), m.id, m.member_number,
    m.name, m.language, l.last,
    coalesce((select sum(d.expected_amount - d.waived_amount - coalesce((
            select sum(a.amount) from app.contribution_allocations a
            where a.chama_id = d.chama_id and a.contribution_id = d.id and a.transaction_id <= l.last), 0))
        from app.contributions d
        where d.chama_id = r.chama_id and d.member_id = r.member_id and d.grace_until < r.payment_date), 0)
from app.receipts r
join app.member_names m on m.id = r.member_id
cross join lateral (
    select max(t.id::text)::uuid as last from app.transactions t
    where t.chama_id = r.chama_id and t.receipt_id = r.id and t.status = 'confirmed'
        and t.related_transaction is null) l
where r.chama_id = %s and r.id = any (%s) and l.last is not null
order by r.number
"""

_LINES: LiteralString = """
select t.receipt_id, t.transaction_type, y.name, y.name_sw, y.frequency, y.unit_price, t.amount, coalesce(t.notes, ''),
    array(select d.period_start from app.contribution_allocations a
        join app.contributions d on d.chama_id = a.chama_id and d.id = a.contribution_id
        where a.chama_id = t.chama_id and a.transaction_id = t.id order by d.due_date),
    array(select f.reason from app.fine_payments p join app.fines f on f.chama_id = p.chama_id and f.id = p.fine_id
        where p.chama_id = t.chama_id and p.transaction_id = t.id order by f.charged_on)
from app.transactions t
left join app.contribution_types y on y.id = t.contribution_type_id
where t.chama_id = %s and t.receipt_id = any (%s) and t.status = 'confirmed' and t.related_transaction is null
order by t.id
"""

_BALANCES: LiteralString = """
select l.receipt_id, a.purpose,
    sum(case when a.account_type = 'asset' then e.debit - e.credit else e.credit - e.debit end)
from (
    select t.receipt_id, t.member_id, max(t.id::text)::uuid as last from app.transactions t
    where t.chama_id = %s and t.receipt_id = any (%s) and t.status = 'confirmed' and t.related_transaction is null
    group by t.receipt_id, t.member_id
) l
join app.ledger_entries e on e.chama_id = %s and e.member_id = l.member_id and e.transaction_id <= l.last
join app.accounts a on a.id = e.account_id and a.per_member
group by l.receipt_id, a.purpose
"""


def print_receipts(books: Books, receipts: Sequence[UUID], key: UUID | None = None) -> list[Receipt]:
    """Count receipts as printed and return them as papers in the order of their numbers; from the second on COPY n.

    Refused when one of them was taken back. The count is kept even if the paper then jams: a copy says so.
    """
    found = _read(books, receipts)
    if len(found[1]) < len(set(receipts)):
        raise Refused(
            "MP414",
            tr("A receipt that was taken back is not printed."),
            kept=tr("Nothing was printed."),
            advice=tr("Print the others without it."),
        )
    copies = books.act("receipt_printed", {"receipts": [str(key) for key in dict.fromkeys(receipts)]}, key)["copies"]
    return _drawn(books, found, {UUID(receipt): int(copy) for receipt, copy in copies.items()})


def preview(books: Books, receipts: Sequence[UUID]) -> list[Receipt]:
    """Return receipts as papers to look at; nothing is counted, those taken back are left out."""
    return _drawn(books, _read(books, receipts), {})


def _read(books: Books, receipts: Sequence[UUID]) -> list[list[tuple[Any, ...]]]:
    chama, keys = books.chama.id, list(dict.fromkeys(receipts))
    return books.read_all(
        [
            (papers.CHAMA, (chama,)),
            (_RECEIPTS, (chama, keys)),
            (_LINES, (chama, keys)),
            (_BALANCES, (chama, keys, chama)),
        ]
    )


def _drawn(books: Books, found: list[list[tuple[Any, ...]]], copies: dict[UUID, int]) -> list[Receipt]:
    (chama,), receipts, lines, balances = found
    issuer = Issuer(chama)
    by_receipt: dict[UUID, list[tuple[Any, ...]]] = {}
    for receipt, *line in lines:
        by_receipt.setdefault(receipt, []).append(tuple(line))
    held: dict[UUID, dict[str, Decimal]] = {}
    for receipt, purpose, amount in balances:
        held.setdefault(receipt, {})[purpose] = amount
    drawn: list[Receipt] = []
    for row in receipts:
        with speaking(row[8]):
            printing = issuer.printing(books, copies.get(row[0], 0))
            drawn.append(_receipt(issuer, row, by_receipt[row[0]], held.get(row[0], {}), printing))
    return drawn


def _receipt(
    issuer: Issuer, row: tuple[Any, ...], lines: list[tuple[Any, ...]], held: dict[str, Decimal], printing: Any
) -> Receipt:
    _, number, on, method, reference, _, member_number, member_name, language, _, behind = row
    return Receipt(
        chama=issuer.letterhead(),
        number=number,
        language=language,
        on=on,
        member_number=member_number,
        member_name=member_name,
        lines=tuple(_line(*line) for line in lines),
        method=paid_how(method),
        reference=reference,
        place="",
        balances=tuple(_balances(held, behind)),
        treasurer=issuer.treasurer,
        signatures=tuple(
            Signature(name, role)
            for name, role in ((issuer.treasurer, tr("Treasurer")), (member_name, tr("Member")))
            if name
        ),
        farewell=tr("Thank you."),
        printing=printing,
    )


def _line(*row: Any) -> ReceiptLine:
    kind, name, name_sw, frequency, price, amount, note, periods, reasons = row
    if kind == "contribution":
        return ReceiptLine(formats.spoken(name, name_sw), _met(frequency, periods, price, amount) or note, amount)
    if kind == "penalty":
        return ReceiptLine(tr("Fine"), ", ".join(reasons) or note, amount)
    if kind == "loan_repayment":
        return ReceiptLine(tr("Loan repayment"), note, amount)
    return ReceiptLine(tr("Fee"), note, amount)


def _met(frequency: str, periods: list[Any], price: Decimal | None, amount: Decimal) -> str:
    if periods:
        return papers.periods_named(frequency, periods)
    if price and amount % price == 0:
        return shares(int(amount / price), price)
    return "" if frequency == "flexible" else tr("paid ahead")


def _balances(held: dict[str, Decimal], behind: Decimal) -> list[ReceiptLine]:
    names = {
        "savings": tr("Savings"),
        "shares": tr("Shares"),
        "welfare": tr("Welfare"),
        "loans_receivable": tr("Loans still owed"),
        "fines_receivable": tr("Fines unpaid"),
    }
    lines = [ReceiptLine(name, "", held[purpose]) for purpose, name in names.items() if held.get(purpose)]
    return [*lines, ReceiptLine(tr("Dues behind"), "", behind)] if behind > ZERO else lines


def shares(count: int, price: Decimal) -> str:
    """Return a number of shares and what one costs, in the language now spoken."""
    return trn("{n} share of {price}", "{n} shares of {price}", count, price=formats.money(price))


def paid_how(method: str) -> str:
    """Return how money came as a sentence, in the language now spoken; the method is a PaymentMethod."""
    return {
        "cash": tr("Paid in cash"),
        "mobile_money": tr("Paid by M-Pesa"),
        "bank_transfer": tr("Paid by bank transfer"),
        "card": tr("Paid by card"),
        "check": tr("Paid by cheque"),
    }.get(method, tr("Paid in another way"))
