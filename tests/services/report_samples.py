"""The papers of `look.md` as rows: one member's statement and one receipt, with people who do not exist."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from moneypool_desktop.models.rows.statements import (
    AuditHead,
    Figure,
    Letterhead,
    Obligation,
    Printing,
    Receipt,
    ReceiptLine,
    Signature,
    Statement,
    StatementLine,
    StatementSection,
)

NAIROBI = timezone(timedelta(hours=3))

CHAMA = Letterhead(
    name="Umoja Women & Youth Self Help Group",
    short_name="Umoja Women & Youth SHG",
    initials="US",
    registration="CG/MKS/2023/1147",
    paybill="Paybill 4041234, account: your member number",
    contact="Kamulu, Machakos County. 0110 546 848",
)
PRINTING = Printing(
    head=AuditHead("7f3a91c2e05b4d1008aa55ee0192837465aabbccddeeff001122334455667788", 18204),
    at=datetime(2026, 11, 5, 11, 20, tzinfo=NAIROBI),
    by="Peter Otieno Ouma",
)

_PAID = (
    ("SH41KQ7Z2B", "February", date(2026, 2, 7), 2000),
    ("SQX7P20MA4", "March", date(2026, 3, 7), 2000),
    ("R-1640", "April", date(2026, 4, 4), 2000),
    ("SM2KPR9K1Z", "May", date(2026, 5, 2), 2000),
    ("SJ5WUN40QP", "June and January", date(2026, 6, 6), 4000),
    ("SG7JLL81XE", "July", date(2026, 7, 4), 2000),
    ("R-1872", "August", date(2026, 8, 1), 2000),
    ("SS9SFP5HHT", "September", date(2026, 9, 5), 2000),
    ("SU3PLKO9BE", "October", date(2026, 10, 3), 2000),
)


def money(text: str | int) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"))


def savings() -> StatementSection:
    balance = money(59000)
    lines: list[StatementLine] = []
    for receipt, month, on, amount in _PAID:
        balance += money(amount)
        lines.append(StatementLine(on, receipt, f"Monthly dues, {month}", money(amount), None, balance))
    return StatementSection("Savings", date(2025, 12, 31), money(59000), tuple(lines))


def statement() -> Statement:
    return Statement(
        chama=CHAMA,
        number="ST-2026-0311",
        language="en",
        member_number="UM-011",
        member_name="Lucy Barasa Koech",
        since=date(2023, 7, 6),
        standing="Standing: good, one fine unpaid",
        period_from=date(2026, 1, 1),
        as_at=date(2026, 11, 5),
        savings=Figure(money(79000), "from 59,000.00"),
        shares=Figure(money(12000), "24 shares of 500.00"),
        owes=Figure(money(200), "fine of 6 December 2025"),
        guarantees=Figure(money(0), "for other members"),
        sections=(savings(),),
        obligations=(
            Obligation("Monthly dues, January to October 2026", money(20000), money(20000), money(0)),
            Obligation(
                "Welfare, January to October 2026",
                money(1000),
                money(800),
                money(0),
                ("waived by resolution 31/4, 200.00",),
            ),
            Obligation("Fine, late on 6 December 2025 (clause 9.1)", money(200), money(0), money(200)),
            Obligation("Loans", None, None, money(0)),
        ),
        questions=(
            "Questions about this statement reach the treasurer, Peter Otieno Ouma, 0110 546 848. "
            "The group answers in 14 days (clause 16.3)."
        ),
        printing=PRINTING,
    )


def long_statement(lines: int, number: str = "ST-2026-0400") -> Statement:
    """A statement whose savings run over `lines` movements, every fifth of them out."""
    balance = money(0)
    made: list[StatementLine] = []
    for n in range(lines):
        on = date(2024, 1, 1) + timedelta(days=3 * n)
        amount = money(500 + 7 * n)
        out = n % 5 == 4
        balance += -amount if out else amount
        what = "Withdrawal by resolution of the meeting" if out else "Monthly dues"
        made.append(StatementLine(on, f"R-{1000 + n}", what, None if out else amount, amount if out else None, balance))
    section = StatementSection("Savings", date(2023, 12, 31), money(0), tuple(made))
    return replace(statement(), number=number, sections=(section,))


def receipt() -> Receipt:
    return Receipt(
        chama=replace(CHAMA, paybill="Paybill 4041234, account: member number", contact=""),
        number="R-2041",
        language="en",
        on=date(2026, 11, 7),
        member_number="UM-012",
        member_name="Joseph Nafula Mutiso",
        lines=(
            ReceiptLine("Monthly dues", "November 2026", money(2000)),
            ReceiptLine("Welfare", "November 2026", money(100)),
            ReceiptLine("Loan LN-0054, interest", "to 7 November", money(2067)),
            ReceiptLine("Loan LN-0054, principal", "instalment 2 of 12", money(11683)),
        ),
        method="Paid in cash",
        reference="",
        place="Meeting 47",
        balances=(
            ReceiptLine("Savings", "", money(95500)),
            ReceiptLine("Loan LN-0054 still owed", "", money(126117)),
            ReceiptLine("Dues behind", "", money(1500)),
        ),
        treasurer="Peter Otieno Ouma",
        signatures=(Signature("Peter Otieno Ouma", "Treasurer"), Signature("Joseph Nafula Mutiso", "Member")),
        farewell="Thank you. Next meeting: 5 December",
        printing=replace(PRINTING, at=datetime(2026, 11, 7, 10, 52, tzinfo=NAIROBI), copy=1),
    )
