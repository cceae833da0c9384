"""Mappings saved under a name on this computer: how a group's own files are to be read."""

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.text import spaces_tidied
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.imports import ColumnMap
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.imports.as_json import Json, mapping_from_json, mapping_json

LONGEST_NAME = 60
_FILE = "import-mappings.json"


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping as it is offered: its name and the kind of file it reads."""

    name: str
    kind: ImportKind | None


def saved(home: Path) -> list[SavedMapping]:
    """Return the mappings kept in a home, by name; none while the file cannot be read."""
    return [SavedMapping(name, _kind(parts)) for name, parts in sorted(_read(home).items(), key=_by_name)]


def load(home: Path, name: str, today: date) -> ColumnMap:
    """Return the mapping of that name; Refused when there is none or it was spoilt."""
    kept = _read(home)
    for known, parts in kept.items():
        if known.casefold() == name.strip().casefold():
            return mapping_from_json(parts, today)
    raise Refused(
        "import.mapping",
        tr("There is no saved mapping called “{name}”.", name=name),
        advice=tr("There are: {names}.", names=", ".join(sorted(kept))) if kept else tr("None is saved yet."),
    )


def save(home: Path, name: str, mapping: ColumnMap) -> str:
    """Keep a mapping under a name, in the place of one that had it, and return the name as kept."""
    tidy = spaces_tidied(name)
    if not tidy or len(tidy) > LONGEST_NAME:
        raise Refused("import.mapping", tr("A mapping needs a name of at most {most} letters.", most=LONGEST_NAME))
    others = {known: parts for known, parts in _read(home).items() if known.casefold() != tidy.casefold()}
    _write(home, others | {tidy: cast("Json", mapping_json(mapping))})
    return tidy


def forget(home: Path, name: str) -> None:
    """Drop the mapping of that name; one that is not there is no error."""
    _write(home, {known: parts for known, parts in _read(home).items() if known.casefold() != name.casefold()})


def _by_name(kept: tuple[str, Json]) -> str:
    return kept[0].casefold()


def _kind(parts: Json) -> ImportKind | None:
    kind = parts.get("kind") if isinstance(parts, dict) else None
    return ImportKind(kind) if isinstance(kind, str) and kind in set(ImportKind) else None


def _read(home: Path) -> dict[str, Json]:
    try:
        kept: object = json.loads((home / _FILE).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return cast("dict[str, Json]", kept) if isinstance(kept, dict) else {}


def _write(home: Path, kept: dict[str, Json]) -> None:
    part = home / f"{_FILE}.{os.getpid()}.part"
    part.write_text(json.dumps(kept, ensure_ascii=False, indent=2), "utf-8")
    part.replace(home / _FILE)
