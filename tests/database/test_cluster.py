"""The embedded server: what it is from its first start on, and who may speak to it."""

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from moneypool_desktop.services.database import binaries, place
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.failures import Refused
from tests.conftest import make_home
from tests.database.engine import closed_cleanly, server_pid


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    home = make_home()
    with Cluster(home) as cluster:
        yield cluster
    shutil.rmtree(home)


def _setting(cluster: Cluster, name: str) -> str:
    with psycopg.connect(cluster.root_conninfo()) as root:
        row = root.execute("select current_setting(%s)", (name,)).fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("data_checksums", "on"),
        ("TimeZone", "UTC"),
        ("log_timezone", "UTC"),
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("password_encryption", "scram-sha-256"),
        ("listen_addresses", ""),
        ("log_parameter_max_length", "0"),
        ("max_prepared_transactions", "0"),
        ("server_encoding", "UTF8"),
    ],
)
def test_a_new_server_is_safe_from_its_first_start(running: Cluster, setting: str, value: str) -> None:
    assert _setting(running, setting) == value


def test_names_sort_the_same_on_every_computer(running: Cluster) -> None:
    with psycopg.connect(running.root_conninfo()) as root:
        rows = root.execute("select datlocprovider, datlocale from pg_database").fetchall()
    assert set(rows) == {("b", "C.UTF-8")}


def test_every_way_in_asks_for_a_scram_password(running: Cluster) -> None:
    with psycopg.connect(running.root_conninfo()) as root:
        ways = root.execute("select distinct auth_method from pg_hba_file_rules").fetchall()
    assert ways == [("scram-sha-256",)]


def test_a_wrong_password_is_refused(running: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(running.conninfo("mp_root", "guess", "postgres"))


def test_no_password_is_refused(running: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running.conninfo("mp_root", "", "postgres"))


def test_nothing_listens_on_the_network(running: Cluster) -> None:
    pid = server_pid(running.data)
    assert pid is not None
    assert psutil.Process(pid).net_connections("inet") == []


def test_the_server_never_runs_as_root(running: Cluster) -> None:
    pid = server_pid(running.data)
    assert pid is not None
    assert psutil.Process(pid).uids().real != 0
    assert running.data.stat().st_uid == psutil.Process(pid).uids().real


def test_data_and_socket_are_closed_to_other_accounts(running: Cluster) -> None:
    for folder in (running.data.parent, running.data, running.data.parent / "socket"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_a_keyring_the_secret_is_a_file_of_the_owner_and_a_notice_says_so(running: Cluster) -> None:
    kept = running.home / "secrets" / "mp_root"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert any("no keyring" in notice for notice in running.notices)


def test_the_secret_is_nowhere_in_the_log_or_the_settings(running: Cluster) -> None:
    secret = (running.home / "secrets" / "mp_root").read_text()
    for path in (running.log, running.data / "postgresql.conf", running.data / "pg_hba.conf"):
        assert secret not in path.read_text()
    assert not (running.data.parent / "first-password").exists()


def test_the_idle_server_is_small(running: Cluster, capsys: pytest.CaptureFixture[str]) -> None:
    pid = server_pid(running.data)
    assert pid is not None
    family = [psutil.Process(pid), *psutil.Process(pid).children()]
    total = 0.0
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):  # a worker that ended meanwhile
            total += process.memory_full_info().pss / 1024**2
    with capsys.disabled():
        sys.stdout.write(f"\nidle server: {len(family)} processes, {total:.1f} MB\n")
    assert total < 40


def test_the_second_start_keeps_what_the_first_wrote(home: Path) -> None:
    with Cluster(home) as first, psycopg.connect(first.root_conninfo()) as root:
        root.execute("create table kept (n int)")
        root.execute("insert into kept values (7)")
    assert closed_cleanly(first)
    with Cluster(home) as second, psycopg.connect(second.root_conninfo()) as root:
        assert second.started
        assert root.execute("select n from kept").fetchone() == (7,)


@pytest.mark.parametrize(
    "name", ["Kikundi cha Umoja, wanachama 34", "akiba ya Wanjikũ – ñandú", 'it\'s "here"', "n" * 90]
)
def test_the_books_open_in_folders_of_any_name(home: Path, name: str) -> None:
    inside = home / name
    inside.mkdir(mode=0o755)
    with Cluster(inside) as cluster, psycopg.connect(cluster.root_conninfo()) as root:
        assert root.execute("select 1").fetchone() == (1,)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Umoja Group", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Mobile Documents", "iCloud"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_folder_kept_in_step_by_a_service_is_refused(home: Path, folder: str, service: str) -> None:
    inside = home / folder / "MoneyPool"
    inside.mkdir(parents=True)
    with pytest.raises(Refused, match=service) as refused:
        Cluster(inside)
    assert refused.value.code == "engine.place"
    assert not (inside / "cluster").exists()


def test_books_moved_into_such_a_folder_open_with_a_notice(home: Path) -> None:
    safe, moved = home / "here", home / "Dropbox"
    safe.mkdir(mode=0o755)
    Cluster(safe).close()
    safe.rename(moved)
    with Cluster(moved) as cluster:
        assert any("Dropbox" in notice for notice in cluster.notices)


@pytest.mark.parametrize("folder", ["dropboxes", "our drives", "pcloudy"])
def test_a_folder_that_only_sounds_like_a_service_is_accepted(home: Path, folder: str) -> None:
    inside = home / folder
    inside.mkdir()
    assert place.unsafe(inside) is None


def test_a_first_start_that_was_killed_half_way_starts_again(home: Path) -> None:
    with Cluster(home) as cluster:
        data = cluster.data
    draft = data.with_name("data.new")
    data.rename(draft)
    (draft / "PG_VERSION").unlink()
    with Cluster(home) as cluster, psycopg.connect(cluster.root_conninfo()) as root:
        assert root.execute("select 1").fetchone() == (1,)
    assert not draft.exists()


def test_books_of_another_major_version_are_refused_and_left_alone(home: Path) -> None:
    with Cluster(home) as cluster:
        data = cluster.data
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Refused, match="PostgreSQL 15"):
        Cluster(home)
    assert not list((home / "holders").glob("*.holder"))


def test_programs_that_do_not_run_are_refused_with_their_own_words(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = home / "bin"
    broken.mkdir()
    (broken / "postgres").write_text("#!/bin/sh\necho 'libwinpthread-1.dll not found' >&2\nexit 1\n")
    (broken / "postgres").chmod(0o755)
    monkeypatch.setenv("MONEYPOOL_POSTGRES_BIN", str(broken))
    with pytest.raises(Refused, match=r"libwinpthread-1\.dll not found"):
        binaries.find()


def test_programs_that_are_missing_are_refused_with_the_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONEYPOOL_POSTGRES_BIN", str(home))
    with pytest.raises(Refused, match=str(home)):
        binaries.find()


def test_the_named_programs_come_before_those_of_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = binaries.find()
    monkeypatch.setenv("MONEYPOOL_POSTGRES_BIN", os.path.join(shipped.folder, ".", ""))  # noqa: PTH118 - another spelling
    assert binaries.find() == shipped
    assert shipped.major >= 18
