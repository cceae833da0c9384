"""`make bench`: every measure of this folder, one table at the end. Words passed on choose modules, e.g. posting."""

import os
import sys
from importlib import import_module

from bench.report import Figure, table

MODULES = ("posting", "ledger", "pdf", "startup")


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = sys.argv[1:] or MODULES
    unknown = [name for name in chosen if name not in MODULES]
    if unknown:
        print(f"No such bench: {', '.join(unknown)}. There are {', '.join(MODULES)}.", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in chosen:
        print(f"{name} …", flush=True)
        figures += import_module(f"bench.{name}").figures()
    print(f"\n{table(figures)}")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
