"""The embedded server when things go wrong around it: crashes, strangers' pids, several programs, log-off."""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from moneypool_desktop.services.database import postmaster
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.failures import Refused
from tests.conftest import make_home
from tests.database.engine import closed_cleanly, launch, other_program, server_pid


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A home whose cluster exists and is stopped; every test leaves it stopped."""
    home = make_home()
    Cluster(home).close()
    yield home
    shutil.rmtree(home)


def _answers(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.root_conninfo()) as root:
        return root.execute("select 1").fetchone() == (1,)


def _pid_file(made: Path, pid: int) -> str:
    data = (made / "cluster").resolve() / "data"
    return f"{pid}\n{data}\n1700000000\n5432\n{data.parent}/socket\n\n  5432001         0\nready   \n"


def _kill(pid: int) -> None:
    process = psutil.Process(pid)
    process.kill()
    process.wait(30)


def _stranger() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)


def test_a_pid_file_left_by_a_power_cut_does_not_stop_the_start(made: Path) -> None:
    ended = _stranger()
    ended.communicate()
    (made / "cluster/data/postmaster.pid").write_text(_pid_file(made, ended.pid))
    with Cluster(made) as cluster:
        assert cluster.started
        assert _answers(cluster)


def test_a_pid_that_now_belongs_to_a_stranger_does_not_stop_the_start(made: Path) -> None:
    stranger = _stranger()
    (made / "cluster/data/postmaster.pid").write_text(_pid_file(made, stranger.pid))
    with Cluster(made) as cluster:
        assert cluster.started
        assert _answers(cluster)
    assert stranger.poll() is None, "the stranger must be left alone"
    stranger.communicate()


@pytest.mark.parametrize("written", ["", "\n", "12", "99999999999999999999\n", "abc\n", "4711\n/half"])
def test_a_half_written_pid_file_does_not_stop_the_start(made: Path, written: str) -> None:
    (made / "cluster/data/postmaster.pid").write_text(written)
    with Cluster(made) as cluster:
        assert cluster.started
        assert _answers(cluster)


def test_a_second_program_joins_the_running_server(made: Path) -> None:
    with Cluster(made) as cluster:
        pid = server_pid(cluster.data)
        with other_program(made) as (_, how):
            assert how == "joined"
            assert server_pid(cluster.data) == pid


def test_the_last_one_out_stops_the_server(made: Path) -> None:
    first = Cluster(made)
    with other_program(made) as (other, _):
        first.close()
        assert server_pid(first.data) is not None, "the other program still uses it"
        other.communicate("")
    assert server_pid(first.data) is None
    assert closed_cleanly(first)


def test_a_killed_program_does_not_keep_the_server_running_for_ever(made: Path) -> None:
    cluster = Cluster(made)
    with other_program(made) as (other, _):
        other.kill()
        other.communicate()
    cluster.close()
    assert server_pid(cluster.data) is None
    assert not list((made / "holders").glob("*.holder"))


def test_a_server_whose_only_program_was_killed_is_found_and_stopped_by_the_next(made: Path) -> None:
    with other_program(made) as (other, how):
        assert how == "started"
        other.kill()
        other.communicate()
    with Cluster(made) as cluster:
        assert not cluster.started
        assert _answers(cluster)
    assert server_pid(cluster.data) is None


def test_programs_started_at_the_same_moment_share_one_server(made: Path) -> None:
    programs = [launch(made) for _ in range(3)]
    said = [program.stdout.readline().strip() for program in programs if program.stdout]
    assert sorted(said) == ["joined", "joined", "started"]
    for program in programs:
        program.communicate("")


def test_a_request_to_end_stops_the_server_cleanly(made: Path) -> None:
    with Cluster(made) as cluster:
        pass
    with other_program(made) as (other, _):
        other.send_signal(signal.SIGTERM)
        other.communicate()
    assert server_pid(cluster.data) is None
    assert closed_cleanly(cluster)


def test_a_server_that_dies_under_us_is_started_again(made: Path) -> None:
    with Cluster(made) as cluster:
        pid = server_pid(cluster.data)
        assert pid is not None
        _kill(pid)
        assert cluster.ensure()
        assert _answers(cluster)
        assert not cluster.ensure()


def test_what_was_acknowledged_survives_a_killed_server(made: Path) -> None:
    cluster = Cluster(made)
    with psycopg.connect(cluster.root_conninfo(), autocommit=True) as root:
        root.execute("create table postings (writer int, n int, primary key (writer, n))")
    acknowledged = [0, 0, 0]
    enough = threading.Semaphore(0)

    def post(writer: int) -> None:
        try:
            with psycopg.connect(cluster.root_conninfo(), autocommit=True) as connection:
                while True:
                    connection.execute("insert into postings values (%s, %s)", (writer, acknowledged[writer] + 1))
                    acknowledged[writer] += 1
                    enough.release()
        except psycopg.Error:
            return

    writers = [threading.Thread(target=post, args=(writer,)) for writer in range(3)]
    for writer in writers:
        writer.start()
    for _ in range(150):
        enough.acquire()
    pid = server_pid(cluster.data)
    assert pid is not None
    _kill(pid)
    for writer in writers:
        writer.join()
    cluster.ensure()
    with psycopg.connect(cluster.root_conninfo(), autocommit=True) as root:
        kept = dict(root.execute("select writer, max(n) from postings group by 1").fetchall())
        gaps = root.execute("select count(*) from (select 1 from postings group by writer having max(n) <> count(*)) g")
        assert gaps.fetchone() == (0,)
        root.execute("drop table postings")
    for writer, count in enumerate(acknowledged):
        assert count <= kept.get(writer, 0) <= count + 1, "the last one sent may be there without its answer"
    cluster.close()


def test_a_full_or_broken_start_says_why_in_the_servers_words(made: Path) -> None:
    with Cluster(made) as cluster:
        control = cluster.data / "global" / "pg_control"
    kept = control.read_bytes()
    control.write_bytes(b"")
    with pytest.raises(Refused, match="pg_control") as refused:
        Cluster(made)
    control.write_bytes(kept)
    assert refused.value.code == "engine.start"
    assert str(cluster.log) in refused.value.advice


def test_recovery_is_told_in_per_cent_of_the_log() -> None:
    said = (
        "LOG:  redo starts at 0/1000000\n"
        "LOG:  redo in progress, elapsed time: 0.25 s, current LSN: 0/1400000\n"
        "LOG:  redo in progress, elapsed time: 0.50 s, current LSN: 0/1800000\n"
    )
    assert postmaster.recovered("LOG:  starting PostgreSQL 18.6\n", 0x2000000) is None
    assert postmaster.recovered(said.splitlines()[0], 0x2000000) == 0
    assert postmaster.recovered(said, 0x2000000) == 50
    assert postmaster.recovered(said, 0x1800000) == 99


def test_progress_is_told_while_the_books_are_made(home: Path) -> None:
    told: list[str] = []
    tell: Callable[[str, int | None], None] = lambda sentence, _percent: told.append(sentence)  # noqa: E731
    Cluster(home, progress=tell).close()
    assert told[0] == "Making the books."


def test_closing_twice_is_closing_once(made: Path) -> None:
    cluster = Cluster(made)
    assert cluster.close()
    assert cluster.close()


def test_settings_a_crash_cut_in_half_are_written_again(made: Path) -> None:
    with Cluster(made) as cluster:
        configuration = cluster.data / "postgresql.conf"
    configuration.write_text("fsy")
    with Cluster(made) as cluster:
        assert _answers(cluster)
