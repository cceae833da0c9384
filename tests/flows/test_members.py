"""The acts of the members page through a real window to real books and back."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from moneypool_desktop.models.drafts.member import MemberDraft
from moneypool_desktop.models.drafts.member_acts import StatementDraft
from moneypool_desktop.services import members
from moneypool_desktop.services.failures import explain
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages import register
from moneypool_desktop.views.pages.members import MembersPage, MyPositionPage, members_page
from moneypool_desktop.views.widgets.undo_link import UndoLink
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded
from tests.services.pdf_reading import read
from tests.views.access import problems_of
from tests.views.conftest import look, no_thread_is_left_running, workers  # noqa: F401 - fixtures
from tests.views.sample_shell import make_window

TODAY = date(2026, 11, 23)
PATIENCE = 20_000


def text_of(pdf: bytes) -> str:
    return "\n".join(page.words for page in read(pdf))


@pytest.fixture
def open_page(qtbot: QtBot, chama: Founded, workers: Workers, tmp_path: Path) -> Iterator[Callable[[str], Any]]:  # noqa: F811
    def said(error: Exception) -> Said:
        failure = explain(error)
        return Said(failure.sentence, f"{failure.kept} {failure.advice}".strip(), failure.code)

    desk = Desk(workers, Preferences(tmp_path / "preferences.ini"), said, lambda: TODAY)

    def opened(role: str = SECRETARY) -> Any:
        page = members_page(desk, chama.books(role))
        page.heard = []
        page.said.connect(page.heard.append)
        page.retranslate()
        qtbot.addWidget(page)
        page.resize(1180, 680)
        page.show()
        qtbot.waitUntil(lambda: page.chosen() is not None, timeout=PATIENCE)
        return page

    yield opened
    qtbot.waitUntil(lambda: not workers.busy(), timeout=PATIENCE)


def choose(page: MembersPage, qtbot: QtBot, member: Any) -> None:
    page.arrive(member)
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen()[0].id == member, timeout=PATIENCE)


def closed(form: Any) -> Callable[[], bool]:
    left: list[int] = []
    form.finished.connect(left.append)
    return lambda: bool(left)


def test_a_new_member_is_entered_once_however_often_the_verb_is_pressed(open_page, qtbot: QtBot) -> None:
    page = open_page()
    page.actions_.run("add")
    form = page.acts.form
    assert problems_of(form) == []
    form._fields["phone"].set_value("0712")
    assert not form.send()
    assert form._fields["first_name"].problem()
    assert form._fields["phone"].problem() == "A phone has 10 figures. This one has 4."
    form._fields["first_name"].set_value("Joyce")
    form._fields["last_name"].set_value("Mumbua")
    form._fields["phone"].set_value("0712 610 399")
    gone = closed(form)
    form.send()
    form.verb.click()
    qtbot.waitUntil(gone, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen()[0].number == "M-006", timeout=PATIENCE)
    assert page.heard == ["M-006 is in the register."]
    assert [row.name for row in page.register.model.rows()].count("Joyce Mumbua") == 1


def test_a_member_of_one_name_is_changed_without_a_second_one(open_page, chama: Founded, qtbot: QtBot) -> None:
    made = members.save_member(chama.books(SECRETARY), MemberDraft("Mumbua", TODAY, TODAY))
    page = open_page()
    choose(page, qtbot, UUID(made["member"]))
    page.actions_.run("edit")
    form = page.acts.form
    assert form.accessibleName() == "Change the record of Mumbua"
    form._fields["phone"].set_value("0712 610 377")
    gone = closed(form)
    assert form.send()
    qtbot.waitUntil(gone, timeout=PATIENCE)
    record = members.member(chama.books(), UUID(made["member"]))
    assert (record.name, record.last_name, record.phone) == ("Mumbua", None, "+254712610377")


def test_a_change_somebody_else_made_meanwhile_shows_both_values_and_can_be_sent_again(
    open_page, chama: Founded, qtbot: QtBot
) -> None:
    page = open_page()
    choose(page, qtbot, chama.member(MEMBER))
    page.actions_.run("edit")
    form = page.acts.form
    books = chama.books(LEADER)
    record = members.member(books, chama.member(MEMBER))
    theirs = MemberDraft.of(record, TODAY)
    members.save_member(
        books, MemberDraft(**{f: getattr(theirs, f) for f in theirs.__slots__} | {"phone": "0712 000 222"})
    )
    form._fields["phone"].set_value("0712 000 333")
    form.send()
    qtbot.waitUntil(lambda: bool(form._fields["phone"].problem()), timeout=PATIENCE)
    assert form._fields["phone"].problem() == "In the books now: 0712 000 222. Send again to put yours in its place."
    assert not form._fields["email"].problem()
    gone = closed(form)
    form.send()
    qtbot.waitUntil(gone, timeout=PATIENCE)
    assert members.member(books, record.id).phone == "+254712000333"


def test_shares_of_next_of_kin_must_make_a_hundred(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    choose(page, qtbot, chama.member(MEMBER))
    page.actions_.run("kin")
    form = page.acts.form
    form._rows[0].relation.set_value("Daughter")
    form._rows[0].share.set_value(Decimal(60))
    assert not form.send()
    assert not form.failure.isHidden()
    form.more.click()
    form._rows[1].relation.set_value("Sister")
    form._rows[1].share.set_value(Decimal(40))
    gone = closed(form)
    assert form.send()
    qtbot.waitUntil(gone, timeout=PATIENCE)
    record = members.member(chama.books(), chama.member(MEMBER))
    assert [(kin.relation, kin.share) for kin in record.kin] == [("Daughter", Decimal(60)), ("Sister", Decimal(40))]
    assert problems_of(page) == []


def test_a_suspension_needs_a_reason_and_shows_in_the_register(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page()
    choose(page, qtbot, chama.member(MEMBER))
    page.actions_.run("status")
    form = page.acts.form
    assert form.status.value() == "suspended"
    assert not form.send()
    assert form.reason.problem() == "Say why, in a few words."
    form.reason.set_value("Did not come for a year")
    gone = closed(form)
    form.send()
    qtbot.waitUntil(gone, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.pane.member.standing == "suspended", timeout=PATIENCE)
    assert page.heard == ["Daniel Fatuma Hussein: Suspended."]


def test_a_suspension_can_be_undone_from_the_toast(chama: Founded, workers: Workers, tmp_path: Path, qtbot) -> None:  # noqa: F811
    desk = Desk(workers, Preferences(tmp_path / "p.ini"), lambda e: Said(str(e), "", ""), lambda: TODAY)
    window = make_window(tmp_path, workers, desk=desk, entries=register.entries(desk, chama.books(SECRETARY)))
    qtbot.addWidget(window)
    window.show()
    page = window.open_page("members", chama.member(MEMBER))
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen()[0].number == "M-004", timeout=PATIENCE)
    page.actions_.run("status")
    page.acts.form.reason.set_value("By mistake")
    page.acts.form.send()
    qtbot.waitUntil(lambda: page.pane.member.status == "suspended", timeout=PATIENCE)
    window.toaster.toast.findChild(UndoLink).click()
    qtbot.waitUntil(lambda: page.pane.member.status == "active", timeout=PATIENCE)
    qtbot.waitUntil(lambda: not workers.busy(), timeout=PATIENCE)


def test_an_office_and_rights_beyond_it_are_given_together(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page(LEADER)
    choose(page, qtbot, chama.member(OTHER))
    page.actions_.run("office")
    qtbot.waitUntil(lambda: page.acts.form is not None, timeout=PATIENCE)
    form = page.acts.form
    form.role.set_value("secretary")
    form.role.changed.emit()
    assert form.boxes["imports.run"].isChecked()
    form.boxes["money.receive"].setChecked(True)
    form.boxes["imports.run"].setChecked(False)
    gone = closed(form)
    form.send()
    qtbot.waitUntil(gone, timeout=PATIENCE)
    record = members.member(chama.books(), chama.member(OTHER))
    assert (record.role, list(record.granted), list(record.denied)) == ("secretary", ["money.receive"], ["imports.run"])


def test_the_last_leader_cannot_step_down_and_the_form_says_why(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page(LEADER)
    choose(page, qtbot, chama.member(LEADER))
    page.actions_.run("office")
    qtbot.waitUntil(lambda: page.acts.form is not None, timeout=PATIENCE)
    form = page.acts.form
    form.role.set_value("member")
    form.role.changed.emit()
    form.send()
    qtbot.waitUntil(form.verb.isEnabled, timeout=PATIENCE)
    assert form.isVisible()
    assert members.member(chama.books(), chama.member(LEADER)).role == "leader"
    form.reject()


def test_what_a_person_may_not_do_says_who_may(open_page) -> None:
    page = open_page(SECRETARY)
    assert page.actions_.action("office").toolTip() == "Only the chairperson may change who is an officer."
    assert page.actions_.action("receive").toolTip() == "Only the treasurer may receive money."


def test_receive_goes_to_where_money_is_taken_with_the_member(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page(TREASURER)
    choose(page, qtbot, chama.member(MEMBER))
    with qtbot.waitSignal(page.went) as went:
        page.actions_.run("receive")
    assert went.args[0] in register.allowed(page.books)
    assert went.args[1] == chama.member(MEMBER)


def test_a_statement_of_own_days_is_shown_numbered(open_page, chama: Founded, qtbot: QtBot) -> None:
    page = open_page(TREASURER)
    choose(page, qtbot, chama.member(MEMBER))
    page.actions_.run("statement")
    form = page.statements.form
    assert problems_of(form) == []
    form.period.set_value("last_year")
    form.period.changed.emit()
    assert form._collect_draft().period() == (date(2025, 1, 1), date(2025, 12, 31))
    form.first.set_value(date(2026, 12, 1))
    assert not form.send()
    form.first.set_value(date(2026, 3, 1))
    form.as_at.set_value(date(2026, 6, 30))
    form.send()
    qtbot.waitUntil(lambda: page.statements.preview is not None, timeout=PATIENCE)
    told = text_of(page.statements.preview._pdf)
    assert "Daniel Fatuma Hussein" in told
    assert "As at 30 June 2026" in told
    page.statements.preview.reject()


@pytest.mark.parametrize("together", [False, True])
def test_statements_of_everybody_come_as_files_or_as_one(
    open_page, qtbot: QtBot, tmp_path: Path, together: bool
) -> None:
    page = open_page(TREASURER)
    page.actions_.run("statements")
    form = page.statements.form
    draft = StatementDraft(date(2026, 1, 1), TODAY, TODAY, together)
    place = tmp_path / ("all.pdf" if together else "statements")
    chosen = [row.id for row in page.register.model.rows()]
    page.statements.make_all(chosen, draft, place, form.key)
    form.reject()
    qtbot.waitUntil(lambda: bool(page.heard), timeout=PATIENCE)
    assert page.heard == [f"5 statements are in {place.name}."]
    files = [place] if together else sorted(place.iterdir())
    assert len(files) == (1 if together else 5)
    told = "".join(text_of(file.read_bytes()) for file in files)
    assert all(name in told for name in ("Lucy Barasa Koech", "Daniel Fatuma Hussein"))


def test_cancelled_statements_say_how_many_are_written(open_page, qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(TREASURER)
    draft = StatementDraft(date(2026, 1, 1), TODAY, TODAY)
    rows = [row.id for row in page.register.model.rows()]
    work = page.statements.make_all(rows, draft, tmp_path / "some", uuid4())
    work.cancel()
    qtbot.waitUntil(lambda: bool(page.heard), timeout=PATIENCE)
    written = len(list((tmp_path / "some").glob("*.pdf"))) if (tmp_path / "some").exists() else 0
    assert page.heard[0].startswith("Stopped.")
    assert (str(written) in page.heard[0]) == bool(written)


def test_the_register_as_shown_is_printed(open_page, qtbot: QtBot) -> None:
    page = open_page(SECRETARY)
    page.register.search.setText("hussein")
    page.actions_.run("print")
    qtbot.waitUntil(lambda: page.statements.preview is not None, timeout=PATIENCE)
    told = text_of(page.statements.preview._pdf)
    assert "Register of members" in told
    assert "Daniel Fatuma Hussein" in told
    assert "Lucy" not in told
    page.statements.preview.reject()


def test_a_member_without_office_prints_their_own_statement(open_page, qtbot: QtBot) -> None:
    page = open_page(MEMBER)
    assert isinstance(page, MyPositionPage)
    page.actions_.run("statement")
    page.statements.form.send()
    qtbot.waitUntil(lambda: page.statements.preview is not None, timeout=PATIENCE)
    assert "Daniel Fatuma Hussein" in text_of(page.statements.preview._pdf)
    page.statements.preview.reject()
