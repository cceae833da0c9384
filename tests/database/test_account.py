"""As root the server runs under an ordinary account, from places that account can reach."""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from moneypool_desktop.services.database import account, binaries
from moneypool_desktop.services.database.cluster import Cluster
from tests.conftest import make_home

pytestmark = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root has rights to drop")


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for what root's own home would hide, moved to where this test may clear up."""
    folder = make_home()
    monkeypatch.setattr(account, "_SHARED", folder)
    yield folder
    shutil.rmtree(folder)


def test_a_home_only_root_may_enter_leads_to_data_outside_it(tmp_path: Path, outside: Path) -> None:
    tmp_path.chmod(0o700)
    for started in (True, True):
        with Cluster(tmp_path) as cluster, psycopg.connect(cluster.root_conninfo()) as root:
            assert cluster.started is started
            assert root.execute("select 1").fetchone() == (1,)
    assert (tmp_path / "cluster").is_symlink()
    assert cluster.data.is_relative_to(outside)
    assert stat.S_IMODE(cluster.data.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700, "nobody's folder is opened to others"


def test_programs_only_root_may_enter_are_lent_as_a_copy(tmp_path: Path, outside: Path) -> None:
    found = binaries.find()
    package = found.folder.parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.is_dir():
            shutil.copytree(part, tmp_path / part.name, ignore=shutil.ignore_patterns("include", "doc"))
    tmp_path.chmod(0o700)
    hidden = binaries.probe(tmp_path / package.name / found.folder.relative_to(package))
    lent = account.lend(hidden)
    ordinary = account.ordinary()
    assert ordinary is not None
    said = subprocess.run(
        [lent.tool("initdb"), "--version"],
        capture_output=True,
        text=True,
        check=True,
        user=ordinary.uid,
        extra_groups=[],
    )
    assert found.version in said.stdout
    assert account.lend(hidden) == lent, "it is copied once"


def test_programs_everybody_may_enter_are_used_where_they_are() -> None:
    found = binaries.find()
    if account.enterable(found.folder):
        assert account.lend(found) == found
