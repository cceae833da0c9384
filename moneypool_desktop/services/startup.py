"""From the click to a signed-in person in open books, without a window.

The books are opened by a thread of their own, begun before the window's own imports; the window asks for the result
from a worker.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

from moneypool_desktop.models.rows.session import Chama

if TYPE_CHECKING:
    from moneypool_desktop.models.rows.home import Seen
    from moneypool_desktop.services.database.connection import Books, Session
    from moneypool_desktop.services.database.opening import Opened
    from moneypool_desktop.services.database.outbox import Outbox, Replayed
    from moneypool_desktop.services.last_run import RunMark

_SOMEBODY: LiteralString = "select auth.somebody()"
_CHAMAS: LiteralString = """
select c.id, c.name, c.short_name, m.role, c.status, c.currency, c.is_sample, c.accent,
    (select count(*) from app.chama_members x where x.chama_id = c.id and x.status <> 'left')
from app.chamas c
join app.chama_members m on m.chama_id = c.id and m.user_id = (select app.uid()) and m.status in ('active', 'suspended')
order by c.is_sample, c.name, c.id
"""
_LOCK_AFTER: LiteralString = "select app.setting(%s, 'security.lock_after_minutes') #>> '{}'"


@dataclass(frozen=True, slots=True)
class Ready:
    """The open books of a home before anybody signs in.

    `anyone` says whether somebody can sign in yet, `broken` whether an earlier run was killed, `waiting` how many acts
    have no answer, `notices` what the engine has to say.
    """

    home: Path
    opened: "Opened"
    outbox: "Outbox"
    mark: "RunMark"
    anyone: bool
    broken: bool
    waiting: int
    notices: tuple[str, ...]

    def close(self, seconds: float = 60.0) -> None:
        """Give everything back; the last window out stops the server. What waits stays in the outbox."""
        self.outbox.close()
        self.opened.close(seconds)
        self.mark.end()


@dataclass(frozen=True, slots=True)
class Membership:
    """A chama of the person signed in, with its accent and how many members they may see."""

    chama: Chama
    accent: int
    members: int


@dataclass(frozen=True, slots=True)
class Entered:
    """A person in their books: where they belong, and what became of the acts that had no answer.

    `visit` is the chama to show at once; None when they belong to none, or to several and none was open last.
    """

    session: "Session"
    memberships: tuple[Membership, ...]
    replayed: tuple["Replayed", ...]
    visit: "Visit | None"


@dataclass(frozen=True, slots=True)
class Visit:
    """One chama's open books: its face, the person's other chamas, minutes until the window locks.

    `versions` are the change counters as read before anything that is shown, `home` what Home shows where it was read.
    """

    books: "Books"
    here: Membership
    others: tuple[Membership, ...]
    lock_minutes: int
    versions: Mapping[str, int] | None = None
    home: "Seen | None" = None


class Opening:
    """The books of one home being opened in a thread; `wait` gives them, `now` says in words what is being done.

    With `sample` the thread goes on into the sample chama, while the window's own libraries are still being read.
    """

    def __init__(self, home: Path, *, sample: bool = False) -> None:
        self.home = home
        self._into_sample = sample
        self._now = ""
        self._ready: Ready | None = None
        self._entered: Entered | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._open, name="opening", daemon=True)

    def begin(self) -> "Opening":
        """Start to open, and return at once."""
        self._thread.start()
        return self

    @property
    def now(self) -> str:
        """What is being done at this moment; nothing while it is too early or all is done."""
        return self._now if self._thread.is_alive() else ""

    def wait(self) -> Ready:
        """Return the open books as soon as they are; raises what stopped them, a Refused with its sentence."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._ready is not None  # noqa: S101 - the thread leaves one or the other
        return self._ready

    def sample(self) -> Entered:
        """Return the sample chama entered as soon as it is, made first when it is not there."""
        ready = self.wait()
        return self._entered or practise(ready, self)

    def close(self, seconds: float = 60.0) -> None:
        """Give the books back, also when they are still being opened."""
        self._thread.join()
        if self._ready is not None:
            self._ready.close(seconds)
            self._ready = None

    def _open(self) -> None:
        try:
            self._ready = open_home(self.home, self)
            if self._into_sample:
                self._entered = with_home(practise(self._ready, self))
        except Exception as error:  # noqa: BLE001 - carried to whoever waits
            self._error = error
            if self._ready is not None:
                self._ready.close()
                self._ready = None

    def __call__(self, sentence: str, percent: int | None) -> None:
        """Take a report of progress from the engine."""
        self._now = sentence if percent is None else f"{sentence} {percent} %"


def open_home(home: Path, progress: Opening) -> Ready:
    """Open a home's books, making them when they are new, and look at what the last run left."""
    from moneypool_desktop.services.database import opening
    from moneypool_desktop.services.database.outbox import Outbox
    from moneypool_desktop.services.last_run import RunMark

    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = RunMark(home)
    try:
        opened = opening.open_embedded(home, progress)
    except BaseException:
        mark.end()  # nothing was begun that could have been broken off
        raise
    outbox = Outbox(home)
    anyone = bool(opened.database.read(_SOMEBODY, token=None)[0][0])
    return Ready(home, opened, outbox, mark, anyone, mark.broken, len(outbox.pending()), opened.cluster.notices)


def has_books(home: Path) -> bool:
    """Say whether books were ever made in a home."""
    return (home / "cluster").is_dir()


def somebody(ready: Ready) -> bool:
    """Say whether anybody can sign in to these books yet."""
    return bool(ready.opened.database.read(_SOMEBODY, token=None)[0][0])


def enter(ready: Ready, session: "Session", last: str = "") -> Entered:
    """Return where a person belongs, after their acts that had no answer were sent again; `last` is a chama's id."""
    replayed = tuple(ready.outbox.replay_all(session))
    known = memberships(session)
    here = known[0] if len(known) == 1 else next((one for one in known if str(one.chama.id) == last), None)
    others = [one for one in known if one is not here]
    return Entered(session, known, replayed, visit(ready, session, here, others) if here else None)


def practise(ready: Ready, progress: Callable[[str, int | None], None]) -> Entered:
    """Enter the sample chama as its treasurer, made first when it is not there; nobody types a password."""
    from moneypool_desktop.services.failures import Refused
    from moneypool_desktop.services.sample import create as sample

    cluster = ready.opened.cluster
    try:
        session, _ = sample.session(cluster)
    except Refused as refused:
        if refused.code != "sample.none":
            raise
        sample.create(cluster, progress=progress)
        session, _ = sample.session(cluster)
    return enter(ready, session)


def memberships(session: "Session") -> tuple[Membership, ...]:
    """Return the chamas of the person signed in, real ones first."""
    return tuple(Membership(Chama(*row[:7]), row[7], row[8]) for row in session.read(_CHAMAS))


def visit(ready: Ready, session: "Session", here: Membership, others: Sequence[Membership]) -> Visit:
    """Open the books of one chama and read what the window round them needs, in one round trip."""
    from moneypool_desktop.services.database.changes import VERSIONS
    from moneypool_desktop.services.database.connection import RIGHTS, Books

    which = (here.chama.id,)
    rights, minutes, versions = session.read_all([(sql, which) for sql in (RIGHTS, _LOCK_AFTER, VERSIONS)])
    books = Books(session, here.chama, ready.outbox, frozenset(rights[0][0]))
    return Visit(books, here, tuple(others), int(minutes[0][0]), versions[0][0])


def with_home(entered: Entered) -> Entered:
    """Return the same with what Home shows, for a window that is not yet there to ask for it."""
    from moneypool_desktop.services import home

    visit = entered.visit
    return replace(entered, visit=replace(visit, home=home.seen(visit.books))) if visit else entered


def leave(session: "Session") -> None:
    """End a session; books that are only its own, as those of the sample chama, are closed with it."""
    from moneypool_desktop.services import identity
    from moneypool_desktop.services.failures import Failure
    from moneypool_desktop.services.sample.create import BOOKS

    with suppress(Failure):  # a server that is away ends the session by itself when it has been idle
        identity.sign_out(session)
    if session.database.name == BOOKS:
        session.database.close()
