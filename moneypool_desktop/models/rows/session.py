"""Who is signed in, and the chama whose books are open."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Person:
    """The person signed in: names as the register has them, the language they read (`en` or `sw`)."""

    id: UUID
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Chama:
    """One chama as its member sees it; `role` is the person's own, `status` and `currency` the chama's."""

    id: UUID
    name: str
    short_name: str
    role: str
    status: str
    currency: str
    is_sample: bool
