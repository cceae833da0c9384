"""Statements on disk: one file each, all in one, names, cancel, and failures that leave nothing half written."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from moneypool_desktop.models.rows.statements import Statement
from moneypool_desktop.services.reports import batch, files
from moneypool_desktop.services.reports.statement import statement_pdf
from tests.services import pdf_reading, report_samples


def statements(many: int) -> list[Statement]:
    return [
        replace(
            report_samples.long_statement(30, f"ST-2026-{n:04d}"),
            member_number=f"UM-{n:03d}",
            member_name=f"Member {n}",
        )
        for n in range(many)
    ]


def never() -> bool:
    return False


def test_each_statement_becomes_a_file_named_after_its_member(tmp_path: Path) -> None:
    told: list[tuple[int, Path]] = []
    written = batch.render_each(statements(3), tmp_path / "new", lambda done, path: told.append((done, path)), never)
    assert [path.name for path in written] == [f"ST-2026-{n:04d} UM-{n:03d} Member {n}.pdf" for n in range(3)]
    assert told == list(enumerate(written, 1))
    assert written[1].read_bytes() == statement_pdf(statements(3)[1])


def test_statements_in_one_file_keep_their_own_page_numbers_and_an_outline(tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    assert batch.render_together(statements(3), path, lambda *_: None, never) == 3
    pages = pdf_reading.read(path.read_bytes())
    assert [page.starting("Page ")[0].text for page in pages] == ["Page 1 of 2", "Page 2 of 2"] * 3
    with pypdfium2.PdfDocument(path) as document:
        chapters = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert chapters == [("UM-000 Member 0", 0), ("UM-001 Member 1", 2), ("UM-002 Member 2", 4)]


def test_the_same_statements_in_one_file_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        batch.render_together(statements(2), tmp_path / name, lambda *_: None, never)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_statements_drawn_at_the_same_time_are_the_ones_drawn_one_by_one() -> None:
    many = statements(12)
    with ThreadPoolExecutor(4) as workers:
        together = list(workers.map(statement_pdf, many))
    assert together == [statement_pdf(statement) for statement in many]


def test_another_run_of_the_program_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.services import report_samples as s;"
        "from moneypool_desktop.services.reports.statement import statement_pdf as draw;"
        "print(hashlib.sha256(draw(s.long_statement(60))).hexdigest())"
    )
    sums = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert sums[0] == sums[1]


def test_cancel_keeps_the_files_already_written_and_writes_no_more(tmp_path: Path) -> None:
    done: list[int] = []
    written = batch.render_each(statements(5), tmp_path, lambda n, _: done.append(n), lambda: len(done) == 2)
    assert sorted(tmp_path.iterdir()) == sorted(written)
    assert len(written) == 2


def test_cancel_of_one_file_leaves_the_older_one_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    path.write_bytes(b"older")
    done: list[int] = []
    assert batch.render_together(statements(5), path, lambda n, _: done.append(n), lambda: len(done) == 2) == 0
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"older"]


def test_no_statements_write_no_file(tmp_path: Path) -> None:
    assert batch.render_together([], tmp_path / "all.pdf", lambda *_: None, never) == 0
    assert batch.render_each([], tmp_path, lambda *_: None, never) == []
    assert list(tmp_path.iterdir()) == []


def test_a_failure_halfway_leaves_the_older_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"older")

    def broken() -> None:
        with files.in_place_of(path) as (stream, _):
            stream.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        broken()
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"older"]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("ST-1", "UM-1", "Lucy Koech"), "ST-1 UM-1 Lucy Koech.pdf"),
        (("ST/1", "a:b", '<x>"?*'), "ST 1 a b x.pdf"),
        (("../../etc", "passwd"), "etc passwd.pdf"),
        (("Lucy\u202efdp.exe",), "Lucy fdp.exe.pdf"),
        (("...", " "), "paper.pdf"),
    ],
)
def test_file_names_are_fit_for_every_system(parts: tuple[str, ...], name: str) -> None:
    assert files.pdf_name(*parts) == name


def test_a_long_name_is_cut_between_letters() -> None:
    name = files.pdf_name("ũ" * 200)
    assert len(name.encode()) <= 124
    assert set(name.removesuffix(".pdf")) == {"ũ"}
