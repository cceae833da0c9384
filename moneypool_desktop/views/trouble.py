"""What stands on the screen when the books could not be opened: what happened, what is kept, what to do."""

from typing import override

from PySide6.QtCore import Signal

from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Bug, Failure
from moneypool_desktop.views.stage import Stage, spaced
from moneypool_desktop.views.widgets.states import ErrorState


class Trouble(Stage):
    """The failure in words; `again` asks to try once more."""

    again = Signal()

    def __init__(self, failure: Failure) -> None:
        super().__init__(foot=False)
        self._failure = failure
        rest = " ".join(part for part in (failure.kept, failure.advice) if part)
        details = failure.report if isinstance(failure, Bug) else ""
        self.error = ErrorState(failure.sentence, rest, failure.code, details)
        self.error.again.connect(self.again)
        self.put(spaced(self.error))
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.say(tr("The books are not open"))
