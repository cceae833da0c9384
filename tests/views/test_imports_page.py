"""The wizard that brings files in, over real books: what each step shows, and that nothing is written before Post."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester

from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.import_batches import Posted
from moneypool_desktop.models.rows.imports import RowState
from moneypool_desktop.services.failures import explain
from moneypool_desktop.services.imports import mappings, posting
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.imports.words import CHECK, COLUMNS, FILE, POST
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages.imports import ImportsPage
from tests.flows.umoja import FILES, MEMBERS, OPENING, PAID, Umoja, town, umoja  # noqa: F401 - fixtures
from tests.views.access import problems_of
from tests.views.snapshots import SIZE, grab, grab_all, settle

PATIENCE = 20_000


@pytest.fixture
def desk(workers: Workers, tmp_path: Path) -> Desk:
    def said(error: Exception) -> Said:
        failure = explain(error)
        return Said(failure.sentence, f"{failure.kept} {failure.advice}".strip(), failure.code)

    return Desk(workers, Preferences(tmp_path / "p.ini"), said)


@pytest.fixture
def page(umoja: Umoja, desk: Desk, home: Path, qtbot) -> ImportsPage:  # noqa: F811
    made = ImportsPage(desk, umoja.books)
    qtbot.addWidget(made)
    return ready(made, qtbot)


def ready(page: ImportsPage, qtbot) -> ImportsPage:
    page.retranslate()
    page.resize(SIZE)
    page.show()
    rest(page, qtbot)
    return page


def rest(page: ImportsPage, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.desk.workers.busy() and not page.job.under_way(), timeout=PATIENCE)


def opened(page: ImportsPage, name: str, qtbot) -> ImportsPage:
    page.take([FILES / name])
    rest(page, qtbot)
    return page


def posted(page: ImportsPage, name: str, qtbot) -> ImportsPage:
    opened(page, name, qtbot)
    page.actions_.run("on")
    rest(page, qtbot)
    return page


def chosen(page: ImportsPage, line: int):
    row = next(row for row in page.job.plan.rows if row.line == line)
    assert page.check.table.choose_key(row.index)
    return row


def test_register_is_checked_and_nothing_is_written_before_post(page, umoja, qtbot):  # noqa: F811
    opened(page, MEMBERS, qtbot)
    assert page.step == CHECK
    assert page.found.accessibleName().startswith("umoja-members.csv: Members register, semicolons")
    assert [(part.choice.text, part.choice.count) for part in page.check.states._parts] == [
        ("All rows", 40), ("New", 34), ("Repeated", 1), ("Refused", 1), ("Skipped", 4),
    ]  # fmt: skip
    assert page.foot.on.text() == "Add 34 members"
    assert posting.batches(umoja.books) == []
    QAbstractItemModelTester(page.check.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_post_writes_the_register_and_the_result_leads_on(page, umoja, qtbot):  # noqa: F811
    posted(page, MEMBERS, qtbot)
    assert page.step == POST
    assert page.post.result.accessibleName() == "34 members are in the register. It can be taken back whole."
    assert [batch.rows for batch in page.file.history.rows()] == [34]
    with qtbot.waitSignal(page.went) as went:
        page.post.look_button.click()
    assert went.args[0] == "members"


def test_next_problem_goes_to_the_refused_row_whose_fields_say_what_is_wrong(page, qtbot):
    opened(page, MEMBERS, qtbot)
    page.actions_.run("next")
    assert page.check.table.current().line == 40
    assert {name: field.problem() for name, field in page.check.pane.fields.items()} == {
        "phone": "A phone has 10 figures. This one has 5.",
        "joined": "February 2024 has 29 days.",
        "email": "“naomi(at)example” is not an e-mail. It needs a name, an @ and a place, such as grace@example.co.ke.",
        "kin": "Shares make 110 %, they must make 100 %.",
    }


def test_refused_row_put_right_in_place_becomes_new(page, umoja, qtbot):  # noqa: F811
    opened(page, MEMBERS, qtbot)
    page.actions_.run("next")
    right = {"phone": "0712345678", "joined": "29/02/2024", "email": "naomi@example.co.ke", "kin": "Husband 60, Son 40"}
    for name, text in right.items():
        page.check.pane.fields[name].set_value(text)
    page.check.pane.again.click()
    rest(page, qtbot)
    assert page.job.plan.counts[RowState.NEW] == 35
    assert page.check.table.current().line == 40
    page.actions_.run("on")
    rest(page, qtbot)
    assert umoja.one("select count(*) from app.chama_members where chama_id = %s") == 35


def test_space_leaves_a_row_out_and_takes_it_in_again(page, qtbot):
    opened(page, MEMBERS, qtbot)
    chosen(page, 10)
    page.check.table.view.setFocus()
    page.check.turn()
    rest(page, qtbot)
    assert page.check.table.current().state is RowState.LEFT_OUT
    assert page.foot.on.text() == "Add 33 members"
    page.check.turn()
    rest(page, qtbot)
    assert page.check.table.current().state is RowState.NEW


def test_segments_show_the_rows_of_one_state(page, qtbot):
    opened(page, MEMBERS, qtbot)
    page.check.states.set_value("refused")
    page.check.states.changed.emit("refused")
    assert [row.line for row in page.check.model.rows()] == [40]


def test_opening_balances_show_totals_and_the_proof_of_both_sides(page, umoja, qtbot):  # noqa: F811
    posted(page, MEMBERS, qtbot)
    page.post.more_button.click()
    assert page.step == FILE
    opened(page, OPENING, qtbot)
    assert "Ksh\u00a02,271,700.00" in page.check.totals.proof.accessibleName()
    assert page.foot.on.text() == "Post 38 balances"
    page.actions_.run("on")
    rest(page, qtbot)
    umoja.check()


def test_balances_without_their_members_cannot_be_posted_and_the_reason_is_read(page, qtbot):
    opened(page, OPENING, qtbot)
    assert not page.foot.on.isEnabled()
    assert page.check.blocks.isVisibleTo(page)
    assert page.foot.on.toolTip()


def test_columns_are_named_with_a_preview_and_the_mapping_is_kept(page, home, tmp_path, qtbot):
    file = tmp_path / "ours.csv"
    file.write_text("A,B,C\nX-1,Grace Wanjiku Kamau,0712345678\nX-2,Peter Ouma,0712345679\n")
    page.take([file])
    rest(page, qtbot)
    assert page.step == COLUMNS
    page.columns.kind.set_value(ImportKind.MEMBERS)
    page.columns.kind.changed.emit()
    rest(page, qtbot)
    for name, heading in (("number", "A"), ("name", "B"), ("phone", "C")):
        page.columns.columns[name].set_value(heading)
        page.columns.columns[name].changed.emit()
        rest(page, qtbot)
    assert [column.title for column in page.columns.preview.table.model.columns] == [
        "Row", "Member number", "Full name", "Phone",
    ]  # fmt: skip
    page.columns.saved.name.set_value("Ours")
    page.columns.saved.name.changed.emit()
    page.columns.saved.keep.click()
    assert [one.name for one in mappings.saved(home)] == ["Ours"]
    page.actions_.run("on")
    assert page.job.plan.counts[RowState.NEW] == 2
    page.actions_.run("back")
    page.actions_.run("back")
    assert page.step == FILE
    page.take([file])
    rest(page, qtbot)
    page.columns.saved.list.set_value("Ours")
    page.columns.saved.list.changed.emit()
    rest(page, qtbot)
    assert page.job.plan.counts[RowState.NEW] == 2


def test_a_file_dropped_on_the_page_is_read_and_others_wait(page, qtbot):
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(FILES / name)) for name in (MEMBERS, OPENING)])
    button, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.drops.eventFilter(page, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, held, button, plain))
    rest(page, qtbot)
    assert page.job.plan.source.name == MEMBERS
    page.actions_.run("on")
    rest(page, qtbot)
    assert page.post.more_button.text() == f"Bring in {OPENING}"
    page.post.more_button.click()
    rest(page, qtbot)
    assert page.job.plan.source.name == OPENING


def test_a_file_that_cannot_be_read_says_why_and_the_page_stays_usable(page, tmp_path, qtbot):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    page.take([bad])
    rest(page, qtbot)
    assert page.failure.isVisibleTo(page)
    assert page.step == FILE
    opened(page, MEMBERS, qtbot)
    assert (page.step, page.failure.isVisibleTo(page)) == (CHECK, False)


def test_import_is_taken_back_from_the_result_with_a_reason(page, umoja, qtbot):  # noqa: F811
    posted(page, MEMBERS, qtbot)
    page.post.back_button.click()
    dialog = page.taking_back.dialog
    assert not dialog.send()
    dialog._fields["reason"].set_value("Wrong file")
    assert dialog.send()
    rest(page, qtbot)
    assert not page.post.back_button.isEnabled()
    assert umoja.one("select count(*) from app.chama_members where chama_id = %s") == 1
    assert page.file.history.rows()[0].status == "reversed"


def test_a_refused_take_back_says_why_in_the_dialog(page, umoja, qtbot):  # noqa: F811
    umoja.bring_in(MEMBERS, OPENING)
    page.refresh()
    rest(page, qtbot)
    assert page.file.table.choose_key(page.file.history.rows()[1].id)
    page.file.back.click()
    dialog = page.taking_back.dialog
    dialog._fields["reason"].set_value("Wrong file")
    dialog.send()
    rest(page, qtbot)
    assert "has money in the books" in dialog.failure.accessibleName()
    dialog.reject()


def test_same_file_again_offers_nothing_to_write(page, umoja, qtbot):  # noqa: F811
    umoja.bring_in(MEMBERS)
    opened(page, MEMBERS, qtbot)
    assert page.job.plan.counts[RowState.RECORDED] == 34
    assert not page.foot.on.isEnabled()
    assert page.foot.on.toolTip() == "34 rows are in the books already. Nothing was added."


def test_a_writing_that_is_stopped_leaves_nothing(page, umoja, database_url, qtbot):  # noqa: F811
    import psycopg

    umoja.bring_in(MEMBERS, OPENING)
    before = umoja.balances()
    opened(page, PAID, qtbot)
    waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    with psycopg.connect(database_url) as holding:
        holding.execute("select from app.number_sequences where kind = 'transaction' for update")
        page.actions_.run("on")
        qtbot.waitUntil(lambda: umoja.root.execute(waits).fetchone()[0] > 0, timeout=PATIENCE)
        page.post.stop.click()
        rest(page, qtbot)
    assert page.step == CHECK
    assert "stopped" in page.failure.accessibleName()
    assert umoja.balances() == before
    assert umoja.books.outbox.pending() == []


def test_problems_are_printed(page, qtbot, monkeypatch):
    from moneypool_desktop.views.dialogs import print_preview

    shown = []

    def remember(preview: print_preview.PrintPreview) -> None:
        shown.append(preview.windowTitle())

    monkeypatch.setattr(print_preview.PrintPreview, "open", remember)
    opened(page, MEMBERS, qtbot)
    page.actions_.run("print")
    rest(page, qtbot)
    assert shown == ["Problems of umoja-members.csv"]


def test_every_control_of_every_step_has_a_name_and_an_order(page, qtbot):
    assert problems_of(page) == []
    opened(page, MEMBERS, qtbot)
    page.actions_.run("next")
    assert problems_of(page) == []
    page.go(COLUMNS)
    assert problems_of(page) == []
    page.go(CHECK)
    page.actions_.run("on")
    rest(page, qtbot)
    assert problems_of(page) == []


def test_pictures_of_every_step(umoja, desk, home, qapp, qtbot):  # noqa: F811
    def at(step: int, name: str = MEMBERS):
        def build() -> ImportsPage:
            page = ready(ImportsPage(desk, umoja.books), qtbot)
            if step != FILE:
                opened(page, name, qtbot)
                page.go(min(step, CHECK))
                if step == CHECK and name == MEMBERS:
                    page.actions_.run("next")
            return page

        return build

    plan = umoja.plan(MEMBERS)

    def written(done: Posted) -> ImportsPage:
        page = at(FILE)()
        page.job.plan, page.posted = plan, done
        page.post.finish(plan, done)
        page.go(POST)
        return page

    grab_all(qapp, at(FILE), "import-file-empty")
    grab_all(qapp, at(COLUMNS), "import-columns")
    grab_all(qapp, at(CHECK), "import-check-members")
    (done,) = umoja.bring_in(MEMBERS)
    grab_all(qapp, lambda: written(done), "import-posted")
    grab_all(qapp, at(CHECK, OPENING), "import-check-opening")
    umoja.bring_in(OPENING)
    grab_all(qapp, at(CHECK, PAID), "import-check-contributions")
    grab_all(qapp, at(FILE), "import-file")


@pytest.mark.parametrize("name", [MEMBERS, OPENING, PAID])
def test_every_step_fits_a_small_window(page, umoja, name, qtbot):  # noqa: F811
    umoja.bring_in(*{MEMBERS: (), OPENING: (MEMBERS,), PAID: (MEMBERS, OPENING)}[name])
    page.resize(944, 523)  # what rail and bars leave of 1024 by 600
    opened(page, name, qtbot)
    for step in (FILE, COLUMNS, CHECK):
        page.go(step)
        settle(page)
        assert page.width() <= 944, step
        assert page.height() <= 523, step
    view = page.check.table.view
    shown = [column.key for place, column in enumerate(page.check.model.columns) if not view.isColumnHidden(place)]
    assert "name" in shown
    grab(page, f"import-small-{name.split('.')[0].removeprefix('umoja-')}", size=page.size())
