"""What every question of the first run is."""

from collections.abc import Mapping, Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.choices import ChoiceCard
from moneypool_desktop.views.widgets.field import Field


class Step(QWidget):
    """One question: `name` in the list at the left, `title` and `lead` above it; it keeps what was typed.

    `advanced` asks to go on, as after a double click on a choice.
    """

    name = title = lead = ""
    advanced = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.PADDING)

    def complete(self) -> bool:
        """Return whether one may go on; what is wrong then stands beside its field."""
        return True

    def retranslate(self) -> None:
        """Say every sentence again in the language now spoken."""

    def begin(self) -> None:
        """Put the cursor where the answer is given."""
        if self.fields:
            next(iter(self.fields.values())).setFocus()

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        """Say what is wrong beside each field of this step; return whether nothing is."""
        for name, field in self.fields.items():
            field.set_problem(problems.get(name, ""))
        first = next((field for field in self.fields.values() if field.problem()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is None


class ChoiceStep(Step):
    """A question answered by one of a few cards; each is an id, an icon, a title and a sentence as catalogue texts."""

    def __init__(self, cards: Sequence[tuple[str, str, str, str]], chosen: str = "") -> None:
        super().__init__()
        self._words = {which: (title, sentence) for which, _, title, sentence in cards}
        self.cards: dict[str, ChoiceCard] = {}
        self.column.setSpacing(theme.GAP)
        for place, (which, icon, title, sentence) in enumerate(cards):
            card = self.cards[which] = ChoiceCard(icon, title, sentence, str(place + 1))
            card.setChecked(which == chosen)
            self.column.addWidget(card)
        if not chosen and self.cards:
            next(iter(self.cards.values())).setChecked(True)

    def chosen(self) -> str:
        """Return the id of the chosen card."""
        return next(which for which, card in self.cards.items() if card.isChecked())

    @override
    def begin(self) -> None:
        self.cards[self.chosen()].setFocus()

    @override
    def retranslate(self) -> None:
        for which, card in self.cards.items():
            title, sentence = self._words[which]
            card.set_words(tr(title), tr(sentence))
