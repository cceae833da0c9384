"""From an empty home to open books, and what this computer's own role may do in them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg import sql

from moneypool_desktop.services.database import enrol, migrate
from moneypool_desktop.services.database.opening import DATABASE, Opened, open_embedded
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.runtime.secrets import Secrets
from tests.conftest import make_home
from tests.database.engine import server_pid


@pytest.fixture
def opened(home: Path) -> Iterator[Opened]:
    with open_embedded(home) as found:
        yield found


@pytest.fixture(scope="module")
def opened_once() -> Iterator[Opened]:
    """Open books that several tests share, because none of them changes anything."""
    home = make_home()
    with open_embedded(home) as found:
        yield found
    shutil.rmtree(home)


def test_an_empty_home_becomes_open_books(opened_once: Opened) -> None:
    assert opened_once.database.inspect(migrate.state) is migrate.State.CURRENT
    with pytest.raises(Refused, match="session has ended"):
        opened_once.database.read("select count(*) from app.chamas", token=None)


def test_the_program_works_as_this_computers_role_and_never_as_superuser(opened_once: Opened) -> None:
    device = enrol.kept(Secrets(opened_once.cluster.home))
    assert device is not None
    query = (
        "select session_user::text, rolsuper, rolcreaterole, rolconnlimit"
        " from pg_catalog.pg_roles where rolname = session_user"
    )
    assert opened_once.database.read(query, token=None) == [(device[0], False, False, 6)]


@pytest.mark.parametrize("role", ["mp_root", "mp_device", "mp_api", "mp_tables", "mp_auth"])
def test_this_computers_role_cannot_become_another(opened_once: Opened, role: str) -> None:
    become = sql.SQL("set role {}").format(sql.Identifier(role))
    with pytest.raises(Refused) as refused:
        opened_once.database.inspect(lambda connection: connection.execute(become))
    assert refused.value.code == "42501"


def test_opening_again_keeps_the_role_and_upgrades_nothing(home: Path) -> None:
    seen: list[object] = []
    told: list[str] = []
    for _ in range(2):
        told.clear()
        with (
            open_embedded(home, lambda sentence, _percent: told.append(sentence)) as opened,
            psycopg.connect(opened.cluster.root_conninfo(DATABASE)) as root,
        ):
            seen.append(root.execute("select device_role from app.computers").fetchall())
            assert root.execute("select count(*) from ops.schema_version").fetchone() == (1,)
    assert seen[0] == seen[1]
    assert told == []


def test_a_first_start_killed_before_enrolment_goes_on_where_it_stopped(home: Path) -> None:
    with open_embedded(home):
        pass
    Secrets(home).drop("device")
    with open_embedded(home) as again:
        assert again.database.read("select 1", token=None) == [(1,)]


def test_books_of_a_newer_program_are_refused_and_the_server_stops(home: Path) -> None:
    with open_embedded(home) as first:
        data = first.cluster.data
        with psycopg.connect(first.cluster.root_conninfo(DATABASE)) as root:
            root.execute("update ops.schema_version set revision = '9999'")
    with pytest.raises(Refused, match="newer MoneyPool"):
        open_embedded(home)
    assert server_pid(data) is None


def test_a_server_that_dies_under_the_window_is_started_again_unseen(opened: Opened) -> None:
    pid = server_pid(opened.cluster.data)
    assert pid is not None
    process = psutil.Process(pid)
    process.kill()
    process.wait(30)
    assert opened.database.read("select 1", token=None) == [(1,)]
