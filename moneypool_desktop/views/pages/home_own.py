"""What Home shows a member without office: their own position, and nothing of the others."""

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.rows.members import Member, Verdict
from moneypool_desktop.views.pages.home_parts import STANDINGS
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.rows import Facts
from moneypool_desktop.views.widgets.verdict import Reason, VerdictList

_TONES = {"stop": "danger", "warn": "warn", "good": "good"}


class OwnPanel(Panel):
    """What a member has, owes and how they stand."""

    def __init__(self) -> None:
        super().__init__(" ")
        self._facts, self._verdict = Facts(), VerdictList()
        self.body.addWidget(self._verdict)
        self.body.addWidget(self._facts)
        self.body.addStretch(1)

    def show_own(self, own: Member, verdict: Verdict) -> None:
        """Show this position."""
        tone = STANDINGS[verdict.standing][1]
        reasons = [Reason(_TONES[one.level], one.sentence, one.clause) for one in verdict.reasons]
        self._verdict.set_verdict(tone, verdict.sentence, "", reasons)
        self._facts.set_facts(
            (
                (tr("Savings"), money(own.savings)),
                (tr("Shares"), money(own.shares)),
                (tr("Loans"), money(own.loans)),
                (tr("Fines"), money(own.fines)),
                (tr("Dues overdue"), money(own.dues_overdue)),
            )
        )

    def retranslate(self) -> None:
        """Say the title again."""
        self.set_title(tr("My position"))
