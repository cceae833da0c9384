"""`moneypool-cli db`: version, upgrade, and every identity of the ledger with its two sides."""

from decimal import Decimal

from moneypool_desktop.cli import __main__ as program
from moneypool_desktop.services.audit import IDENTITIES
from tests.flows.terminal import Terminal
from tests.flows.terminal import terminal as terminal  # noqa: PLC0414 - named here so that these tests may ask for it


def test_check_prints_every_identity_with_its_two_sides(terminal: Terminal) -> None:
    status, out, err = terminal.run("db", "check")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len([line for line in lines if line.startswith("agrees")]) == len(IDENTITIES)
    assert lines[-1] == "The books are sound."


def test_check_as_json_gives_money_as_decimal_strings(terminal: Terminal) -> None:
    status, told = terminal.document("db", "check")
    assert (status, told["ok"]) == (0, True)
    savings = next(identity for identity in told["identities"] if identity["code"] == "member_savings_control")
    assert Decimal(savings["left"]) == Decimal(savings["right"]) > 0
    assert isinstance(savings["left"], str)


def test_check_refuses_books_in_which_one_identity_does_not_hold(terminal: Terminal) -> None:
    terminal.umoja.root.execute("update app.funds set balance = balance + 1 where code = 'SAV'")
    status, out, _ = terminal.run("db", "check")
    assert status == 1
    wrong = [line for line in out.splitlines() if line.startswith("DIFFERS")]
    assert len(wrong) == 1
    assert "≠" in wrong[0]
    assert out.splitlines()[-1] == "1 identity does not hold."
    assert terminal.document("db", "check")[1]["ok"] is False


def test_status_says_version_and_that_the_database_is_up_to_date(terminal: Terminal, database_url: str) -> None:
    status, told = terminal.document("db", "status")
    assert (status, told["state"], told["shared"]) == (0, "current", True)
    assert program.main(["db", "upgrade", "--database", database_url]) == 0
    assert terminal.capsys.readouterr().out == "The database was up to date already.\n"


def test_the_address_of_a_shared_server_is_not_printed_again(terminal: Terminal) -> None:
    status, out, err = terminal.run("db", "url")
    assert (status, out) == (1, "")
    assert "the one you gave" in err
