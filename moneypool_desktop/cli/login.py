"""`moneypool-cli login` and `logout`: ask once and keep the session in the keyring."""

import argparse

from moneypool_desktop.cli import access, common
from moneypool_desktop.language import tr


def register(commands: common.Commands) -> None:
    """Add `login` and `logout`."""
    login = common.add_command(
        commands, "login", tr("Sign in, and stay so for the commands that follow."), "moneypool-cli login"
    )
    login.add_argument("email", nargs="?", help=tr("your e-mail address; asked for when it is not given"))
    login.add_argument(
        "--renew",
        metavar="CODE",
        help=tr("first set a new password with an invitation, a reset code or a recovery code"),
    )
    common.add_command(commands, "logout", tr("Sign out and forget the session."), "moneypool-cli logout")


def run(args: argparse.Namespace) -> int:
    """Sign in or out."""
    return _login(args) if args.command == "login" else _logout(args)


def _login(args: argparse.Namespace) -> int:
    from moneypool_desktop.services import identity

    email = access.asked_email(args.email)
    with access.database(args) as books:
        if args.renew:
            question = tr("New password for {email}: ", email=email)
            refused = identity.renew(books, email, args.renew, access.asked_password(email, question))
            if refused:
                raise refused
        session = access.sign_in(books, email)
        access.forget(books)
        access.keep(session)
    told = {"email": session.person.email, "name": session.person.name, "computer": session.computer}
    common.answer(args, told, [tr("Signed in as {name}.", name=session.person.name)])
    return 0


def _logout(args: argparse.Namespace) -> int:
    with access.database(args) as books:
        was = access.forget(books)
    common.answer(args, {"was_signed_in": was}, [tr("Signed out.") if was else tr("Nobody was signed in.")])
    return 0
