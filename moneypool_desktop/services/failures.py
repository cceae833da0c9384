"""What went wrong, as a person is told it: what happened, what was kept, what to do."""

from collections.abc import Mapping


class Failure(Exception):  # noqa: N818 - the word people are shown
    """Something did not happen: a code, the sentence that says it, what was kept and what to do next."""

    def __init__(
        self, code: str, sentence: str, *, kept: str = "", advice: str = "", figures: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.kept = kept
        self.advice = advice
        self.figures: Mapping[str, object] = figures or {}

    def __str__(self) -> str:
        return " ".join(part for part in (self.sentence, self.kept, self.advice) if part)


class Refused(Failure):
    """A known failure: a rule or the computer said no, and nothing was changed."""


class Lost(Failure):
    """No answer came; the act may or may not have happened, and the same key can be sent again."""


class Bug(Failure):
    """A failure nobody foresaw; the report names it and the user may send it."""
