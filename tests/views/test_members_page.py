"""The members page over the real books of Umoja: what is shown, found, filtered and hidden; and its pictures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from moneypool_desktop import language
from moneypool_desktop.language import tr, trn
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import privacy
from moneypool_desktop.views.main_window import ChamaFace, MainWindow, PersonFace, Shell
from moneypool_desktop.views.members.looks import word
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages import register
from moneypool_desktop.views.pages.members import MembersPage, MyPositionPage, members_page
from tests.database.books import MEMBER, Founded
from tests.flows.umoja import MEMBERS, OPENING, PAID, Umoja, town, umoja  # noqa: F401 - fixtures
from tests.views.access import problems_of
from tests.views.snapshots import SIZE, grab_all

TODAY = date(2026, 11, 23)
DANIEL = "UM-014"


@pytest.fixture
def desk(workers: Workers, tmp_path: Path, qtbot) -> Iterator[Desk]:
    yield Desk(workers, Preferences(tmp_path / "p.ini"), lambda e: Said(str(e), "", ""), lambda: TODAY)
    qtbot.waitUntil(lambda: not workers.busy())


@pytest.fixture
def full(umoja: Umoja) -> Umoja:  # noqa: F811
    umoja.bring_in(MEMBERS, OPENING, PAID)
    return umoja


@pytest.fixture
def page(full: Umoja, desk: Desk, qtbot) -> MembersPage:
    return shown(MembersPage(desk, full.books), qtbot)


def shown(page, qtbot):
    page.retranslate()
    page.resize(SIZE)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.pane.dossier is not None)
    return page


def go_to(page: MembersPage, number: str, qtbot) -> None:
    row = next(row for row in page.register.model.everything() if row.number == number)
    page.arrive(row.id)
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen()[0].number == number)


def test_register_shows_everybody_with_totals_and_standing(page: MembersPage) -> None:
    rows = page.register.model.rows()
    assert len(rows) == 34
    assert page.register.table.totals.texts()[5] == "2,450,500.00"
    assert "34 active, 0 left" in page.header._context.said()


def test_search_finds_by_name_number_and_any_way_of_writing_a_phone(page: MembersPage) -> None:
    daniel = next(row for row in page.register.model.everything() if row.number == DANIEL)
    phone = f"0{daniel.phone[4:]}"  # pyright: ignore[reportOptionalSubscript]
    for typed in ("fatuma dan", "um-014", phone, f"{phone[:4]} {phone[4:7]} {phone[7:]}", f"+254{phone[1:]}"):
        page.register.search.setText(typed)
        assert [row.number for row in page.register.model.rows()] == [DANIEL], typed


def test_slash_goes_to_the_search_and_escape_gives_everybody_back(page: MembersPage, qtbot) -> None:
    page.register.table.view.setFocus()
    qtbot.keyClicks(page.register.table.view, "/")
    qtbot.waitUntil(page.register.search.hasFocus)
    qtbot.keyClicks(page.register.search, "zzz")
    assert not page.register.model.rows()
    qtbot.keyClick(page.register.search, Qt.Key.Key_Escape)
    assert len(page.register.model.rows()) == 34


def test_standing_filter_counts_and_is_remembered(page: MembersPage, desk: Desk) -> None:
    menu = page.register.filter_menu()
    behind = next(act for act in menu.actions() if act.text().startswith("Behind"))
    behind.trigger()
    rows = page.register.model.rows()
    assert rows
    assert {row.standing for row in rows} == {"behind"}
    assert behind.text().endswith(f"\t{len(rows)}")
    assert desk.preferences.choice("members.standing") == "behind"


def test_columns_one_chooses_are_remembered(page: MembersPage, desk: Desk, full: Umoja, qtbot) -> None:
    phone = next(act for act in page.register.column_menu().actions() if act.text() == "Phone")
    phone.trigger()
    again = shown(MembersPage(desk, full.books), qtbot)
    column = [one.key for one in again.register.model.columns].index("phone")
    assert not again.register.table.view.isColumnHidden(column)


def test_pane_says_what_a_member_has_owes_and_why_they_stand_so(page: MembersPage, qtbot) -> None:
    go_to(page, DANIEL, qtbot)
    dossier = page.pane.dossier
    assert dossier.position.has_total == dossier.member.has
    assert dossier.position.owes_total == dossier.member.owes
    newest = next(row for row in dossier.movements if row.savings is not None)
    assert newest.savings == dossier.member.savings
    page.pane.position.all.click()
    assert page.pane.tabs.value() == "movements"
    assert len(page.pane.moved.rows.rows()) == len(dossier.movements) > 5


def test_why_shows_the_rule_its_clause_and_the_figures(page: MembersPage, qtbot) -> None:
    go_to(page, DANIEL, qtbot)
    page.pane.why.emit()
    qtbot.waitUntil(lambda: page.why is not None)
    said = "\n".join(label.said() for label in page.why.findChildren(type(page.header._title).__mro__[1]))
    assert "Clause 7.2: Good standing" in said
    assert "Ksh\u00a04,000.00" in said
    page.why.reject()


def test_history_is_read_when_its_tab_is_opened(page: MembersPage, qtbot) -> None:
    page.pane.open_tab("history")
    qtbot.waitUntil(lambda: len(page.pane.history._lines) > 0)
    assert page.pane.history._lines[-1].what in {"Became a member", "Next of kin entered: Daughter"}


def test_amounts_hide_and_every_control_has_a_name(page: MembersPage) -> None:
    assert problems_of(page) == []
    privacy.hide(True)
    assert page.pane.position.has.total.text().endswith("••••")


def test_nobody_in_the_register_says_what_to_do(umoja: Umoja, desk: Desk, qtbot, monkeypatch) -> None:  # noqa: F811
    page = MembersPage(desk, umoja.books)
    qtbot.addWidget(page)
    page.retranslate()
    page.present([])
    assert not page._empty.isHidden()


def test_a_member_without_office_sees_their_own_position_alone(chama: Founded, desk: Desk, qtbot) -> None:
    page = members_page(desk, chama.books(MEMBER))
    assert isinstance(page, MyPositionPage)
    shown(page, qtbot)
    assert page.pane.member.number == "M-004"
    assert [tab.choice.id for tab in page.pane.tabs._tabs] == ["position", "profile", "kin", "movements"]
    assert problems_of(page) == []


@pytest.mark.parametrize("size", [(1024 - 80, 600 - 77), (1366 - 184, 768 - 77)])
def test_no_figure_of_the_register_is_cut(page: MembersPage, qtbot, size) -> None:
    page.resize(*size)
    table = page.register.table
    for place, column in enumerate(table.model.columns):
        if column.figure and not table.view.isColumnHidden(place):
            assert table.view.columnWidth(place) >= table._widest(place, column) - 1


def in_window(desk: Desk, full: Umoja) -> MainWindow:
    entries = register.entries(desk, full.books)
    person = PersonFace("Peter Otieno Ouma", lambda: word("treasurer"))
    return MainWindow(
        Shell(
            desk,
            entries,
            ChamaFace("Umoja SHG", trn("{n} member", "{n} members", 34)),
            person,
            sign_out=lambda: None,
            switch_chama=lambda _: None,
            speak=lambda _: None,
            wear=lambda _: None,
            show_waiting=lambda: None,
            connection=lambda: (tr("This PC"), "device-desktop", "neutral"),
        )
    )


@pytest.mark.parametrize("tab", ["position", "profile", "movements", "history"])
def test_pictures(qapp: QApplication, full: Umoja, desk: Desk, qtbot, tab: str) -> None:
    def build() -> MainWindow:
        window = in_window(desk, full)
        page = window.open_page("members")
        assert isinstance(page, MembersPage)
        window.resize(SIZE)
        window.show()
        qtbot.waitUntil(lambda: page.pane.dossier is not None)
        go_to(page, DANIEL, qtbot)
        page.pane.open_tab(tab)
        page.register.table.setFocus()
        qtbot.waitUntil(lambda: not desk.workers.busy())
        return window

    name = "members" if tab == "position" else f"members-{tab}"
    assert all(file.exists() for file in grab_all(qapp, build, name))


def test_the_identity_number_is_shown_when_asked_for_and_the_reading_is_in_the_history(
    page: MembersPage, qtbot
) -> None:
    go_to(page, "UM-002", qtbot)
    assert page.pane.profile.identity.value.said() == "sealed"
    page.pane.profile.identity_asked.emit()
    page.acts.form.verb.click()
    qtbot.waitUntil(lambda: page.pane.profile.identity.value.said() == "29489690")
    page.pane.open_tab("history")
    page.pane.show_member(page.pane.member)
    qtbot.waitUntil(lambda: bool(page.pane.history._lines))
    assert page.pane.history._lines[0].what == "Identity number read"
    go_to(page, DANIEL, qtbot)
    assert page.pane.profile.identity.value.said() == "sealed"


def test_the_whole_page_speaks_the_other_language_at_once(page: MembersPage, qtbot) -> None:
    go_to(page, DANIEL, qtbot)
    newest = page.pane.dossier.movements[0]
    language.choose("sw")
    page.speak_again()
    qtbot.waitUntil(lambda: page.pane.dossier.movements[0].what != newest.what)
    assert page.pane.dossier.movements[0].what == "Ustawi, Ago"
