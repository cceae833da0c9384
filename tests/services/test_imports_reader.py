"""Opening a file: what is read, what is refused, and that refusing is quick and says why."""

import hashlib
import io
import os
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from openpyxl import Workbook

from moneypool_desktop.services.failures import Failure, Refused
from moneypool_desktop.services.imports import limits
from moneypool_desktop.services.imports.reader import open_file, read_bytes
from tests.services.import_files import repacked, workbook


def _refusal(content: bytes, name: str = "file") -> Refused:
    with pytest.raises(Refused) as caught:
        read_bytes(name, content)
    assert caught.value.sentence
    assert caught.value.kept == "Nothing was brought in."
    return caught.value


def _cells(content: bytes):
    return [line.cells for line in read_bytes("file.csv", content).sheets[0].lines]


def test_two_gigabyte_file_is_refused_before_a_byte_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024**3)
    monkeypatch.setattr("pathlib.Path.open", lambda *_args, **_kw: pytest.fail("the file was opened"))
    with pytest.raises(Refused, match=r"“huge.csv” has 2,048 MB; at most 25 MB are read"):
        open_file(path)


def test_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(Refused, match="cannot be opened"):
        open_file(tmp_path / "gone.csv")


def test_folder_and_pipe_are_no_files(tmp_path):
    with pytest.raises(Refused, match="is not a file"):
        open_file(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(Refused, match="is not a file"):
            open_file(tmp_path / "pipe")


def test_name_with_a_zero_byte_is_a_sentence(tmp_path):
    with pytest.raises(Refused, match="cannot be opened"):
        open_file(tmp_path / "a\0b")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\n\n\n", "This file is empty."),
        (b"%PDF-1.7 rest", "This is a PDF, not a table."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "This is an old Excel or Word file (.xls, .doc)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "This workbook is locked with a password.",
        ),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not a table."),
        (b"<html><table><tr><td>1</td></tr></table>", "This is a web page or XML file, not a table."),
        (b"MZ\x90\0program", "This is a program, not a table. It was not started."),
        (b"PK\x03\x04broken", "This Excel workbook is damaged"),
        (bytes(range(256)) * 20, "This is not a table: it holds bytes that no text has."),
        (b"a,b\n\x81\x8d,c\n", "This is not a table: it holds bytes that no text has."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_by_what_it_is(content, sentence):
    assert _refusal(content).sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("word/document.xml", "This is a Word document, not a table."),
        ("content.xml", "This is an OpenDocument sheet, which cannot be read."),
        ("xl/workbook.bin", "This is a binary Excel workbook (.xlsb), which cannot be read."),
        ("photo.jpg", "This is a zip archive, not a table."),
    ],
)
def test_archive_that_is_no_workbook_is_refused_by_what_it_is(part, sentence):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, "x")
    assert _refusal(stream.getvalue()).sentence == sentence


def test_zip_bomb_is_refused_unopened(monkeypatch):
    bomb = repacked(workbook([["Name"]]), {"xl/worksheets/sheet1.xml": b" " * (40 * limits.MEGABYTE)})
    assert len(bomb) < limits.MEGABYTE
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_args, **_kw: pytest.fail("it was unpacked"))
    assert _refusal(bomb).code == "import.zip_bomb"


def test_workbook_with_too_many_parts_or_an_archive_inside_is_refused():
    parts = {f"xl/media/{number}.txt": b"" for number in range(limits.MOST_PARTS)}
    assert _refusal(repacked(workbook([["Name"]]), parts)).code == "import.zip_bomb"
    assert _refusal(repacked(workbook([["Name"]]), {"xl/embeddings/inner.zip": b"PK"})).code == "import.nested"


def test_entities_inside_a_workbook_are_never_expanded():
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    assert _refusal(repacked(workbook([["Name"]]), {"xl/worksheets/sheet1.xml": laughs})).code == "import.damaged"


def test_entity_pointing_at_a_file_is_never_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    outside = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>&s;</t></is></c></row></sheetData></worksheet>'
    )
    spoilt = repacked(workbook([["Name"]]), {"xl/worksheets/sheet1.xml": outside.encode()})
    assert _refusal(spoilt).code == "import.damaged"


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_workbook_cut_short_is_refused_as_damaged(keep):
    content = workbook([["Name", "Phone"], ["Grace", "0712"]])
    assert _refusal(content[: int(len(content) * keep)]).code == "import.damaged"


def test_workbook_with_a_flipped_byte_is_refused_or_read_never_more():
    content = bytearray(workbook([["Name", "Phone"], ["Grace Kamau", "0712 610 340"]]))
    for place in range(0, len(content), 97):
        spoilt = content.copy()
        spoilt[place] ^= 0xFF
        with suppress(Failure):
            read_bytes("file.xlsx", bytes(spoilt))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
     ("utf-32", "UTF-32"), ("cp1252", "Windows-1252")],
)  # fmt: skip
def test_encoding_is_known_from_the_bytes(encoding, named):
    source = read_bytes("file.csv", "Jina,Simu\nZoë Wanjirũ,0712\n".replace("ũ", "ú").encode(encoding))
    assert source.encoding == named
    assert source.sheets[0].lines[1].cells == ("Zoë Wanjirú", "0712")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_known_from_the_lines(delimiter):
    text = "\n".join(delimiter.join(cells) for cells in (["Name", "Paid"], ['"Kamau, G; x"', "2"], ["Ouma", "3"]))
    source = read_bytes("file.csv", text.encode())
    assert source.delimiter == delimiter
    assert source.sheets[0].lines[1].cells == ("Kamau, G; x", "2")


def test_commas_inside_amounts_do_not_hide_the_semicolons():
    assert _cells(b"No;Amount\nUM-1;2,000\nUM-2;3,500\n")[1] == ("UM-1", "2,000")


def test_lines_are_numbered_as_a_spreadsheet_numbers_them():
    source = read_bytes("file.csv", b'Title\r\n\r\nNo,Note\r\n1,"two\r\nlines"\r\n2,x\r\n')
    assert [(line.number, line.blank) for line in source.sheets[0].lines] == [
        (1, False), (2, True), (3, False), (4, False), (5, False),
    ]  # fmt: skip


def test_quotation_mark_never_closed_is_refused_with_its_row():
    refused = _refusal(b'Name,Paid\nKamau,1\n"Ouma,2\nNjeri,3\n')
    assert refused.sentence == "The quotation marks in row 3 do not fit: one is opened and not closed."


def test_file_cut_in_the_middle_of_a_row_says_so():
    assert read_bytes("file.csv", b"A,B,C\n1,2,3\n4,5").cut_at == 3
    assert read_bytes("file.csv", b"A,B,C\n1,2,3\n4,5,6").cut_at is None
    assert read_bytes("file.csv", "A,B,C\n1,2,3\n4,5,Zoë".encode()[:-1]).cut_at == 3


def test_hidden_characters_are_pointed_out_in_their_cell():
    line = read_bytes("file.csv", "Name,Paid\n\u202eKamau,2\0\n".encode()).sheets[0].lines[1]
    assert [column for column, _ in line.faults] == [0, 1]
    assert "U+202E" in line.faults[0][1]
    assert "U+0000" in line.faults[1][1]


def test_cell_longer_than_any_name_is_pointed_out_and_cut():
    line = read_bytes("file.csv", b"Name,Paid\n" + b"x" * 5000 + b",2\n").sheets[0].lines[1]
    assert len(line.cells[0]) == limits.LONGEST_CELL
    assert line.faults == ((0, "This cell has 5,000 characters; at most 1,000 are read."),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n" * (limits.MOST_ROWS + 1), "import.too_many_rows"),
        (b"a,b\n" + b"1," * 500 + b"1\n", "import.too_many_columns"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "import.cell_too_long"),
        (b"a,b\n" + b"," * 400_000 + b"\n", "import.line_too_long"),
    ],
    ids=["rows", "columns", "cell", "line"],
)
def test_file_larger_than_any_register_is_refused(content, code):
    assert _refusal(content).code == code


def test_formula_cell_gives_the_result_the_file_carries():
    formula = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Paid</t></is></c></row>'
        b'<row r="2"><c r="A2"><f>1000*2</f><v>2000</v></c></row>'
        b'<row r="3"><c r="A3"><f>1000*3</f></c></row>'
        b'<row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData></worksheet>'
    )
    source = read_bytes("file.xlsx", repacked(workbook([["x"]]), {"xl/worksheets/sheet1.xml": formula}))
    lines = source.sheets[0].lines
    assert lines[1].cells == ("2000",)
    assert lines[1].faults == ()
    assert lines[2].cells == ("=1000*3",)
    assert "formula without its result" in lines[2].faults[0][1]
    assert "#DIV/0!" in lines[3].faults[0][1]


def test_workbook_cells_read_as_excel_shows_them():
    content = workbook([[0.1 + 0.2, 712610340, date(2026, 1, 3), True, 1e15, None, "x"]])
    assert read_bytes("f.xlsx", content).sheets[0].lines[0].cells == (
        "0.3", "712610340", "2026-01-03", "TRUE", "1000000000000000", "", "x",
    )  # fmt: skip


def test_hidden_sheet_is_not_read_and_this_is_said():
    book = Workbook()
    book.active.append(["Name"])
    book.create_sheet("Old").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    source = read_bytes("f.xlsx", stream.getvalue())
    assert len(source.sheets) == 1
    assert source.notices == ("The hidden sheet “Old” is not read.",)


def test_stray_cell_far_below_costs_nothing_but_its_blank_lines():
    book = Workbook()
    book.active["A1"] = "Name"
    book.active["XFD1"].number_format = "0"
    book.active["A900"] = "Kamau"
    stream = io.BytesIO()
    book.save(stream)
    lines = read_bytes("f.xlsx", stream.getvalue()).sheets[0].lines
    assert len(lines) == 900
    assert lines[-1].cells == ("Kamau",)


def test_reading_tells_how_far_it_is_and_stops_when_cancelled():
    heard: list[tuple[int, int]] = []
    content = b"a,b\n" * 2000
    read_bytes("f.csv", content, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(500, 2000), (1000, 2000), (1500, 2000), (2000, 2000)]
    with pytest.raises(Refused) as caught:
        read_bytes("f.csv", content, cancelled=lambda: True)
    assert caught.value.code == "import.cancelled"


def test_fingerprint_is_that_of_the_bytes():
    content = b"a,b\n1,2\n"
    assert read_bytes("f.csv", content).sha256 == hashlib.sha256(content).hexdigest()
