"""What every command of `moneypool-cli` shares: its options, its two ways of answering, and the list of commands.

A command group is one module of this package with two functions:

- `register(commands)` adds its command(s) with `add_command(commands, name, help, example)` and their arguments;
  a group with further verbs (`db status`) calls `add_verbs(parser)` and then `add_command` on what that returns.
- `run(args) -> int` does the work and returns the exit status: 0 done, 1 refused. `args.command` is the name typed,
  `args.verb` the verb. A refusal is raised as `services.failures.Failure`; wrong usage is said by
  `args.parser.error(sentence)`.

A module is imported only when its command is typed, so `--help` stays quick and `calc` never loads the database.
"""

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from moneypool_desktop.language import mark, tr

DATABASE_VARIABLE = "MONEYPOOL_DATABASE_URL"

type Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it nowhere else


class Command(NamedTuple):
    """A command as typed, the module of this package that does it, and its line in `--help`."""

    name: str
    module: str
    help: str


COMMANDS = (
    Command("doctor", "doctor", mark("Check this computer, and say how to mend what is wrong.")),
    Command("calc", "calc", mark("Compute one thing from JSON on standard input, without any books.")),
    Command("import", "import_", mark("Bring members, opening balances or contributions in from a file.")),
    Command("chama", "chama", mark("Make a new group, or list the groups.")),
    Command("demo", "demo", mark("Make, show or remove a sample chama, apart from all real books.")),
    Command("login", "login", mark("Sign in, and stay so for the commands that follow.")),
    Command("logout", "login", mark("Sign out and forget the session.")),
    Command("user", "user", mark("Manage the accounts of people.")),
    Command("db", "db", mark("Look after the database under the books.")),
    Command("audit", "audit", mark("Prove that nobody changed the past.")),
    Command("statement", "statement", mark("Print the statement of a member, or of all.")),
)


def add_command(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    """Add a command with the shared options and an example in its help; return its parser for further arguments."""
    parser = commands.add_parser(
        name,
        help=about,
        description=about,
        epilog=tr("Example:") + f"\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(parser=parser)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document and nothing else"))
    parser.add_argument(
        "--database",
        metavar="URL",
        type=_address,
        default=os.environ.get(DATABASE_VARIABLE) or None,
        help=tr(
            "use a shared PostgreSQL server instead of this computer's own ({variable})", variable=DATABASE_VARIABLE
        ),
    )
    return parser


def add_verbs(parser: argparse.ArgumentParser) -> Commands:
    """Return the place where a group's verbs are added; one of them must be typed."""
    return parser.add_subparsers(dest="verb", metavar=tr("VERB"), required=True)


def answer(args: argparse.Namespace, document: object, lines: Iterable[str]) -> None:
    """Print the document as JSON when `--json` was given, or the lines for a person to read."""
    if args.json:
        print_json(document)
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)


def print_json(document: object) -> None:
    """Print one JSON document: money as decimal strings, dates as ISO 8601, dataclasses as objects."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


def _address(text: str) -> str:
    if text.startswith(("postgresql://", "postgres://")) or "=" in text:
        return text
    raise argparse.ArgumentTypeError(tr("“{text}” is no address such as postgresql://server/books", text=text))


def _plain(value: Any) -> object:
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case UUID() | os.PathLike():
            return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    message = f"{type(value).__name__} has no place in a JSON answer"
    raise TypeError(message)
