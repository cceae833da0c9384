"""The questions answered by one choice: language, how to start, kind of group, and what comes after."""

from typing import override

from moneypool_desktop import language
from moneypool_desktop.language import mark, tr
from moneypool_desktop.services import chamas
from moneypool_desktop.views.first_run.step import ChoiceStep
from moneypool_desktop.views.stage import beside
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label

SAMPLE, NEW = "sample", "new"
_KINDS = {"savings": "pig-money", "credit": "businessplan", "mixed": "refresh", "investment": "chart-line"}


class LanguageStep(ChoiceStep):
    """In which language the program speaks; every other question can be turned as well."""

    name, title = mark("Language"), mark("Which language do you speak?")
    lead = mark("It can be changed at any time. A statement is printed in its member's language.")

    def __init__(self) -> None:
        super().__init__(
            (
                ("en", "language", "English", "Dates as 7 November 2026, amounts as Ksh 2,100.00."),
                ("sw", "language", "Kiswahili", "Tarehe kama 7 Novemba 2026, kiasi kama Ksh 2,100.00."),
            ),
            language.current(),
        )


class StartStep(ChoiceStep):
    """The sample chama or one's own."""

    name, title = mark("Start"), mark("How do you want to start?")
    lead = mark("You can come back to this page. Nothing you enter is lost on the way.")

    def __init__(self) -> None:
        super().__init__(
            (
                (
                    SAMPLE,
                    "books",
                    mark("Try the sample chama"),
                    mark("34 invented members, three years of records. Look at everything, nothing can go wrong."),
                ),
                (
                    NEW,
                    "square-rounded-plus",
                    mark("Start a new chama"),
                    mark("Ready rules for a merry-go-round, table banking or an investment club. About five minutes."),
                ),
            ),
            NEW,
        )
        self._safe = Label("", "quiet", wrap=True)
        self.column.addSpacing(12)
        self.column.addWidget(beside(IconLabel("shield-lock", 18), self._safe))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._safe.setText(
            tr("The books stay on this computer, locked with your password. No account with us, no internet needed.")
        )


class KindStep(ChoiceStep):
    """The template whose rules the group starts from."""

    name, title = mark("Kind of group"), mark("What kind of group is it?")
    lead = mark("Each comes with ready rules, funds and accounts. Everything can be changed later.")

    def __init__(self) -> None:
        ready = chamas.templates()
        super().__init__([(kind.code, _KINDS[kind.code], kind.name, kind.about) for kind in ready], "savings")

    @override
    def retranslate(self) -> None:
        for kind in chamas.templates():
            self.cards[kind.code].set_words(kind.name, kind.about)


class NextStep(ChoiceStep):
    """What to do first in the new books; `pages` are those this program has."""

    name, title = mark("Members and balances"), mark("Bring your group in")
    lead = mark("The books are open. What you bring in can be taken back whole.")

    def __init__(self, pages: frozenset[str]) -> None:
        cards = (
            (
                "imports",
                "table-import",
                mark("Bring in a list of members"),
                mark("From Excel or CSV, with balances and contributions. You see every row before it counts."),
            ),
            ("members", "user-plus", mark("Type the members in"), mark("One after the other, with name and phone.")),
            ("home", "home", mark("Look around first"), mark("Members and balances can be brought in at any time.")),
        )
        super().__init__([card for card in cards if card[0] in pages])
