"""Keep the Kiswahili catalogue in step with the sentences of the program.

python scripts/catalogue.py           bring sw.po up to date, keep what is translated, and compile it
python scripts/catalogue.py --check   change nothing; name what is missing, stale, uncertain or filled differently
"""

import argparse
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "moneypool_desktop"
WRITTEN = ROOT / "resources" / "translations" / "sw.po"
COMPILED = WRITTEN.with_suffix(".mo")
KEYWORDS = {"tr": None, "trn": (1, 2), "mark": None}

type Msgid = str | tuple[str, str]


def sentences() -> Iterator[tuple[str, Msgid]]:
    """Yield every sentence of the program with the file it stands in, file by file."""
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=KEYWORDS)
    for name, _, msgid, _, _ in sorted(found, key=lambda row: (row[0], row[1])):
        yield f"{PACKAGE.name}/{name}", msgid


def read() -> Catalog:
    """Return the catalogue as it stands, empty when there is none."""
    if not WRITTEN.exists():
        return Catalog(locale="sw")
    with WRITTEN.open("rb") as stream:
        return read_po(stream, locale="sw")


def renewed(old: Catalog) -> Catalog:
    """Return a catalogue of exactly the sentences in use, in the order of the files, with the translations of `old`."""
    new = Catalog(
        locale="sw",
        project="MoneyPool Desktop",
        charset="utf-8",
        fuzzy=False,
        header_comment="# MoneyPool Desktop in Kiswahili. One English word has one Kiswahili word everywhere.",
    )
    new.language_team = old.language_team
    new.creation_date = new.revision_date = old.creation_date  # no clock: the same sentences make the same file
    for place, msgid in sentences():
        new.add(msgid, locations=[(place, None)])
    for message in new:
        known = old.get(message.id if isinstance(message.id, str) else message.id[0]) if message.id else None
        if known and known.id == message.id and known.string:
            message.string = known.string
            message.flags |= known.flags
    return new


def places(sentence: str) -> set[str]:
    """Return the names of the `{places}` of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def forms(said: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Return the forms of a sentence: one, or one for each number."""
    return [said or ""] if isinstance(said, str | None) else list(said)


def faults(catalogue: Catalog) -> Iterator[str]:
    """Yield what keeps a catalogue from being shown: missing, uncertain, or filled with other things."""
    if catalogue.num_plurals != 2 or catalogue.plural_expr != "(n != 1)":
        yield f"plural rule: {catalogue.plural_forms}"
    for message in catalogue:
        english, said = forms(message.id), forms(message.string)
        if not message.id:
            continue
        if len(said) != len(english) or not all(said):
            yield f"not translated: {english[0]}"
        elif message.fuzzy:
            yield f"uncertain: {english[0]}"
        elif [places(form) for form in said] != [places(form) for form in english]:
            yield f"places differ: {english[0]} | {said[0]}"


def as_po(catalogue: Catalog) -> bytes:
    """Return the catalogue as the text of a .po file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, include_lineno=False)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return the catalogue compiled."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def stale(new: Catalog) -> Iterator[str]:
    """Yield which of the two files on disk is not what the sentences in use make."""
    if not WRITTEN.exists() or WRITTEN.read_bytes() != as_po(new):
        yield f"{WRITTEN.name} is behind the program: run python scripts/catalogue.py"
    if not COMPILED.exists() or COMPILED.read_bytes() != as_mo(new):
        yield f"{COMPILED.name} is not compiled from {WRITTEN.name}: run python scripts/catalogue.py"


def main(arguments: Iterable[str]) -> int:
    """Bring the catalogue up to date, or check it; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description="The Kiswahili catalogue.")
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args(list(arguments)).check
    new = renewed(read())
    wrong = list(faults(new))
    if check:
        wrong += stale(new)
    else:
        WRITTEN.write_bytes(as_po(new))
        COMPILED.write_bytes(as_mo(new))
    print("\n".join(wrong) or f"{len(new)} sentences, all in Kiswahili.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
