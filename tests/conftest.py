"""What every test may ask for.

home           a fresh MONEYPOOL_HOME for one test, in which nothing exists yet (a Path)
cluster        the embedded server (services.database.cluster.Cluster), started once for the whole run; its fsync is off
               and it lies in memory where it can, because no test of it pulls the plug: those start their own server
template       the name of a database brought up once by the real upgrade; never write to it
database_url   the libpq connection string, as superuser mp_root, of a private copy of the template for one test
root           an open autocommit psycopg connection to `database_url` as superuser
device         a function: device("Office PC") enrols a computer in `database_url`, returns its connection string
chama          a small founded chama with its officers and members signed in (tests/database/books.py)
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # the developer's own keyring stays out of it

import atexit
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from moneypool_desktop.services.database import enrol, migrate
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.runtime.secrets import Secrets
from tests.database.books import chama as chama  # noqa: PLC0414 - named here so that every test may ask for it

NO_FSYNC = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
_MEMORY = Path("/dev/shm")  # noqa: S108 - for what no test needs to find again
_numbers = count(1)


def make_home(folder: Path | None = None) -> Path:
    """Return a new empty home that other accounts may pass through: nothing is left outside it when root tests."""
    home = Path(tempfile.mkdtemp(prefix="moneypool-test-", dir=folder))
    home.chmod(0o755)
    return home


# what a test writes without asking for a home stays out of the developer's own
os.environ["MONEYPOOL_HOME"] = str(make_home())
atexit.register(shutil.rmtree, os.environ["MONEYPOOL_HOME"], ignore_errors=True)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = make_home()
    monkeypatch.setenv("MONEYPOOL_HOME", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    folder = make_home(_MEMORY if os.access(_MEMORY, os.W_OK) else None)  # a copy of the template takes 40 ms, not 500
    with Cluster(folder, settings=NO_FSYNC) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    name = "template_of_tests"
    with psycopg.connect(cluster.root_conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    migrate.upgrade(cluster.root_conninfo(name))
    return name


@pytest.fixture
def database_url(cluster: Cluster, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}_{secrets.token_hex(3)}"
    with psycopg.connect(cluster.root_conninfo(), autocommit=True) as connection:
        copy = sql.SQL("create database {} template {} strategy file_copy")
        connection.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))
        _copy_rights(connection, template, name)
        yield cluster.root_conninfo(name)
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def root(database_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def device(root: psycopg.Connection, database_url: str, tmp_path: Path) -> Callable[[str], str]:
    def enrolled(name: str = "Office PC") -> str:
        role, secret = enrol.enrol(root, Secrets(tmp_path / secrets.token_hex(4)), name)
        return make_conninfo(database_url, user=role, password=secret)

    return enrolled


def _copy_rights(connection: psycopg.Connection, template: str, name: str) -> None:
    # CREATE DATABASE leaves behind what is granted, revoked or set on the database itself
    connection.execute("set allow_system_table_mods = on")
    connection.execute(
        "update pg_database set datacl = (select datacl from pg_database where datname = %s) where datname = %s",
        (template, name),
    )
    connection.execute(
        "insert into pg_db_role_setting select copy.oid, s.setrole, s.setconfig from pg_db_role_setting s"
        " join pg_database d on d.oid = s.setdatabase and d.datname = %s, pg_database copy where copy.datname = %s",
        (template, name),
    )
    connection.execute("reset allow_system_table_mods")
