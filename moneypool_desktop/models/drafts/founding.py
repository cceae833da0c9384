"""The first account of new books, as first run collects it."""

from dataclasses import dataclass, field

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.names import parse_email
from moneypool_desktop.models.domain.passwords import check_password
from moneypool_desktop.models.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """The first account; `context` names what its password must not be made of."""

    email: str
    password: str = field(repr=False)
    again: str = field(repr=False)
    context: tuple[str, ...] = ()

    def problems(self) -> dict[str, str]:
        """Return a sentence for each field that is wrong: email, password, again."""
        found: dict[str, str] = {}
        if isinstance(email := parse_email(self.email), Problem):
            found["email"] = email.sentence
        if problem := self.password_problem():
            found["password"] = problem
        elif self.password != self.again:
            found["again"] = tr("The two passwords differ. Type the same twice.")
        return found

    def password_problem(self) -> str:
        """Return why the password will not do, or no text."""
        problem = check_password(self.password, second_factor=False, context=(*self.context, self.email))
        return problem.sentence if problem else ""
