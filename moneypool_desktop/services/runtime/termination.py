"""Ending in order when the system asks: at log-off, shutdown or `kill`."""

import signal
import sys
from collections.abc import Callable


def on_termination(act: Callable[[], object] = sys.exit) -> None:
    """Call `act` in the main thread when the system asks this process to end; by default leave through every `with`."""

    def asked(_number: int, _frame: object) -> None:
        act()

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, asked)
