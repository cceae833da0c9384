from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from moneypool_desktop import language
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import privacy, theme
from moneypool_desktop.views.main_window import ChamaFace, say_language_changed
from moneypool_desktop.views.shell.key_sheet import KeySheet
from moneypool_desktop.views.shell.menus import chama_menu
from moneypool_desktop.views.widgets.label import Label
from tests.views import snapshots
from tests.views.access import problems_of
from tests.views.sample_shell import make_window, savers


@pytest.fixture
def build(qtbot, tmp_path, workers):
    def make(**changes):
        window = make_window(tmp_path, workers, **changes)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


def test_a_page_is_built_when_it_is_first_opened_and_kept(build):
    window = build()
    assert window.page("members") is None
    first = window.open_page("members")
    window.open_page("home")
    assert window.open_page("members") is first
    assert window.windowTitle() == "Members, Umoja SHG – MoneyPool"


def test_a_page_that_opens_has_the_focus_itself_and_no_button_of_it(build):
    window = build()
    for page in ("home", "members", "home"):
        shown = window.open_page(page)
        assert window.focusWidget() is shown


def test_building_pages_opens_no_window_of_their_own(qtbot, qapp, tmp_path, workers):
    before = {widget for widget in qapp.topLevelWidgets() if widget.isVisible()}
    window = make_window(tmp_path, workers)
    qtbot.addWidget(window)
    for page in ("home", "members"):
        window.open_page(page)
    assert {widget for widget in qapp.topLevelWidgets() if widget.isVisible()} == before


def test_a_page_reads_in_a_worker_and_shows_its_rows(qtbot, build):
    page = build().open_page("members")
    qtbot.waitUntil(lambda: page.model.rowCount() == 34)


def test_a_hidden_page_reads_again_only_when_it_is_seen(qtbot, build):
    calls = []
    window = build(read=lambda: (calls.append(1), savers(3))[1])
    page = window.open_page("members")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    window.open_page("home")
    window.mark_stale(frozenset({"members"}))
    window.mark_stale(frozenset({"loans"}))
    assert len(calls) == 1
    window.open_page("members")
    qtbot.waitUntil(lambda: len(calls) == 2)
    qtbot.waitUntil(lambda: not window.shell.desk.workers.busy())


def test_an_error_says_what_happened_with_a_way_on_and_rows_come_when_it_passes(qtbot, build):
    answers = [OSError("The server did not answer."), None]

    def read():
        problem = answers.pop(0)
        if problem is not None:
            raise problem
        return savers(4)

    page = build(read=read).open_page("members")
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._error)
    said = [label.said() for label in page._error.findChildren(Label)]
    assert {"The list could not be read", "The server did not answer.", "code MP-207"} <= set(said)
    page._error.again.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)


def test_rows_already_read_stay_in_sight_when_reading_again_fails(qtbot, build):
    answers = [None, OSError("gone")]

    def read():
        if (problem := answers.pop(0)) is not None:
            raise problem
        return savers(4)

    page = build(read=read).open_page("members")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.refresh()
    qtbot.waitUntil(page.banner.isVisible)
    assert page.model.rowCount() == 4


def test_a_figure_leads_to_its_row_on_another_page(qtbot, build):
    window = build()
    page = window.open_page("members")
    qtbot.waitUntil(lambda: page.model.rowCount() == 34)
    window.open_page("home").went.emit("members", "UM-007")
    assert window.current == "members"
    assert page.table.current().number == "UM-007"


def test_the_finder_goes_to_a_page_and_finds_members_in_a_worker(qtbot, build):
    window = build()
    window.open_page("home")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.isVisible()
    qtbot.keyClicks(window.finder.line, "lucy")
    qtbot.waitUntil(lambda: [found.text for found in window.finder.list.results] == ["Lucy Barasa Koech"])
    window.finder.line.setText("ledger")
    qtbot.waitUntil(lambda: [found.text for found in window.finder.list.results] == ["Ledger"])
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Return)
    assert window.current == "ledger"
    assert not window.finder.isVisible()


def test_escape_leaves_the_finder_where_one_was(qtbot, build):
    window = build()
    window.open_page("home")
    window.finder.open()
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()
    assert window.current == "home"


def test_the_finder_offers_what_may_be_done_and_not_what_may_not(build):
    window = build()
    window.open_page("home")
    offered = {found.text for found in window._here()}
    assert {"Receive", "Home", "Keyboard sheet"} <= offered
    assert "Pay out" not in offered


def test_a_key_does_what_its_button_does_and_a_refused_act_does_nothing(qtbot, build):
    window = build()
    page = window.open_page("home")
    with qtbot.waitSignal(page.said) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert caught.args == ["Receipt R-2041 posted."]
    assert window.toaster.toast.accessibleName() == "Receipt R-2041 posted."
    assert not page.actions_.run("pay")
    pay = next(button for button in page.header.buttons() if button.text() == "Pay out")
    assert (pay.isEnabled(), pay.toolTip()) == (False, "Only the treasurer may pay out.")


def test_ctrl_h_hides_every_amount_of_the_window_and_shows_it_again(qtbot, build):
    window = build()
    page = window.open_page("home")
    settled(window)
    open_ = page.grab().toImage()
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert privacy.hidden()
    sums = [label.text() for label in page.findChildren(Label) if ".00" in label.text()]
    assert sums == []
    assert page.grab().toImage() != open_
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    settled(window)
    assert page.grab().toImage() == open_


def settled(window):
    snapshots.settle(window)


def test_the_keyboard_sheet_lists_the_keys_of_the_window_and_of_the_page(qtbot, build):
    window = build()
    window.open_page("home")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    said = {label.said() for label in sheet.findChildren(Label)}
    assert {"Receive", "Find a page, a member or an action", "Copy as spreadsheet cells"} <= said
    sheet.close()


def test_a_narrow_window_keeps_the_word_under_the_icon(build):
    window = build()
    window.open_page("home")
    assert window.rail.width() == 184
    window.resize(1024, 600)
    assert window.rail.width() == 80
    window.resize(1366, 768)
    window.open_page("meeting")
    assert window.rail.width() == 80


def test_the_window_remembers_its_place_and_its_page(build, tmp_path):
    window = build()
    window.resize(1000, 666)
    window.open_page("ledger")
    window.close()
    again = build()
    assert again.size().toTuple() == (1000, 666)
    assert again.shell.desk.preferences.page == "ledger"


def test_switching_language_speaks_to_every_page(qtbot, qapp, build, monkeypatch):
    window = build()
    page = window.open_page("home")
    heard = []
    monkeypatch.setattr(page, "retranslate", lambda: heard.append(language.current()))
    language.choose("sw")
    say_language_changed(qapp)
    assert heard
    assert set(heard) == {"sw"}


def test_the_menu_of_the_person_switches_language_and_look_and_signs_out(qtbot, build):
    asked = []
    window = build(speak=asked.append, wear=asked.append, sign_out=lambda: asked.append("out"))
    menu = window.person_menu()
    acts = {act.text(): act for act in menu.actions()}
    assert acts["English"].isChecked()
    assert acts["Light"].isChecked()
    for words in ("Kiswahili", "Dark", "Sign out"):
        acts[words].trigger()
    assert asked == ["sw", "dark", "out"]
    menu.deleteLater()


def test_other_chamas_are_offered_only_when_there_are_some(qtbot, build):
    assert not build().top.tile.isEnabled()
    chosen = []
    window = build(chama=ChamaFace("Umoja SHG", "34 members", others={"x": "Tumaini"}))
    assert window.top.tile.isEnabled()
    menu = chama_menu(window, window.shell.chama.others, chosen.append)
    menu.actions()[0].trigger()
    assert chosen == ["x"]
    menu.deleteLater()


def test_the_practice_chama_cannot_be_mistaken_for_a_real_one(build):
    real, practice = build(), build(chama=ChamaFace("Umoja SHG", "34 members", demo=True))
    lines = [window.grab().toImage() for window in (real, practice)]
    stripe = {lines[1].pixelColor(x, 4).name() for x in range(60)}
    assert stripe == {theme.colour("accent_fill").name(), theme.colour("surface").name()}
    assert lines[0].pixelColor(30, 4).name() == theme.colour("surface").name()


def test_work_in_the_background_is_shown_with_a_way_to_stop_it(qtbot, build, workers):
    window = build()
    begun = []

    def long(work):
        work.report(0.5, "Printing statements, 17 of 34")
        while not work.cancelled:
            begun.append(1)
        return "done"

    answers = []
    workers.run(long, answers.append, answers.append, sentence="Printing statements")
    qtbot.waitUntil(lambda: window.status._work.text() == "Printing statements, 17 of 34")
    assert window.status._meter._share == 0.5
    qtbot.mouseClick(window.status._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not workers.busy())
    assert not window.status._work.isVisible()
    assert answers == []


def test_the_bar_below_says_whether_all_work_is_saved(qtbot, build):
    opened = []
    window = build(show_waiting=lambda: opened.append(1))
    assert window.status._saved.words.text() == "All work saved"
    window.status.set_waiting(3)
    assert window.status._saved.words.text() == "3 waiting"
    qtbot.mouseClick(window.status._open, Qt.MouseButton.LeftButton)
    assert opened == [1]


def test_writes_run_one_after_the_other_and_answers_come_in_the_windows_thread(qtbot, workers):
    order, answers = [], []
    for n in range(20):
        workers.write(lambda n=n: order.append(n) or n, answers.append, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert order == answers == list(range(20))


def test_nothing_is_delivered_to_a_page_that_is_gone(qtbot, workers):
    page = QMenu()
    answers = []
    workers.read(lambda: 1, answers.append, answers.append, owner=page)
    page.deleteLater()
    qtbot.waitUntil(lambda: not workers.busy())
    QApplication.processEvents()
    assert answers in ([], [1])
    gone = QMenu()
    workers.read(lambda: 2, answers.append, answers.append, owner=gone)
    import shiboken6

    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: not workers.busy())
    assert 2 not in answers


def test_what_a_worker_raises_is_handed_to_the_window(qtbot, workers):
    caught = []
    workers.read(lambda: 1 / 0, caught.append, caught.append)
    qtbot.waitUntil(lambda: len(caught) == 1)
    assert isinstance(caught[0], ZeroDivisionError)


def test_closing_waits_for_writes_under_way(qtbot):
    workers, written = Workers(), []
    for n in range(5):
        workers.write(lambda n=n: written.append(n), lambda _: None, lambda _: None)
    assert workers.close()
    assert written == [0, 1, 2, 3, 4]


def test_preferences_survive_a_restart_and_nonsense_counts_as_never_set(tmp_path: Path):
    file = tmp_path / "preferences.ini"
    first = Preferences(file)
    first.language, first.theme, first.page = "sw", "dark", "ledger"
    first.keep_choice("printer", "Office")
    first.save()
    second = Preferences(file)
    assert (second.language, second.theme, second.page, second.choice("printer")) == ("sw", "dark", "ledger", "Office")
    file.write_text("[General]\nlanguage=klingon\ntheme=9\n")
    third = Preferences(file)
    assert (third.language, third.theme, third.page) == ("", "system", "")
    assert third.place("window").isEmpty()


@pytest.mark.parametrize("page", ["home", "members"])
def test_every_control_of_the_window_has_a_name_and_a_sane_place_in_the_tab_order(qtbot, build, page):
    window = build()
    shown = window.open_page(page)
    qtbot.waitUntil(lambda: not window.shell.desk.workers.busy())
    snapshots.settle(window)
    assert shown.isVisible()
    assert problems_of(window) == []


def test_the_window_fits_a_small_screen(qtbot, build):
    window = build()
    window.open_page("home")
    window.resize(1024, 600)
    snapshots.settle(window)
    assert window.size().toTuple() == (1024, 600)
    assert window.minimumSizeHint().width() <= 1024
