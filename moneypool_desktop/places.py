"""Where the program's files lie, in a checkout and installed."""

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource, installed from a wheel or in a checkout."""
    return _shipped("resources").joinpath(*parts)


def migrations() -> Path:
    """Return the folder with the Alembic environment, its revisions and the repeatable SQL."""
    return _shipped("migrations")


def home() -> Path:
    """Return the folder of everything this program keeps on this computer, made with rights for its owner only.

    `MONEYPOOL_HOME` moves it.
    """
    chosen = os.environ.get("MONEYPOOL_HOME")
    if chosen:
        folder = Path(chosen).expanduser().absolute()
    else:
        from platformdirs import user_data_path

        folder = user_data_path("MoneyPool", appauthor=False, roaming=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
