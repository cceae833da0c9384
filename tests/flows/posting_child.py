"""A program that posts receipts of a real ledger and, in copies of itself, dies at one point of an act.

Reads one JSON document: home, conninfo, chama, person, token, payload, and acts as pairs of a key and the counted line
at which to die (0: never). Each act runs in a copy of the process, so that every death comes from the same state.
Answers with the lines counted in the first act and how each copy ended.
"""

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import UUID

from moneypool_desktop.models.rows.session import Person
from moneypool_desktop.services.database import pool
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.database.outbox import Outbox

COUNTED = ("outbox.py", "connection.py", "pool.py")


class Countdown:
    """Counts the lines of the product an act runs through, and kills the process at one of them."""

    def __init__(self, last: int) -> None:
        self.seen = 0
        self._last = last

    def __call__(self, frame: FrameType, kind: str, _value: object) -> Any:
        """Count one event, as sys.settrace calls it."""
        if not frame.f_code.co_filename.endswith(COUNTED) or "psycopg" in frame.f_code.co_filename:
            return None
        if kind == "line":
            self.seen += 1
            if self.seen == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self


def post(given: dict[str, Any], key: str, last: int) -> int:
    """Do one act and return the lines it ran through."""
    database = Database(lambda: given["conninfo"], name="tests")
    person = Person(UUID(given["person"]), "Peter Otieno", "peter@umoja.example", "en")
    session = Session(database, given["token"], person, "Office PC")
    outbox = Outbox(Path(given["home"]))
    countdown = Countdown(last)
    sys.settrace(countdown)
    outbox.perform(session, UUID(given["chama"]), "receive", given["payload"], UUID(key))
    sys.settrace(None)
    return countdown.seen


def main() -> None:
    """Run every act in a copy of this process and say how each ended."""
    given = json.load(sys.stdin)
    assert pool  # imported before the copies are made, as in a program that runs
    lines, ends = 0, []
    for key, share in given["acts"]:
        last = round(share * lines)
        reader, writer = os.pipe()
        copy = os.fork()
        if copy == 0:
            os.write(writer, str(post(given, key, last)).encode())
            os._exit(0)
        os.close(writer)
        ends.append(os.waitpid(copy, 0)[1])
        lines = lines or int(os.read(reader, 20))
        os.close(reader)
    sys.stdout.write(json.dumps({"lines": lines, "ends": ends}))


if __name__ == "__main__":
    main()
