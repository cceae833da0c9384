from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from moneypool_desktop import language
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import PasswordField, TextField
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.member_field import MemberField, Named

TODAY = date(2026, 11, 7)


def test_an_amount_is_worked_out_while_typing_and_spelled_with_two_decimals_when_left(qtbot, shown):
    field = shown(AmountField("&Amount (Ksh)", hint="At most 200,000.00"))
    qtbot.keyClicks(field.line, "1000*3+50")
    assert field.value() == Decimal(3050)
    assert field._message.text().endswith("= 3,050.00</p>")
    field.line.editingFinished.emit()
    assert field.line.text() == "3,050.00"
    assert "200,000.00" in field._message.text()


def test_what_is_not_an_amount_is_refused_beside_the_field_and_kept_as_typed(qtbot, shown):
    field = shown(AmountField("Amount"))
    qtbot.keyClicks(field.line, "10.999")
    field.line.editingFinished.emit()
    assert isinstance(field.value(), Problem)
    assert field.problem() == str(field.value())
    assert field.line.text() == "10.999"
    assert field.control.accessibleDescription() == field.problem()
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.problem() == ""


def test_keys_move_a_date_by_a_day_and_t_is_today(qtbot, shown):
    field = shown(DateField("Date", today=lambda: TODAY))
    qtbot.keyClicks(field.line, "t")
    assert field.value() == TODAY
    qtbot.keyClicks(field.line, "++-")
    assert field.value() == date(2026, 11, 8)
    assert field.line.text() == "8 November 2026"
    language.choose("sw")
    field.set_value(field.value())
    assert field.line.text() == "8 Novemba 2026"


def test_a_minus_inside_a_half_typed_date_is_a_minus(qtbot, shown):
    field = shown(DateField("Date", today=lambda: TODAY))
    qtbot.keyClicks(field.line, "2026-11-01")
    assert field.value() == date(2026, 11, 1)


PEOPLE = (("Lucy Barasa Koech", "0712 610 340"), ("Lucy Wambui", "0733 000 111"), ("Amos Yusuf", ""))
MEMBERS = [
    Named(UUID(int=n), name, f"UM-{n:03d}", phone)
    for n, (name, phone) in enumerate(
        (("Lucy Barasa Koech", "0712 610 340"), ("Lucy Wambui", "0733 000 111"), ("Amos Yusuf", "")), start=1
    )
]


@pytest.mark.parametrize("typed", ["barasa", "UM-001", "0712 610", "0712610340"])
def test_a_member_is_found_by_any_part_of_name_number_or_phone(qtbot, shown, typed):
    field = shown(MemberField("Member"))
    field.set_members(MEMBERS)
    qtbot.keyClicks(field.line, typed)
    assert field.value() == MEMBERS[0]
    field.line.editingFinished.emit()
    assert field.line.text() == "Lucy Barasa Koech"


def test_words_that_fit_several_members_or_none_are_refused_with_their_number(qtbot, shown):
    field = shown(MemberField("Member"))
    field.set_members(MEMBERS)
    qtbot.keyClicks(field.line, "lucy")
    assert str(field.value()) == "2 members fit “lucy”. Choose one from the list."
    field.line.setText("zebra")
    assert str(field.value()) == "No member has “zebra” in name, number or phone."


def test_a_choice_keeps_its_value_when_the_words_change_language():
    field = ChoiceField("Paper", [("a4", "A4"), ("a5", "A5")])
    field.set_value("a5")
    field.set_choices([("a5", "Karatasi A5"), ("a4", "Karatasi A4")])
    assert field.value() == "a5"


def test_a_password_is_shown_only_while_asked_for_and_its_spaces_count(qtbot):
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.line.setText(" sand dune ")
    assert field.value() == " sand dune "
    assert field.line.echoMode() == field.line.EchoMode.Password
    field._eye.trigger()
    assert field.line.echoMode() == field.line.EchoMode.Normal


def test_a_label_above_a_field_is_its_buddy_and_names_it():
    field = TextField("M-Pesa &receipt", optional=True)
    assert field._label.buddy() is field.line
    assert field.line.accessibleName() == "M-Pesa receipt (optional)"


def test_a_field_that_stands_says_its_keys_in_the_language_chosen_later(qtbot, shown):
    field = shown(DateField("&Date"))
    language.choose("sw")
    QApplication.sendEvent(field, QEvent(QEvent.Type.LanguageChange))
    said = {label.said() for label in field.findChildren(Label)} | {act.toolTip() for act in field.line.actions()}
    language.choose("en")
    assert {"t ni leo, + na − husogeza siku moja", "Fungua kalenda (Alt+Down)"} <= said
