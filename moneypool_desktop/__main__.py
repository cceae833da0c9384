"""`moneypool`: opens the window; the engine starts beside it, before the window's own libraries are read."""

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence

import moneypool_desktop
from moneypool_desktop import language, places
from moneypool_desktop.language import tr
from moneypool_desktop.services.startup import Opening


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    language.choose(language.remembered(places.home() / "preferences.ini"))
    typed = sys.argv[1:] if arguments is None else list(arguments)
    options = _options(typed) if typed else argparse.Namespace(demo=False)
    opening = begin(options)
    from moneypool_desktop.app import run

    return run(opening, options)


def begin(options: argparse.Namespace) -> Opening:
    """Begin to open the books, before anything of the window is read."""
    gc.disable()  # nothing made while starting is thrown away; app switches it on again
    opening = Opening(places.home(), sample=options.demo).begin()
    # before Qt: what waits for the server then waits while Qt is read
    importlib.import_module("psycopg")
    return opening


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="moneypool", description=tr("The books of a chama."), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"moneypool {moneypool_desktop.__version__}")
    parser.add_argument("--demo", action="store_true", help=tr("open the sample chama, for practice"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
