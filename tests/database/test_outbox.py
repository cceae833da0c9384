"""Exactly once: what is sent is written down first, booked once at most, and waits until it is answered."""

import random
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest

from moneypool_desktop.models.rows.session import Chama, Person
from moneypool_desktop.services.database.connection import Books, Database, Session
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.failures import Bug, Lost, Refused
from tests.database.wires import Wire

_CHAMA = UUID("0190d5a0-0000-7000-8000-0000000000c1")
_PERSON = Person(UUID("0190d5a0-0000-7000-8000-0000000000a1"), "Grace Wanjiru", "grace@example.org", "en")
_MAKE: LiteralString = """
create table app.claims (key uuid primary key, payload jsonb);
create table app.booked (key uuid, payload jsonb);
alter table app.claims disable row level security;
alter table app.booked disable row level security;
create function api.book(p_chama uuid, p_key uuid, p jsonb) returns jsonb language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if p ? 'refuse' then
        raise exception 'refused' using errcode = p ->> 'refuse', detail = '{}';
    end if;
    insert into app.claims values (p_key, p) on conflict do nothing;
    if found then
        insert into app.booked values (p_key, p);
    elsif (select c.payload from app.claims c where c.key = p_key) <> p then
        raise exception 'refused' using errcode = 'MP409';
    end if;
    return jsonb_build_object('key', p_key, 'n', p -> 'n');
end $$;
grant execute on function api.book(uuid, uuid, jsonb) to mp_device;
"""
_CHILD = """
import sys
from pathlib import Path
from uuid import UUID, uuid4
from moneypool_desktop.models.rows.session import Person
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.database.outbox import Outbox

url, home, person, chama = sys.argv[1:]
session = Session(Database(lambda: url, name="tests"), "token", Person(UUID(person), "Grace", "", "en"), "PC")
outbox = Outbox(Path(home))
while True:
    key = uuid4()
    outbox.perform(session, UUID(chama), "book", {"n": 1}, key)
    print(key, flush=True)
"""


@pytest.fixture
def url(root: psycopg.Connection, device: Callable[[str], str]) -> str:
    root.execute(_MAKE)
    return device("Office PC")


@pytest.fixture
def wire(url: str, home: Path) -> Iterator[Wire]:
    between = Wire(home, url)
    yield between
    between.close()


@pytest.fixture
def session(wire: Wire) -> Iterator[Session]:
    database = Database(lambda: wire.conninfo, name="tests")
    yield Session(database, "token", _PERSON, "Office PC")
    database.close()


@pytest.fixture
def outbox(home: Path) -> Iterator[Outbox]:
    opened = Outbox(home)
    yield opened
    opened.close()


def _booked(root: psycopg.Connection) -> list[UUID]:
    return [row[0] for row in root.execute("select key from app.booked").fetchall()]


def _lose(session: Session, wire: Wire) -> None:
    """Cut the next answer after the server has committed: the connection must be open before."""
    session.read("select 1")
    wire.cut_answers = 1


def test_an_answered_act_leaves_nothing_waiting(session: Session, outbox: Outbox, root: psycopg.Connection) -> None:
    key = uuid4()
    assert outbox.perform(session, _CHAMA, "book", {"n": 5}, key) == {"key": str(key), "n": 5}
    assert outbox.pending() == []
    assert _booked(root) == [key]


def test_an_act_is_written_down_before_it_is_sent(
    session: Session, outbox: Outbox, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def sent(*_args: object, **_kwargs: object) -> dict[str, object]:
        other = Outbox(home)
        seen.append(len(other.pending()))
        other.close()
        return {}

    monkeypatch.setattr(session.database, "act", sent)
    outbox.perform(session, _CHAMA, "book", {"n": 1})
    assert seen == [1]


def test_a_lost_answer_is_asked_for_again_and_booked_once(
    session: Session, wire: Wire, outbox: Outbox, root: psycopg.Connection
) -> None:
    _lose(session, wire)
    key = uuid4()
    assert outbox.perform(session, _CHAMA, "book", {"n": 9}, key) == {"key": str(key), "n": 9}
    assert _booked(root) == [key]
    assert outbox.pending() == []


def test_without_patience_a_lost_answer_waits_and_says_so(
    session: Session, wire: Wire, outbox: Outbox, root: psycopg.Connection
) -> None:
    _lose(session, wire)
    key = uuid4()
    with pytest.raises(Lost):
        outbox.perform(session, _CHAMA, "book", {"n": 2}, key, patience=0)
    (waiting,) = outbox.pending()
    assert (waiting.key, waiting.state, waiting.attempts, waiting.last_error) == (key, "unconfirmed", 1, "08006")
    assert _booked(root) == [key], "it was booked; only nobody here knows"
    (replayed,) = outbox.replay_all(session)
    assert replayed.answer == {"key": str(key), "n": 2}
    assert _booked(root) == [key]
    assert outbox.pending() == []


def test_what_waits_survives_a_restart_and_a_server_that_is_away(
    session: Session, wire: Wire, outbox: Outbox, home: Path, root: psycopg.Connection
) -> None:
    away = Session(Database(lambda: f"host={home}/away user=x dbname=x", name="tests"), "token", _PERSON, "PC")
    for n in range(3):
        with pytest.raises(Lost):
            outbox.perform(away, _CHAMA, "book", {"n": n}, patience=0)
    outbox.close()
    again = Outbox(home)
    assert [act.payload["n"] for act in again.pending()] == [0, 1, 2]
    assert len(again.replay_all(away)) == 1, "with the server away the rest is not tried"
    assert len(again.replay_all(session)) == 3
    assert len(_booked(root)) == 3
    again.close()


@pytest.mark.parametrize("code", ["MP410", "MP412", "MP403", "28000", "23505", "42501"])
def test_a_refusal_leaves_nothing_waiting(session: Session, outbox: Outbox, code: str) -> None:
    with pytest.raises(Refused) as refused:
        outbox.perform(session, _CHAMA, "book", {"refuse": code})
    assert refused.value.code == code
    assert outbox.pending() == []


def test_a_bug_in_the_database_leaves_nothing_waiting(session: Session, outbox: Outbox) -> None:
    with pytest.raises(Bug):
        outbox.perform(session, _CHAMA, "no_such_function", {})
    assert outbox.pending() == []


@pytest.mark.parametrize("code", ["28000", "42501", "MP403"])
def test_after_a_lost_answer_a_refusal_of_the_person_keeps_the_act(
    session: Session, outbox: Outbox, home: Path, code: str
) -> None:
    away = Session(Database(lambda: f"host={home}/away user=x dbname=x", name="tests"), "token", _PERSON, "PC")
    with pytest.raises(Lost):
        outbox.perform(away, _CHAMA, "book", {"refuse": code}, patience=0)
    (replayed,) = outbox.replay_all(session)
    assert replayed.failure is not None
    assert replayed.failure.code == code
    assert len(outbox.pending()) == 1


def test_after_a_lost_answer_a_refusal_of_the_act_settles_it(session: Session, outbox: Outbox, home: Path) -> None:
    away = Session(Database(lambda: f"host={home}/away user=x dbname=x", name="tests"), "token", _PERSON, "PC")
    with pytest.raises(Lost):
        outbox.perform(away, _CHAMA, "book", {"refuse": "MP410"}, patience=0)
    (replayed,) = outbox.replay_all(session)
    assert isinstance(replayed.failure, Refused)
    assert outbox.pending() == []


def test_the_same_key_again_returns_the_first_answer(
    session: Session, outbox: Outbox, root: psycopg.Connection
) -> None:
    key = uuid4()
    first = outbox.perform(session, _CHAMA, "book", {"n": 1}, key)
    assert outbox.perform(session, _CHAMA, "book", {"n": 1}, key) == first
    with pytest.raises(Refused, match="sent before with other figures"):
        outbox.perform(session, _CHAMA, "book", {"n": 2}, key)
    assert _booked(root) == [key]


def test_one_persons_acts_are_never_sent_by_another(session: Session, outbox: Outbox, home: Path) -> None:
    away = Session(Database(lambda: f"host={home}/away user=x dbname=x", name="tests"), "token", _PERSON, "PC")
    with pytest.raises(Lost):
        outbox.perform(away, _CHAMA, "book", {"n": 1}, patience=0)
    other = Session(session.database, "token", Person(uuid4(), "Peter Otieno", "", "en"), "PC")
    assert outbox.replay_all(other) == []
    elsewhere = Session(Database(lambda: "", name="another server"), "token", _PERSON, "PC")
    assert outbox.replay_all(elsewhere) == []
    assert len(outbox.pending()) == 1


def test_what_waits_is_readable_by_its_owner_alone(outbox: Outbox, home: Path) -> None:
    assert stat.S_IMODE((home / "outbox.sqlite").stat().st_mode) == 0o600


def test_books_act_through_the_outbox(session: Session, outbox: Outbox, root: psycopg.Connection) -> None:
    chama = Chama(_CHAMA, "Umoja", "Umoja", "treasurer", "active", "KES", is_sample=False)
    books = Books(session, chama, outbox, frozenset({"money.receive"}))
    assert books.act("book", {"n": 3})["n"] == 3
    assert len(_booked(root)) == 1
    assert books.can("money.receive")
    assert not books.can("money.pay_out")


@pytest.mark.parametrize("seed", range(5))
def test_a_program_killed_at_any_point_loses_nothing_and_doubles_nothing(
    seed: int, url: str, home: Path, session: Session, root: psycopg.Connection
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the seed makes the run repeatable
    command = [sys.executable, "-c", _CHILD, url, str(home), str(_PERSON.id), str(_CHAMA)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert child.stdout is not None
    confirmed = [UUID(child.stdout.readline().strip()) for _ in range(chance.randint(1, 40))]
    for _ in range(chance.randint(0, 20_000)):
        pass  # somewhere inside the next act
    child.send_signal(signal.SIGKILL)
    confirmed += [UUID(line.strip()) for line in child.stdout.read().splitlines() if len(line.strip()) == 36]
    child.communicate()

    outbox = Outbox(home)
    waiting = [act.key for act in outbox.pending()]
    outbox.replay_all(session)
    assert outbox.pending() == []
    outbox.close()
    booked = _booked(root)
    assert len(booked) == len(set(booked)), "nothing is doubled"
    assert set(confirmed) <= set(booked), "nothing confirmed is lost"
    assert set(waiting) <= set(booked), "nothing written down is lost"
    assert set(booked) <= set(confirmed) | set(waiting), "nothing is booked that nobody knows of"
