"""The wheel works where it is installed, away from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    command = [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel]
    subprocess.run(command, check=True, capture_output=True)
    return python.parent


def test_wheel_holds_what_lies_beside_the_package_and_no_leavings(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("resources", "migrations"):
        shipped = {f"moneypool_desktop/{path.relative_to(ROOT).as_posix()}" for path in files(ROOT / folder)}
        assert shipped <= names
    assert {name for name in names if "__pycache__" in name or name.startswith(("tests/", "bench/"))} == set()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_installed_program_finds_its_resources_and_its_engine_from_any_folder(installed: Path, tmp_path: Path) -> None:
    # the libraries come from this environment, so that nothing is fetched; the program comes from the wheel
    libraries = {"PYTHONPATH": sysconfig.get_path("purelib"), "MONEYPOOL_HOME": str(tmp_path / "home")}
    command = [installed / "moneypool-cli", "doctor", "--json"]
    told = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **libraries}, capture_output=True, text=True, check=False
    )
    findings = {finding["check"]: finding for finding in json.loads(told.stdout)["findings"]}
    assert str(installed.parent) in findings["resources"]["sentence"]
    assert {name: finding["state"] for name, finding in findings.items() if finding["state"] == "fail"} == {}
    assert told.returncode == 0, told.stderr


def test_both_programs_are_installed(installed: Path) -> None:
    assert {path.stem for path in installed.glob("moneypool*")} == {"moneypool", "moneypool-cli"}
