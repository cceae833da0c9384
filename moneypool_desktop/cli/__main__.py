"""`moneypool-cli`: the work of the application without its window, for scripts, servers, auditors and tests."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol, cast

import moneypool_desktop
from moneypool_desktop import language, places
from moneypool_desktop.cli import common
from moneypool_desktop.language import tr


class _Group(Protocol):
    """The two functions of a command group's module."""

    register: Callable[[common.Commands], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit status: 0 done, 1 refused, 2 wrong usage."""
    with suppress(OSError):  # doctor says what is wrong with a home that cannot be made
        language.choose(language.remembered(places.home() / "preferences.ini"))
    typed = list(sys.argv[1:] if arguments is None else arguments)
    chosen = next((command for command in common.COMMANDS if typed[:1] == [command.name]), None)
    group = _load(chosen) if chosen else None
    parser = _parser(chosen, group)
    args = parser.parse_args(typed)
    if group is None:
        parser.print_help(sys.stderr)
        return 2
    return _run(group, args)


def _load(command: common.Command) -> _Group:
    return cast("_Group", importlib.import_module(f"moneypool_desktop.cli.{command.module}"))


def _parser(chosen: common.Command | None, group: _Group | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="moneypool-cli",
        description=tr("The books of a chama from the command line."),
        epilog=tr("Example:") + "\n  moneypool-cli doctor\n\n" + tr("`moneypool-cli COMMAND --help` tells more."),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"moneypool-cli {moneypool_desktop.__version__}")
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))
    for command in common.COMMANDS:
        if chosen is None or command.module != chosen.module:
            commands.add_parser(command.name, help=tr(command.help))
    if group is not None:
        group.register(commands)
    return parser


def _run(group: _Group, args: argparse.Namespace) -> int:
    try:
        status = group.run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left; nothing more to say to it
        return 0
    except KeyboardInterrupt:
        print(tr("Stopped."), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - whatever happened, a person gets a sentence
        from moneypool_desktop.services import failures

        failure = failures.explain(error)
        if args.json:
            told = {"code": failure.code, "message": failure.sentence, "kept": failure.kept, "advice": failure.advice}
            common.print_json({"error": told})
        print(failure, file=sys.stderr)
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
