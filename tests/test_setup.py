"""The set-up behind `make`: it finds Python, makes .venv once, and says one sentence when it cannot."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("sh", "env", "cat", "cksum", "dirname", "grep", "id", "sed", "tr", "uname", "chmod", "mkdir", "rm")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sets up through run.ps1")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout whose locks name nothing and whose set-up sees no Python of this computer."""
    folder = tmp_path / "checkout with space"
    for name in ("scripts", "resources", "requirements"):
        (folder / name).mkdir(parents=True)
    script = (ROOT / "scripts" / "setup.sh").read_text("utf-8")
    elsewhere = re.sub(r"(?<=\s)/(opt|usr|home|Library)/", f"{tmp_path}/none/", script)
    (folder / "scripts" / "setup.sh").write_text(elsewhere, "utf-8")
    shutil.copy(ROOT / "resources" / "qt-libraries.txt", folder / "resources")
    for kind in ("run", "dev"):
        (folder / "requirements" / f"{kind}.lock").write_text("# nothing\n", "utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (tools / tool).symlink_to(found)
    (tmp_path / "user").mkdir()
    return folder


def set_up(checkout: Path, kind: str = "dev", **more: str) -> subprocess.CompletedProcess[str]:
    beside = checkout.parent
    environment = {"PATH": str(beside / "tools"), "HOME": str(beside / "user"), "PIP_NO_INDEX": "1", **more}
    command = [beside / "tools" / "sh", checkout / "scripts" / "setup.sh", kind]
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def offer_python(folder: Path, name: str = "python3.13") -> None:
    folder.mkdir(parents=True)
    (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    "place",
    [
        ".pyenv/versions/3.13.0/bin",
        ".asdf/installs/python/3.12.1/bin",
        "miniconda3/bin",
        ".local/share/uv/python/x/bin",
    ],
)
def test_a_python_in_a_version_managers_folder_is_found_without_being_on_the_path(checkout: Path, place: str) -> None:
    offer_python(checkout.parent / "user" / place, "python3")
    script = (checkout / "scripts" / "setup.sh").read_text("utf-8").partition("if is_debian; then")[0]
    (checkout / "scripts" / "setup.sh").write_text(f"{script}\nfind_python\n", "utf-8")
    assert set_up(checkout).stdout.strip() == str(checkout.parent / "user" / place / "python3")


def test_venv_is_made_once_and_again_only_when_the_lock_changes(checkout: Path) -> None:
    offer_python(checkout.parent / "user" / ".pyenv/versions/3.13.0/bin")
    first = set_up(checkout)
    assert first.returncode == 0, first.stderr
    assert "Making .venv with Python 3." in first.stderr
    again = set_up(checkout)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert set_up(checkout, "run").stderr == "", "what developers have installed is enough to run"
    (checkout / "requirements" / "dev.lock").write_text("# nothing else\n", "utf-8")
    changed = set_up(checkout)
    assert "Installing the locked libraries" in changed.stderr
    assert "Making .venv" not in changed.stderr


def test_no_python_anywhere_is_said_in_one_sentence(checkout: Path) -> None:
    tried = set_up(checkout)
    assert tried.returncode == 1
    assert tried.stderr.splitlines()[-1].startswith("MoneyPool needs Python 3.12 or newer, and none could be found")
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_passed_over(checkout: Path) -> None:
    folder = checkout.parent / "user" / ".pyenv/versions/3.11.7/bin"
    folder.mkdir(parents=True)
    (folder / "python3").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (folder / "python3").chmod(0o755)
    assert set_up(checkout).returncode == 1


def libraries(when: str) -> dict[str, str]:
    lines = (ROOT / "resources" / "qt-libraries.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {library: package for library, package, needed in rows if needed == when}


def debian(checkout: Path, present: set[str], user: int) -> Path:
    """Make this look like a Debian that has these libraries; return the file in which its apt-get notes each call."""
    tools, notes = checkout.parent / "tools", checkout.parent / "apt"
    listing = "\n".join(f"{library} (libc6,x86-64) => /lib/{library}" for library in sorted(present))
    fakes = {
        "uname": "echo Linux",
        "id": f"echo {user}",
        "ldconfig": f"cat <<'END'\n{listing}\nEND",
        "apt-get": f'echo "$*" >> "{notes}"',
        "sudo": '"$@"',
    }
    script = checkout / "scripts" / "setup.sh"
    script.write_text(script.read_text("utf-8").partition("if ! ready; then")[0], "utf-8")  # the libraries come later
    for name, body in fakes.items():
        (tools / name).unlink(missing_ok=True)
        (tools / name).write_text(f"#!{tools / 'sh'}\n{body}\n", "utf-8")
        (tools / name).chmod(0o755)
    return notes


def test_root_gets_the_missing_system_packages_and_no_others(checkout: Path) -> None:
    always = libraries("always")
    notes = debian(checkout, set(always) - {"libEGL.so.1", "libX11.so.6"}, user=0)
    assert set_up(checkout).returncode == 0
    assert notes.read_text().splitlines() == [
        "-qq update",
        "-qq install -y --no-install-recommends libegl1 libx11-6",
    ]


def test_apt_is_left_alone_when_nothing_is_missing(checkout: Path) -> None:
    notes = debian(checkout, set(libraries("always")), user=0)
    assert set_up(checkout).returncode == 0
    assert not notes.exists()


def test_libraries_of_a_window_are_wanted_only_with_a_screen(checkout: Path) -> None:
    notes = debian(checkout, set(libraries("always")), user=0)
    assert set_up(checkout, "run", DISPLAY=":0").returncode == 0
    assert notes.read_text().split()[-len(libraries("window")) :] == list(libraries("window").values())


def test_nobody_is_made_root_without_being_asked(checkout: Path) -> None:
    notes = debian(checkout, set(), user=1000)
    refused = set_up(checkout)
    assert refused.returncode == 1
    assert "sudo apt-get install" in refused.stderr.splitlines()[-1]
    assert not notes.exists()
    assert set_up(checkout, CI="1").returncode == 0
    assert notes.exists()


def test_the_gate_runs_test_and_check_and_nothing_else() -> None:
    gate = ROOT / ".ci" / "run"
    assert os.access(gate, os.X_OK)
    assert re.findall(r"^make .*$", gate.read_text("utf-8"), re.MULTILINE) == ["make test", "make check"]


def test_windows_has_the_same_verbs() -> None:
    verbs = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    offered = re.search(r"ValidateSet\((.*?)\)", (ROOT / "run.ps1").read_text("utf-8"))
    assert offered
    assert re.findall(r'"(\w+)"', offered[1]) == verbs
