"""Windows hear what others changed, once, by topic, and never what they changed themselves."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest

from moneypool_desktop.models.rows.session import Chama, Person
from moneypool_desktop.services.database.changes import Changes
from moneypool_desktop.services.database.connection import Books, Database, Session
from moneypool_desktop.services.database.outbox import Outbox
from moneypool_desktop.services.failures import Failure, Lost

_ID = UUID("0190d5a0-0000-7000-8000-0000000000c1")
_MAKE: LiteralString = """
create table ops.counted (topic text primary key, version bigint);
grant select on ops.counted to mp_device, mp_api;
create or replace function api.changes(p_chama uuid) returns jsonb language sql stable
as 'select coalesce(jsonb_object_agg(topic, version), ''{}'') from ops.counted';
"""


class Heard:
    """What a watcher told, and a way to wait for it."""

    def __init__(self) -> None:
        self.topics: list[frozenset[str]] = []
        self.failures: list[Failure | None] = []
        self.looks = 0
        self._more = threading.Condition()

    def changed(self, topics: frozenset[str]) -> None:
        with self._more:
            self.topics.append(topics)
            self._more.notify_all()

    def failed(self, failure: Failure | None) -> None:
        with self._more:
            self.failures.append(failure)
            self._more.notify_all()

    def looked(self) -> None:
        with self._more:
            self.looks += 1
            self._more.notify_all()

    def wait(self, until: Callable[[], bool]) -> None:
        with self._more:
            assert self._more.wait_for(until, 30)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def conninfo(root: psycopg.Connection, device: Callable[[str], str]) -> list[str]:
    """The connection string in use; a test may change it to cut the server off."""
    root.execute(_MAKE)
    return [device("Office PC")]


@pytest.fixture
def changes(conninfo: list[str], home: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> Iterator[Changes]:
    database = Database(lambda: conninfo[0], name="tests")
    person = Person(_ID, "Grace Wanjiru", "", "en")
    outbox = Outbox(home)
    chama = Chama(_ID, "Umoja", "Umoja", "treasurer", "active", "KES", is_sample=False)
    read = database.read_all

    def counted(*args: object, **kwargs: object) -> object:
        try:
            return read(*args, **kwargs)  # type: ignore[arg-type]
        finally:
            heard.looked()

    monkeypatch.setattr(database, "read_all", counted)
    watcher = Changes(Books(Session(database, "token", person, "PC"), chama, outbox), heard.changed, heard.failed)
    watcher.start()
    heard.wait(lambda: heard.looks >= 1)
    yield watcher
    watcher.stop()
    database.close()
    outbox.close()


def _set(root: psycopg.Connection, **versions: int) -> None:
    for topic, version in versions.items():
        root.execute(
            "insert into ops.counted values (%s, %s) on conflict (topic) do update set version = excluded.version",
            (topic, version),
        )


def _look(changes: Changes, heard: Heard, times: int = 2) -> None:
    """Let the watcher look again, and finish looking."""
    for _ in range(times):
        seen = heard.looks
        changes.front(is_front=True)
        heard.wait(lambda seen=seen: heard.looks > seen)


def test_what_was_there_before_is_not_news(changes: Changes, heard: Heard) -> None:
    _look(changes, heard)
    assert heard.topics == []


def test_topics_that_moved_are_told_once_and_together(changes: Changes, heard: Heard, root: psycopg.Connection) -> None:
    with root.transaction():
        _set(root, ledger=1, home=1)
    heard.wait(lambda: bool(heard.topics))
    _look(changes, heard)
    assert heard.topics == [frozenset({"ledger", "home"})]


def test_a_burst_is_folded_into_one_telling(changes: Changes, heard: Heard, root: psycopg.Connection) -> None:
    with root.transaction():
        _set(root, ledger=250)
    heard.wait(lambda: bool(heard.topics))
    _look(changes, heard)
    assert heard.topics == [frozenset({"ledger"})]


def test_what_the_window_changed_itself_is_not_told(changes: Changes, heard: Heard, root: psycopg.Connection) -> None:
    changes.own({"ledger": 1})
    _set(root, ledger=1)
    _look(changes, heard)
    assert heard.topics == []


def test_what_another_changed_between_is_still_told(changes: Changes, heard: Heard, root: psycopg.Connection) -> None:
    changes.own({"ledger": 2})
    _set(root, ledger=2)
    _look(changes, heard)
    assert heard.topics == [frozenset({"ledger"})]


def test_a_server_that_goes_away_and_comes_back_is_told_once_each(
    changes: Changes, heard: Heard, conninfo: list[str], root: psycopg.Connection
) -> None:
    real = conninfo[0]
    conninfo[0] = "host=/nowhere user=x dbname=x"
    root.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename like 'mpd\\_%'")
    heard.wait(lambda: len(heard.failures) == 1)
    _look(changes, heard)
    assert isinstance(heard.failures[0], Lost)
    conninfo[0] = real
    _set(root, ledger=9)
    heard.wait(lambda: len(heard.failures) == 2 and bool(heard.topics))
    assert heard.failures[1] is None
    assert heard.topics == [frozenset({"ledger"})]
