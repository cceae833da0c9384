"""Looking at a paper, printing it and saving it: the same PDF each time, and the window never waits."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from moneypool_desktop.services.reports.receipt import receipts_pdf
from moneypool_desktop.services.reports.statement import statement_pdf
from moneypool_desktop.views.dialogs.print_preview import PrintPreview
from moneypool_desktop.views.widgets.pdf_preview import STEPS, PdfPreview
from tests.services import pdf_reading, report_samples

# offscreen has no window manager to tell sizes to
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return statement_pdf(report_samples.long_statement(70))


@pytest.fixture
def preview(qtbot: QtBot, paper: bytes) -> PdfPreview:
    widget = PdfPreview()
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show_pdf(paper)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def dialog(qtbot: QtBot, paper: bytes) -> PrintPreview:
    window = PrintPreview(paper, "Statement of Lucy Barasa Koech", "statement.pdf")
    qtbot.addWidget(window)
    return window


def button(widget: PdfPreview | PrintPreview, name: str) -> QAbstractButton:
    found = [each for each in widget.findChildren(QAbstractButton) if name in (each.accessibleName(), each.text())]
    assert len(found) == 1
    return found[0]


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_paper_opens_on_its_first_page(preview: PdfPreview) -> None:
    assert preview.pages == 3
    assert preview.page == 1
    assert not button(preview, "Page before").isEnabled()


def test_pages_turn_forward_and_back_and_stop_at_the_ends(qtbot: QtBot, preview: PdfPreview) -> None:
    for expected in (2, 3):
        qtbot.mouseClick(button(preview, "Page after"), Qt.MouseButton.LeftButton)
        assert preview.page == expected
    assert not button(preview, "Page after").isEnabled()
    preview.turn_to(99)
    assert preview.page == 3
    preview.turn_to(-5)
    assert preview.page == 1


def test_zoom_goes_by_steps_and_stops_at_the_ends(preview: PdfPreview) -> None:
    preview.zoom_to(1.0)
    preview.zoom_in()
    assert preview.zoom == pytest.approx(1.25)
    for _ in STEPS:
        preview.zoom_in()
    assert preview.zoom == STEPS[-1]
    for _ in range(2 * len(STEPS)):
        preview.zoom_out()
    assert preview.zoom == STEPS[0]


def test_zoom_in_the_list_follows_the_zoom_on_screen(preview: PdfPreview) -> None:
    choice = preview.findChild(QComboBox)
    preview.zoom_to(1.5)
    assert choice.currentText() == "150\u00a0%"
    choice.activated.emit(1)
    assert choice.currentText() == "Whole page"


def test_a_file_that_is_no_pdf_is_a_sentence_and_no_empty_pane(preview: PdfPreview) -> None:
    preview.show_pdf(b"%PDF-1.4 but not really")
    assert preview.pages == 0
    assert not button(preview, "Page after").isEnabled()
    assert any(
        "cannot be shown" in label.text() and label.isVisible() for label in preview.findChildren(type(preview._place))
    )


def test_another_paper_takes_the_place_of_the_first(preview: PdfPreview) -> None:
    preview.turn_to(3)
    preview.show_pdf(receipts_pdf([report_samples.receipt()], slips=True))
    assert (preview.page, preview.pages) == (1, 1)


def test_every_control_of_the_preview_has_a_name(dialog: PrintPreview) -> None:
    for control in [*dialog.findChildren(QAbstractButton), *dialog.findChildren(QComboBox)]:
        if control.objectName().startswith("qt_") or control.parent() is None:
            continue
        assert control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())


def test_printing_sends_every_page_in_its_own_size(
    qtbot: QtBot, dialog: PrintPreview, paper: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "printed.pdf"
    dialog.open()
    with qtbot.waitSignal(dialog.printed, timeout=30_000):
        dialog.print_to(printer_to(path))
        assert not button(dialog, "Print").isEnabled()
    assert button(dialog, "Print").isEnabled()
    printed, meant = pdf_reading.read(path.read_bytes()), pdf_reading.read(paper)
    assert len(printed) == len(meant)
    assert (printed[0].width, printed[0].height) == pytest.approx((meant[0].width, meant[0].height), abs=1.5)


def test_a_slip_is_printed_on_paper_of_its_own_length(qtbot: QtBot, tmp_path: Path) -> None:
    slip = receipts_pdf([report_samples.receipt()], slips=True)
    window = PrintPreview(slip, "Receipt R-2041", "receipt.pdf")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.printed, timeout=30_000):
        window.print_to(printer_to(tmp_path / "slip.pdf"))
    (printed,), (meant,) = pdf_reading.read((tmp_path / "slip.pdf").read_bytes()), pdf_reading.read(slip)
    assert (printed.width, printed.height) == pytest.approx((meant.width, meant.height), abs=1.5)


def test_only_the_pages_asked_for_are_printed(qtbot: QtBot, dialog: PrintPreview, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "one.pdf")
    printer.setFromTo(2, 2)
    with qtbot.waitSignal(dialog.printed, timeout=30_000):
        dialog.print_to(printer)
    assert len(pdf_reading.read((tmp_path / "one.pdf").read_bytes())) == 1


def test_stopping_says_so_and_lets_one_print_again(qtbot: QtBot, dialog: PrintPreview, tmp_path: Path) -> None:
    dialog.open()
    dialog.print_to(printer_to(tmp_path / "stopped.pdf"))
    button(dialog, "Stop printing").click()
    qtbot.waitUntil(button(dialog, "Print").isEnabled, timeout=30_000)


def test_saving_writes_the_paper_that_was_shown(
    qtbot: QtBot, dialog: PrintPreview, paper: bytes, tmp_path: Path
) -> None:
    with qtbot.waitSignal(dialog.saved, timeout=10_000) as told:
        dialog.save_to(tmp_path / "Lucy Koech 2.5")
    assert told.args == [str(tmp_path / "Lucy Koech 2.5.pdf")]
    assert (tmp_path / "Lucy Koech 2.5.pdf").read_bytes() == paper


def test_saving_where_nothing_can_be_written_is_a_sentence(qtbot: QtBot, dialog: PrintPreview, tmp_path: Path) -> None:
    dialog.save_to(tmp_path / "not there" / "paper.pdf")
    qtbot.waitUntil(lambda: "was not saved" in dialog._state.text(), timeout=10_000)
