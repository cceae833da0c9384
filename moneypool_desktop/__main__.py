"""`moneypool`: opens the window; the engine starts beside it, before the window's own libraries are read."""

import argparse
import gc
import sys
from collections.abc import Sequence

import moneypool_desktop
from moneypool_desktop import places
from moneypool_desktop.language import tr
from moneypool_desktop.services.startup import Opening


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    gc.disable()  # nothing made while starting is thrown away; app switches it on again
    typed = sys.argv[1:] if arguments is None else list(arguments)
    options = _options(typed) if typed else argparse.Namespace(demo=False)
    opening = Opening(places.home()).begin()
    from moneypool_desktop.app import run

    return run(opening, options)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="moneypool", description=tr("The books of a chama."), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"moneypool {moneypool_desktop.__version__}")
    parser.add_argument("--demo", action="store_true", help=tr("open the sample chama, for practice"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
