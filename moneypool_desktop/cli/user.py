"""`moneypool-cli user`: accounts, for those who manage them."""

import argparse
from collections.abc import Iterator

from moneypool_desktop.cli import access, common
from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import date_short
from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Refused

_STATES = {
    "active": mark("active"),
    "suspended": mark("locked"),
    "inactive": mark("inactive"),
    "pending": mark("invited"),
}


def register(commands: common.Commands) -> None:
    """Add `user` with its verbs."""
    verbs = common.add_verbs(
        common.add_command(commands, "user", tr("Manage the accounts of people."), "moneypool-cli user list")
    )
    add = common.add_command(
        verbs, "add", tr("Make an account without a password."), "moneypool-cli user add otieno@umoja.example Otieno"
    )
    add.add_argument("email", help=tr("e-mail address"))
    add.add_argument("first_name", help=tr("first name"))
    add.add_argument("last_name", nargs="?", default="", help=tr("last name"))
    add.add_argument("--phone", help=tr("phone number"))
    for name, about in (
        ("invite", tr("Give out a code with which a person sets a first password.")),
        ("reset", tr("Give out a code with which a person sets a new password.")),
        ("lock", tr("Lock an account and end its sessions.")),
        ("unlock", tr("Open a locked account again and forget its wrong tries.")),
    ):
        verb = common.add_command(verbs, name, about, f"moneypool-cli user {name} otieno@umoja.example")
        verb.add_argument("email", help=tr("e-mail address"))
    common.add_command(verbs, "list", tr("List the accounts you manage."), "moneypool-cli user list --json")


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    verbs = {"add": _add, "invite": _hand_out, "reset": _hand_out, "lock": _lock, "unlock": _unlock, "list": _list}
    with access.signed_in(args) as session:
        verbs[args.verb](args, session)
    return 0


def _add(args: argparse.Namespace, session: Session) -> None:
    phone = _phone(args.phone) if args.phone else None
    user = identity.add(session, args.email, args.first_name, args.last_name, phone)
    common.answer(args, {"id": user, "email": args.email}, [tr("{email} has an account.", email=args.email)])


def _phone(typed: str) -> str:
    from moneypool_desktop.models.domain.phones import parse_phone
    from moneypool_desktop.models.domain.problem import Problem

    read = parse_phone(typed)
    if isinstance(read, Problem):
        raise Refused("MP421", read.sentence)
    return read


def _hand_out(args: argparse.Namespace, session: Session) -> None:
    account = _account(session, args.email)
    if account.has_password and args.verb == "invite":
        raise Refused(
            "user.has_password",
            tr("{email} has a password already.", email=account.email),
            advice=tr("Use `user reset` if it was forgotten."),
        )
    invitation = access.confirmed(session, lambda: identity.invite(session, account.id))
    told = {"email": account.email, "code": invitation.code, "expires_at": invitation.expires_at.isoformat()}
    sentence = tr(
        "Code for {email}: {code}. It is good once, until {date}. Hand it over in person.",
        email=account.email,
        code=invitation.code,
        date=date_short(invitation.expires_at.astimezone().date()),
    )
    common.answer(args, told, [sentence])


def _lock(args: argparse.Namespace, session: Session) -> None:
    account = _account(session, args.email)
    access.confirmed(session, lambda: identity.lock(session, account.id))
    common.answer(
        args, {"email": account.email, "status": "suspended"}, [tr("{email} is locked.", email=account.email)]
    )


def _unlock(args: argparse.Namespace, session: Session) -> None:
    account = _account(session, args.email)
    access.confirmed(session, lambda: identity.unlock(session, account.id))
    common.answer(args, {"email": account.email, "status": "active"}, [tr("{email} is open.", email=account.email)])


def _list(args: argparse.Namespace, session: Session) -> None:
    accounts = identity.accounts(session)
    documents = [
        {
            "id": account.id,
            "email": account.email,
            "name": account.name,
            "status": account.status,
            "has_password": account.has_password,
            "second_factor": account.two_factor,
            "wrong_tries": account.wrong_tries,
            "last_login": account.last_login and account.last_login.isoformat(),
        }
        for account in accounts
    ]
    common.answer(args, documents, _lines(accounts))


def _lines(accounts: list[identity.Account]) -> Iterator[str]:
    wide = max((len(account.email) for account in accounts), default=0)
    for account in accounts:
        yield f"{account.email:<{wide}}  {tr(_STATES[account.status])}  {account.name}"


def _account(session: Session, email: str) -> identity.Account:
    wanted = email.strip().lower()
    for account in identity.accounts(session):
        if account.email.lower() == wanted:
            return account
    raise Refused(
        "MP404",
        tr("There is no account with {email} that you manage.", email=email),
        advice=tr("`user list` shows those you do."),
    )
