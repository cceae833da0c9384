"""What is wrong with something typed or imported, as a value: rules answer with it instead of raising."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: the sentence a person reads (what, why, what to do), a code for programs, the field concerned."""

    sentence: str
    code: str = "refused"
    field: str = ""

    def __str__(self) -> str:
        return self.sentence
