"""The sample chama: what it is made of, that a seed makes it again, and that nothing half made stays."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services.database import enrol
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.runtime.secrets import Secrets
from moneypool_desktop.services.sample import create
from moneypool_desktop.services.sample.plan import SamplePlan

UNTIL = date(2026, 10, 20)
MEMBERS, MONTHS = 12, 14
BOOKS = (
    "select t.transaction_number, t.transaction_type, t.amount, t.payment_date, t.payment_reference, t.status,"
    " m.member_number, u.first_name, u.last_name, r.number"
    " from app.transactions t left join app.chama_members m on m.id = t.member_id"
    " left join app.users u on u.id = m.user_id"
    " left join app.receipts r on r.id = t.receipt_id order by t.transaction_number"
)


@pytest.fixture
def computer(cluster: Cluster, root: psycopg.Connection) -> Cluster:
    """The server as a computer that opened MoneyPool before has it."""
    store = Secrets(cluster.home)
    if enrol.kept(store) is None:
        enrol.enrol(root, store, "Office PC")
    return cluster


def make(computer: Cluster, **asked: Any) -> bool:
    return create.create(computer, **{"members": MEMBERS, "months": MONTHS, "until": UNTIL} | asked)


@pytest.fixture
def sample(computer: Cluster) -> Iterator[tuple[Session, Chama]]:
    if not create.exists(computer):
        make(computer)
    session, chama = create.session(computer)
    yield session, chama
    session.database.close()


def rows(computer: Cluster, sql: str = BOOKS) -> list[tuple[Any, ...]]:
    session, _ = create.session(computer)
    try:
        return session.read(sql)
    finally:
        session.database.close()


def test_the_treasurer_enters_without_a_password_and_the_chama_says_it_is_a_sample(
    sample: tuple[Session, Chama],
) -> None:
    session, chama = sample
    assert chama.is_sample
    assert chama.role == "treasurer"
    assert session.person.name
    assert session.database.name == "sample"
    assert session.read("select is_sample from app.chamas") == [(True,)]


def test_every_identity_of_the_books_holds_and_the_audit_chain_is_whole(sample: tuple[Session, Chama]) -> None:
    session, chama = sample
    checked = session.read("select * from api.check_books(%s)", (chama.id,))
    assert len(checked) > 10
    assert [row for row in checked if not row[-1]] == []
    assert session.act("verify_chain", (chama.id,))["whole"] is True


def test_it_shows_what_a_group_meets_in_its_first_years(sample: tuple[Session, Chama]) -> None:
    session, _ = sample
    kinds = {kind for (kind,) in session.read("select distinct transaction_type from app.transactions")}
    assert kinds >= {"contribution", "penalty", "fee", "transfer", "interest", "loan_disbursement"}
    assert session.read("select status, count(*) from app.approvals group by 1 order by 1") == [
        ("approved", 1),
        ("pending", 1),
    ]
    assert session.read("select count(*) from app.reversals")[0][0] >= 1
    assert session.read("select max(month) from app.periods where status = 'locked'") == [(date(2026, 8, 1),)]
    assert session.read("select count(*) from app.notifications")[0][0] >= 1
    assert session.read("select jsonb_array_length(constitution) from app.chamas")[0][0] > 5
    assert session.read("select count(*) from app.next_of_kin")[0][0] > 0


def test_dues_follow_the_rate_of_their_month(sample: tuple[Session, Chama]) -> None:
    session, _ = sample
    amounts = session.read(
        "select distinct c.expected_amount, c.period_start >= %s from app.contributions c"
        " join app.contribution_types t on t.id = c.type_id where t.code = 'DUES'",
        (date(2026, 9, 1),),
    )
    assert set(amounts) == {(Decimal("1000.00"), False), (Decimal("1500.00"), True)}


def test_the_same_seed_makes_the_same_books_and_another_seed_others(computer: Cluster) -> None:
    assert make(computer, members=6, months=4)
    first = rows(computer)
    assert make(computer, members=6, months=4)
    again = rows(computer)
    assert make(computer, members=6, months=4, seed=2)
    other = rows(computer)
    create.drop(computer)
    assert first == again
    assert first != other


def test_a_cancelled_creation_leaves_what_was_there(computer: Cluster, sample: tuple[Session, Chama]) -> None:
    before = rows(computer)
    assert not make(computer, seed=9, cancelled=lambda: True)
    assert rows(computer) == before
    with psycopg.connect(computer.root_conninfo()) as root:
        left = root.execute("select datname from pg_database where datname like 'moneypool_sample%'").fetchall()
    assert left == [("moneypool_sample",)]


def test_progress_goes_from_nothing_to_all(computer: Cluster) -> None:
    told: list[int] = []
    assert make(computer, members=3, months=1, progress=lambda _, percent: told.append(percent or 0))
    create.drop(computer)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 100


def test_a_dropped_sample_is_gone_and_entering_it_is_refused_with_a_sentence(computer: Cluster) -> None:
    if not create.exists(computer):
        make(computer, members=3, months=1)
    assert create.drop(computer)
    assert not create.exists(computer)
    assert not create.drop(computer)
    with pytest.raises(Refused) as refused:
        create.session(computer)
    assert refused.value.advice


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_pays_out_what_is_not_there(seed: int) -> None:
    plan = SamplePlan(members=34, months=36, seed=seed, until=UNTIL)
    held = {"cash": 0, "mobile_money": 0, "bank": 0, "bank_transfer": 0}
    for meeting in plan.meetings:
        for paid in meeting.takings:
            assert paid.amount > 0
            held["bank" if paid.method == "bank_transfer" else paid.method] += paid.amount
        for moved in meeting.moves:
            held[moved.place] += moved.amount if moved.kind == "interest" else -moved.amount
            if moved.to:
                held[moved.to] += moved.amount
            assert min(held.values()) >= 0
        for paid in meeting.later:
            held[paid.method] += paid.amount
    assert plan.meetings[-1].on <= UNTIL
    assert all(paid.on <= UNTIL for meeting in plan.meetings for paid in meeting.later)
