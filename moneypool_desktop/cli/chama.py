"""`moneypool-cli chama`: a new group, and the groups there are. On an empty home it makes the first account too."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import LiteralString

from moneypool_desktop.cli import access, books, common
from moneypool_desktop.language import current, tr
from moneypool_desktop.models.domain.names import parse_email, split_name, tidy_name
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.chama import ChamaDraft
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services import chamas, identity
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.failures import Refused

_SOMEBODY: LiteralString = "select auth.somebody()"


@dataclass(frozen=True, slots=True)
class _Made:
    """What `chama create` has made: the group, and the recovery sheet when the first account came with it."""

    chama: Chama
    sheet: identity.RecoverySheet | None


def register(commands: common.Commands) -> None:
    """Add `chama` with its verbs."""
    verbs = common.add_verbs(
        common.add_command(commands, "chama", tr("Make a new group, or list the groups."), "moneypool-cli chama list")
    )
    create = common.add_command(
        verbs,
        "create",
        tr("Make a new group."),
        'moneypool-cli chama create "Umoja Self Help Group" --template savings',
    )
    create.add_argument("name", metavar="NAME", help=tr("name of the group"))
    create.add_argument(
        "--template", choices=chamas.TEMPLATES, default=chamas.TEMPLATES[0], help=tr("ready rules to start from")
    )
    create.add_argument("--currency", default="KES", help=tr("currency of the books (KES)"))
    create.add_argument("--prefix", default="M", help=tr("what member numbers begin with (M)"))
    create.add_argument("--role", choices=tuple(chamas.ROLES), default="leader", help=tr("your own office (leader)"))
    create.add_argument(
        "--books-from", metavar="DATE", help=tr("first day of dues, such as 2026-01-01 (1 January of this year)")
    )
    create.add_argument("--first-user", metavar="EMAIL", help=tr("on an empty home: e-mail of the first account"))
    create.add_argument("--first-name", metavar="NAME", help=tr("on an empty home: full name of that person"))
    common.add_command(verbs, "list", tr("List the groups you belong to."), "moneypool-cli chama list --json")
    recover = common.add_command(
        verbs,
        "recover",
        tr("Open sealed data again with the recovery key of a printed sheet, after a forgotten password."),
        "moneypool-cli chama recover",
    )
    books.add_chama(recover)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    if args.verb == "list":
        with access.signed_in(args) as session:
            _list(args, session)
        return 0
    if args.verb == "recover":
        return _recover(args)
    draft = _draft(args)
    with access.database(args) as database:
        made = _create(args, draft, database)
    common.answer(args, _document(made), _lines(made))
    return 0


def _recover(args: argparse.Namespace) -> int:
    from moneypool_desktop.services.identity import chama_keys

    with books.opened(args) as opened:
        chama_keys.recover(opened.session, opened.chama.id, access.asked_recovery_key())
        name = opened.chama.name
    common.answer(args, {"chama": name}, [tr("What is sealed in {name} opens for you again.", name=name)])
    return 0


def _draft(args: argparse.Namespace) -> ChamaDraft:
    from moneypool_desktop.models.domain.dates import parse_date

    today = datetime.now(UTC).astimezone().date()
    starts = parse_date(args.books_from, today) if args.books_from else today.replace(month=1, day=1)
    draft = ChamaDraft(
        args.name, today, template=args.template, role=args.role, language=current(), member_prefix=args.prefix,
        currency=args.currency, books_from=starts, joined=starts,
    )  # fmt: skip
    for sentence in draft.problems().values():
        raise Refused("MP421", sentence, kept=tr("Nothing was made."))
    return draft


def _create(args: argparse.Namespace, draft: ChamaDraft, books: Database) -> _Made:
    if books.read(_SOMEBODY, token=None)[0][0]:
        with access.person(books) as session:
            return _Made(chamas.create_chama(session, draft), None)
    first = _first_user(args, draft, books)
    try:
        return _Made(chamas.create_chama(first.session, draft), first.sheet)
    except BaseException:
        sys.stderr.writelines(f"{line}\n" for line in _sheet(first.sheet))  # the account is made: its sheet is not lost
        raise
    finally:
        identity.sign_out(first.session)


def _first_user(args: argparse.Namespace, draft: ChamaDraft, books: Database) -> identity.FirstUser:
    email = parse_email(args.first_user or access.asked_email(None))
    if isinstance(email, Problem):
        raise Refused("MP421", email.sentence, kept=tr("Nothing was made."))
    typed = args.first_name or email.partition("@")[0].replace(".", " ").replace("_", " ")
    name = tidy_name(typed)
    if isinstance(name, Problem):
        raise Refused("MP421", name.sentence, kept=tr("Nothing was made."), advice=tr("Give it with --first-name."))
    parts = split_name(name)
    made = identity.create_first_user(
        books, email, access.asked_password(email), parts.first, parts.last, context=(draft.name,)
    )
    if isinstance(made, Refused):
        raise made
    return made


def _list(args: argparse.Namespace, session: Session) -> None:
    found = chamas.list_chamas(session)
    lines = [f"{row.name}  ({tr(chamas.ROLES[row.role])})" for row in found] or [tr("There is no chama yet.")]
    common.answer(args, found, lines)


def _document(made: _Made) -> dict[str, object]:
    sheet = made.sheet and {
        "email": made.sheet.email,
        "codes": list(made.sheet.codes),
        "recovery_key": made.sheet.recovery_key,
    }
    return {"chama": made.chama, "recovery_sheet": sheet}


def _lines(made: _Made) -> Iterator[str]:
    yield tr("{name} is made. You are in it as: {role}.", name=made.chama.name, role=tr(chamas.ROLES[made.chama.role]))
    if made.sheet is not None:
        yield ""
        yield from _sheet(made.sheet)


def _sheet(sheet: identity.RecoverySheet) -> Iterator[str]:
    yield tr("Recovery sheet of {email}: copy it to paper now, it is shown only this once.", email=sheet.email)
    yield tr("Recovery codes, each good once when the password is forgotten:")
    yield from (f"  {code}" for code in sheet.codes)
    yield tr("Recovery key, which opens what is sealed:")
    yield f"  {sheet.recovery_key}"
