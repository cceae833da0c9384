"""`moneypool-cli db`: the database under the books: its version, bringing it up to date, its address, its check."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from moneypool_desktop import places
from moneypool_desktop.cli import books, common
from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.rows.audit import Identity
from moneypool_desktop.services.failures import Refused

if TYPE_CHECKING:
    import psycopg

type _Look = Callable[["psycopg.Connection"], dict[str, object]]

_ROOT = "mp_root"
_OWN = "computer"


def register(commands: common.Commands) -> None:
    """Add `db` with its verbs."""
    verbs = common.add_verbs(
        common.add_command(commands, "db", tr("Look after the database under the books."), "moneypool-cli db check")
    )
    common.add_command(verbs, "status", tr("Say where the database is and which version."), "moneypool-cli db status")
    common.add_command(verbs, "upgrade", tr("Bring the database up to date."), "moneypool-cli db upgrade")
    url = common.add_command(
        verbs, "url", tr("Print the address for another tool; keep it to yourself."), "moneypool-cli db url"
    )
    url.add_argument(
        "--role", choices=(_OWN, _ROOT), default=_OWN, help=tr("as this computer, or as the owner of the server")
    )
    check = common.add_command(
        verbs, "check", tr("Work out every identity of the ledger anew, with both sides."), "moneypool-cli db check"
    )
    books.add_chama(check)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return {"status": _status, "upgrade": _upgrade, "url": _url, "check": _check}[args.verb](args)


def _status(args: argparse.Namespace) -> int:
    from moneypool_desktop.services.database import migrate

    def look(connection: "psycopg.Connection") -> dict[str, object]:
        known = connection.execute("select to_regclass('ops.schema_version') is not null").fetchone()
        last = known and known[0] and connection.execute(
            "select revision, program from ops.schema_version order by id desc limit 1").fetchone()  # fmt: skip
        size = connection.execute("select pg_database_size(current_database())").fetchone()
        return {
            "state": migrate.state(connection),
            "revision": last[0] if last else None,
            "program": last[1] if last else None,
            "server": connection.info.parameter_status("server_version"),
            "database": connection.info.dbname,
            "shared": bool(args.database),
            "bytes": size[0] if size else 0,
        }

    found = _looked_at(args, look)
    words = {
        migrate.State.CURRENT: tr("up to date"),
        migrate.State.OLDER: tr("to be brought up to date"),
        migrate.State.NEWER: tr("made by a newer MoneyPool"),
        migrate.State.EMPTY: tr("empty"),
    }
    lines = [
        tr("Database {name} on PostgreSQL {version}: {state}.", name=found["database"], version=found["server"],
           state=words[migrate.State(str(found["state"]))]),
        tr("Revision {revision}, last brought up to date by MoneyPool {program}.", revision=found["revision"] or "–",
           program=found["program"] or "–"),
    ]  # fmt: skip
    common.answer(args, found, lines)
    return 0


def _looked_at(args: argparse.Namespace, look: _Look) -> dict[str, object]:
    import psycopg

    if args.database:
        with psycopg.connect(args.database, autocommit=True) as connection:
            return look(connection)
    from moneypool_desktop.services.database.cluster import Cluster
    from moneypool_desktop.services.database.opening import make_database

    with Cluster(places.home()) as cluster:
        make_database(cluster)
        with psycopg.connect(cluster.root_conninfo("moneypool"), autocommit=True) as connection:
            return look(connection)


def _upgrade(args: argparse.Namespace) -> int:
    from moneypool_desktop.services.database import migrate

    if args.database:
        changed = migrate.upgrade(args.database)
    else:
        from moneypool_desktop.services.database.cluster import Cluster
        from moneypool_desktop.services.database.opening import DATABASE, make_database

        with Cluster(places.home()) as cluster:
            make_database(cluster)
            changed = migrate.upgrade(cluster.root_conninfo(DATABASE))
    sentence = tr("The database is up to date now.") if changed else tr("The database was up to date already.")
    common.answer(args, {"changed": changed}, [sentence])
    return 0


def _url(args: argparse.Namespace) -> int:
    if args.database:
        raise Refused(
            "usage.database",
            tr("The address of a shared server is the one you gave."),
            advice=tr("Run this without --database."),
        )
    from moneypool_desktop.services.database import enrol, opening
    from moneypool_desktop.services.runtime.secrets import Secrets

    with opening.open_embedded(places.home()) as opened:
        cluster = opened.cluster
        if args.role == _ROOT:
            address = cluster.root_conninfo(opening.DATABASE)
        else:
            role, secret = enrol.kept(Secrets(places.home())) or ("", "")
            address = cluster.conninfo(role, secret, opening.DATABASE)
        if cluster.started:
            print(tr("The server stops when this command ends; open MoneyPool to keep it running."), file=sys.stderr)
    common.answer(args, {"url": address, "role": args.role}, [address])
    return 0


def _check(args: argparse.Namespace) -> int:
    from moneypool_desktop.services import audit

    with books.opened(args) as opened:
        found = audit.check(opened)
        chama = opened.chama.name
    wrong = [identity for identity in found if not identity.agrees]
    common.answer(args, {"ok": not wrong, "chama": chama, "identities": found}, _lines(chama, found, len(wrong)))
    return 1 if wrong else 0


def _lines(chama: str, found: Sequence[Identity], wrong: int) -> Iterator[str]:
    yield chama
    for identity in found:
        word = tr("agrees") if identity.agrees else tr("DIFFERS")
        sides = f"{money(identity.left)} = {money(identity.right)}"
        if not identity.agrees:
            sides = f"{money(identity.left)} ≠ {money(identity.right)}"
        yield f"{word:<10}{sides:>36}   {identity.sentence}"
    yield ""
    if wrong:
        yield trn("{n} identity does not hold.", "{n} identities do not hold.", wrong)
    else:
        yield tr("The books are sound.")
