"""What went wrong, as a person is told it: what happened, what was kept, what to do.

`explain` is the one place that decides whether a failure is known (a sentence) or a bug (a report), from the SQLSTATE.
"""

import errno
import json
import string
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any, cast

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import date_long, ksh, month_long
from moneypool_desktop.services import sentences

_MONEY = frozenset({"amount", "balance", "wanted", "left", "right", "limit", "owed"})
_DATES = frozenset({"date", "through", "today", "day"})
_LOST = ("08", "57P01", "57P02", "57P03", "57P05", "25P03", "53300")
_BUSY = ("55P03", "40001", "40P01")
_VALUE = ("22", "23")
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})


class Failure(Exception):  # noqa: N818 - the word people are shown
    """Something did not happen: a code, the sentence that says it, what was kept and what to do next."""

    def __init__(
        self, code: str, sentence: str, *, kept: str = "", advice: str = "", figures: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.kept = kept
        self.advice = advice
        self.figures: Mapping[str, Any] = figures or {}

    def __str__(self) -> str:
        return " ".join(part for part in (self.sentence, self.kept, self.advice) if part)


class Refused(Failure):
    """A known failure: a rule or the computer said no, and nothing was changed."""


class Lost(Failure):
    """No answer came, or the server was busy: the same key can be sent again and is booked once at most."""


class Bug(Failure):
    """A failure nobody foresaw; `report` says where it came from, without names or amounts, and is kept in a file."""

    report = ""


def explain(error: BaseException) -> Failure:
    """Return the failure to show for any exception; a failure already explained comes back as it is."""
    if isinstance(error, Failure):
        return error
    code = getattr(error, "sqlstate", None)
    if isinstance(code, str) and code:
        return _from_database(error, code)
    if type(error).__module__.split(".")[0] == "psycopg" and type(error).__name__ in {
        "OperationalError",
        "InterfaceError",
        "ConnectionTimeout",
    }:
        return _from_connection(str(error))
    if isinstance(error, OSError):
        return _from_system(error)
    if type(error).__module__ == "sqlite3":
        return Refused(
            "outbox",
            tr("This computer could not write the act down before sending it: {why}.", why=str(error)),
            kept=tr("Nothing was sent."),
            advice=tr("Free some space on this computer's disk and try again."),
        )
    return _bug(type(error).__name__, error)


def _from_database(error: BaseException, code: str) -> Failure:
    if code in sentences.REFUSALS:
        figures = _figures(error)
        return _refused(code, figures)
    if code.startswith(_LOST):
        return _not_answering(code)
    if code.startswith(_BUSY):
        return Lost(
            code,
            tr("Somebody else was writing to the same books at that moment."),
            kept=tr("Nothing was booked twice."),
            advice=tr("It is tried again by itself."),
        )
    if code.startswith(_VALUE):
        return Refused(
            code,
            tr("Something sent was not in the form the books expect."),
            kept=tr("Nothing was added."),
            advice=tr("Check what was typed and try again."),
        )
    return _bug(code, error)


def _refused(code: str, figures: Mapping[str, Any]) -> Refused:
    refusal = sentences.REFUSALS[code]
    parts = [str(figures.get(name, "")) for name in refusal.case]
    cases = [refusal.cases.get(".".join(parts[start:]), ()) for start in range(len(parts))]
    shown = {name: _shown(name, value) for name, value in figures.items()}
    for template in (*chain.from_iterable(cases), *refusal.general):
        if _names(template) <= shown.keys():
            return Refused(
                code,
                tr(template, **shown),
                kept=tr(refusal.kept) if refusal.kept else "",
                advice=tr(refusal.advice) if refusal.advice else "",
                figures=figures,
            )
    raise AssertionError(code)  # the last general sentence of each refusal names nothing


def _from_connection(said: str) -> Failure:
    if "password authentication failed" in said or "is not permitted to log in" in said:
        return Refused(
            "28P01",
            tr("This computer is no longer allowed to open the books."),
            kept=tr("What waits on this computer is kept."),
            advice=tr("Ask an officer to add this computer again."),
        )
    if "does not exist" in said and "database" in said:
        return Refused(
            "3D000",
            tr("There are no books of that name on the server."),
            advice=tr("Check the address in the invitation."),
        )
    return _not_answering("08006")


def _not_answering(code: str) -> Lost:
    return Lost(
        code,
        tr("The server is not answering."),
        kept=tr("What you posted waits on this computer and is sent again."),
        advice=tr("Look at the connection state below; nothing needs to be typed twice."),
    )


def _from_system(error: OSError) -> Failure:
    name = error.filename if isinstance(error.filename, str) else ""
    code = f"os.{errno.errorcode.get(error.errno or 0, 'unknown')}"
    if error.errno in _DISK:
        return Refused(
            code, tr("The disk is full."), kept=tr("Nothing was half written."), advice=tr("Free some space.")
        )
    if isinstance(error, PermissionError):
        return Refused(
            code,
            tr("This computer does not let you use {file}.", file=name),
            advice=tr("Choose another folder, or close the program that has the file open."),
        )
    if isinstance(error, FileNotFoundError):
        return Refused(code, tr("There is no file {file}.", file=name), advice=tr("Choose it again."))
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return Refused(code, tr("{file} is not a file that can be used here.", file=name), advice=tr("Choose another."))
    return Refused(
        code,
        tr("The disk did not do it: {why}.", why=error.strerror or str(error)),
        kept=tr("Nothing was half written."),
        advice=tr("Try again, or choose another folder."),
    )


def _bug(code: str, error: BaseException) -> Bug:
    from moneypool_desktop.services import bug_report

    report, file = bug_report.keep(error)
    send = tr("Try again. If it comes back, send the report {file}: it holds no names and no amounts.", file=file)
    bug = Bug(
        code,
        tr("Something went wrong that should not have."),
        kept=tr("What was posted before is kept."),
        advice=send if file is not None else tr("Try again."),
        figures={"error": type(error).__name__},
    )
    bug.report = report
    return bug


def _figures(error: BaseException) -> Mapping[str, Any]:
    detail = getattr(getattr(error, "diag", None), "message_detail", None)
    if not isinstance(detail, str):
        return {}
    try:
        read: object = json.loads(detail)
    except ValueError:
        return {}
    figures = cast("dict[str, Any]", read) if isinstance(read, dict) else {}
    rules = figures.get("rules")
    return {**cast("dict[str, Any]", rules), **figures} if isinstance(rules, dict) else figures


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _shown(name: str, value: object) -> str:
    if name in _MONEY:
        try:
            return ksh(Decimal(str(value)))
        except InvalidOperation:
            return str(value)
    if name in _DATES or name == "month":
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            return str(value)
        return date_long(day) if name in _DATES else month_long(day.year, day.month)
    word = sentences.WORDS.get(str(value))
    return tr(word) if word else str(value)
