"""What is wrong with something typed or imported, as a value: rules answer with it instead of raising."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: the sentence a person reads (what, why, what to do) and a short code for programs."""

    sentence: str
    code: str = "refused"

    def __str__(self) -> str:
        return self.sentence
