from dataclasses import dataclass
from decimal import Decimal

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from moneypool_desktop import language
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.views import focus, privacy
from moneypool_desktop.views.dialogs.base import FormDialog, QuestionDialog
from moneypool_desktop.views.focus import FocusRings
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.button import KINDS, Button, icon_button
from moneypool_desktop.views.widgets.field import TextField
from moneypool_desktop.views.widgets.kpi import Kpi, KpiStrip
from moneypool_desktop.views.widgets.label import Label, LineLabel
from moneypool_desktop.views.widgets.segmented import Choice, Segmented
from moneypool_desktop.views.widgets.states import LoadingBars
from moneypool_desktop.views.widgets.toast import SECONDS, Toaster
from moneypool_desktop.views.widgets.verdict import Reason, VerdictList
from tests.views import snapshots
from tests.views.access import problems_of
from tests.views.gallery import Gallery


def test_markup_in_what_a_person_typed_is_shown_and_never_read(qapp):
    label = Label("<b>Kamau</b> & sons", wrap=True)
    assert "&lt;b&gt;Kamau&lt;/b&gt; &amp; sons" in label.text()
    label.set_fact("<i>x</i>", "rest")
    assert "<i>" not in label.text()
    assert label.said() == "<i>x</i> rest"


def test_labels_hide_their_sums_and_show_them_again(qapp):
    label = Label("Ksh 2,100.00 of Ann")
    privacy.hide(True)
    assert label.text() == "Ksh •••• of Ann"
    privacy.hide(False)
    assert label.text() == "Ksh 2,100.00 of Ann"


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_that_may_not_be_pressed_keeps_its_place_and_says_why(qtbot, kind):
    button = Button("Approve", kind=kind, icon="lock", keys="Ctrl+Enter")
    qtbot.addWidget(button)
    size = button.sizeHint()
    button.allow(False, "Only the treasurer may approve this.")
    assert not button.isEnabled()
    assert button.sizeHint() == size
    assert button.toolTip() == button.accessibleDescription() == "Only the treasurer may approve this."
    button.allow(True)
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_an_icon_alone_has_its_name_in_the_tooltip_and_for_screen_readers(qtbot):
    button = icon_button("printer", "Print")
    qtbot.addWidget(button)
    assert (button.toolTip(), button.accessibleName()) == ("Print", "Print")


def test_the_focus_ring_surrounds_the_button_and_follows_it(qtbot, shown):
    window = QWidget()
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    first, second = Button("One"), Button("Two")
    row.addWidget(first)
    row.addWidget(second)
    QVBoxLayout(window).addWidget(box)
    shown(window).resize(400, 200)
    second.setFocus()
    rings = QApplication.instance().findChild(FocusRings)

    def around():
        corner = second.mapTo(window, second.rect().topLeft())
        return second.rect().translated(corner).adjusted(-3, -3, 3, 3)

    qtbot.waitUntil(lambda: rings._ring is not None and rings._ring.geometry() == around())
    first.setText("A much longer word")
    qtbot.waitUntil(lambda: rings._ring.geometry() == around())
    assert rings._ring.parentWidget() is window
    first.setFocus()
    qtbot.waitUntil(lambda: rings._target is first)
    focus.keep(first)


def test_arrow_keys_choose_in_a_row_of_joined_buttons_and_tab_passes_it_once(qtbot, shown):
    parts = Segmented("Kind", [Choice("dues", "Dues"), Choice("fines", "Fines", count=3)])
    shown(parts)
    parts._parts[0].setFocus()
    qtbot.waitUntil(parts._parts[0].hasFocus)
    with qtbot.waitSignal(parts.changed) as caught:
        qtbot.keyClick(parts._parts[0], Qt.Key.Key_Right)
    assert caught.args == ["fines"]
    assert parts.value() == "fines"
    parts.set_choices([Choice("dues", "Michango"), Choice("fines", "Faini")])
    assert parts.value() == "fines"


def test_every_figure_of_the_strip_opens_its_rows(qtbot, shown):
    strip = shown(KpiStrip([Kpi("cash", "wallet", "Cash at hand", "Ksh 12,400.00", "counted 3 October")]))
    cell = strip.findChild(QPushButton) or next(
        iter(strip.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))
    )
    cell = next(w for w in strip.findChildren(QWidget) if w.accessibleName().startswith("Cash at hand"))
    assert cell.accessibleName() == "Cash at hand: Ksh 12,400.00"
    with qtbot.waitSignal(strip.opened) as caught:
        qtbot.keyClick(cell, Qt.Key.Key_Space)
    assert caught.args == ["cash"]


def test_a_toast_stays_ten_seconds_waits_under_the_pointer_and_undoes(qtbot, shown):
    window = QWidget()
    shown(window).resize(800, 600)
    done = []
    toast = Toaster(window).say("Document moved to the bin.", icon="trash", undo=lambda: done.append(1), keys="Ctrl+Z")
    assert toast.clock.interval() == SECONDS * 1000
    assert toast.clock.isActive()
    QApplication.sendEvent(toast, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert not toast.clock.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.clock.isActive()
    link = next(w for w in toast.findChildren(QWidget) if getattr(w, "text", str)() == "Undo")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shiboken6.isValid(toast))
    assert done == [1]


def test_a_second_toast_takes_the_place_of_the_first(qtbot, shown):
    window = shown(QWidget())
    toaster = Toaster(window)
    first = toaster.say("One")
    second = toaster.say("Two")
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    assert toaster.toast is second


def test_a_verdict_gives_what_stops_before_what_warns_before_what_is_fine(qtbot, shown):
    verdict = VerdictList()
    reasons = (
        Reason("good", "Savings"),
        Reason("danger", "Fine", "clause 9.1", "fine", "Receive"),
        Reason("warn", "Guarantor"),
    )
    verdict.set_verdict("danger", "Not yet. One thing to settle.", reasons=reasons, explained=True)
    shown(verdict)
    texts = [label.said() for label in verdict.findChildren(Label)]
    assert [t for t in texts if t in {"Savings", "Fine", "Guarantor"}] == ["Fine", "Guarantor", "Savings"]
    with qtbot.waitSignal(verdict.act) as caught:
        qtbot.mouseClick(
            next(b for b in verdict.findChildren(Button) if b.text() == "Receive"), Qt.MouseButton.LeftButton
        )
    assert caught.args == ["fine"]


def test_loading_shows_nothing_at_first_so_that_quick_answers_do_not_flicker(qtbot, shown):
    bars = shown(LoadingBars())
    bars.resize(300, 120)
    bars.begin()
    blank = bars.grab().toImage()
    bars.appear()
    assert bars.grab().toImage() != blank


@dataclass(frozen=True)
class Draft:
    reason: str
    amount: Decimal | Problem | None

    def problems(self):
        found = {} if self.reason else {"reason": "Say why in a few words."}
        return found | ({"amount": str(self.amount)} if isinstance(self.amount, Problem) else {})


@pytest.fixture
def form(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    fields = {"reason": TextField("&Reason"), "amount": AmountField("&Amount")}
    made = FormDialog(
        window,
        "Take back receipt R-2038?",
        fields,
        lambda: Draft(fields["reason"].value(), fields["amount"].value()),
        verb="Take back",
    )
    made.window_ = window
    made.fields = fields
    made.open()
    return made


def test_a_form_says_what_is_wrong_beside_each_field_and_sends_nothing(qtbot, form):
    form.fields["amount"].line.setText("ten")
    with qtbot.assertNotEmitted(form.sent):
        qtbot.mouseClick(form.verb, Qt.MouseButton.LeftButton)
    assert form.fields["reason"].problem() == "Say why in a few words."
    assert form.fields["amount"].problem()
    assert form.isVisible()


def test_a_form_sends_its_draft_once_and_stays_until_the_act_is_written_down(qtbot, form):
    form.fields["reason"].set_value("Wrong member")
    with qtbot.waitSignal(form.sent) as caught:
        qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [Draft("Wrong member", None)]
    assert not form.verb.isEnabled()
    assert form.isVisible()
    form.fail("The period to 31 October is locked.", {"amount": "Type a smaller amount."})
    assert form.verb.isEnabled()
    assert form.fields["reason"].value() == "Wrong member"
    assert form.fields["amount"].problem() == "Type a smaller amount."
    form.finish()
    assert not form.isVisible()


def test_enter_in_a_form_moves_on_and_never_posts(qtbot, form):
    form.fields["reason"].set_value("Wrong member")
    form.activateWindow()
    form.fields["reason"].line.setFocus()
    with qtbot.assertNotEmitted(form.sent):
        qtbot.keyClick(form.fields["reason"].line, Qt.Key.Key_Return)


def test_escape_is_the_safe_answer_to_a_question(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    question = QuestionDialog(
        window, "Take back receipt R-2038?", "Ksh 2,100.00 leaves the books.", verb="Take back", safe="Keep it"
    )
    question.open()
    with qtbot.assertNotEmitted(question.agreed), qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question, Qt.Key.Key_Escape)


def test_enter_on_the_safe_button_is_safe(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    question = QuestionDialog(
        window, "Take back receipt R-2038?", "Ksh 2,100.00 leaves the books.", verb="Take back", safe="Keep it"
    )
    question.open()
    question.safe.setFocus()
    with qtbot.assertNotEmitted(question.agreed), qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.safe, Qt.Key.Key_Return)


def test_a_line_that_lacks_room_is_cut_and_whole_in_its_tooltip(qtbot):
    line = LineLabel("Daniel Fatuma Hussein missed his loan instalment", "strong")
    qtbot.addWidget(line)
    line.resize(90, 18)
    line.grab()
    assert line.toolTip() == "Daniel Fatuma Hussein missed his loan instalment"
    line.resize(600, 18)
    line.grab()
    assert line.toolTip() == ""
    assert line.minimumSizeHint().width() <= 40


def test_the_verb_of_a_question_agrees(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    question = QuestionDialog(
        window, "Take back receipt R-2038?", "Ksh 2,100.00 leaves the books.", verb="Take back", safe="Keep it"
    )
    question.open()
    with qtbot.waitSignal(question.agreed):
        qtbot.keyClick(question, Qt.Key.Key_Return)


def test_every_component_has_a_name_and_a_sane_place_in_the_tab_order(qtbot, shown):
    gallery = Gallery()
    gallery.resize(1366, 768)
    assert problems_of(shown(gallery)) == []


def test_pictures_of_the_components_are_made_in_light_and_dark(qtbot, qapp):
    from moneypool_desktop.views import theme

    for mode in ("light", "dark"):
        theme.apply(qapp, mode)
        gallery = Gallery()
        qtbot.addWidget(gallery)
        gallery.resize(snapshots.SIZE)
        gallery.show()
        gallery.activateWindow()
        gallery.stage()
        gallery.focus.setFocus()
        assert snapshots.grab(gallery, "components").stat().st_size > 20_000


def test_a_screen_has_four_pictures_light_and_dark_in_both_languages(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "FOLDER", tmp_path)
    files = snapshots.grab_all(qapp, lambda: Label("Ksh 63,570.00", "figure"), "figure", accent=2)
    assert {file.name for file in files} == {
        "figure-light-en.png",
        "figure-dark-en.png",
        "figure-light-sw.png",
        "figure-dark-sw.png",
    }
    assert language.current() == "en"
