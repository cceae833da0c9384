"""A session: whose it is, on which computer, and when it ends."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Failure, Refused
from tests.database import identities as people
from tests.database.identities import OTIENO, PASSWORD, WANJIRU, Town


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moneypool_desktop.services.identity.stretch.COST", 4)


@pytest.fixture
def town(device: Callable[[str], str]) -> Iterator[Town]:
    with Town(device) as town:
        yield town


@pytest.fixture
def session(town: Town) -> Session:
    return people.first_user(town.database()).session


def who(session: Session) -> object:
    return session.read("select app.uid()")[0][0]


def has_ended(session: Session) -> bool:
    try:
        who(session)
    except Failure as failure:
        return failure.code == "28000"
    return False


def test_a_session_says_who_signed_in_and_where(session: Session) -> None:
    assert who(session) == session.person.id
    assert (session.person.name, session.person.email, session.computer) == ("Wanjiru Kamau", WANJIRU, "Office PC")


def test_the_e_mail_address_may_be_typed_in_capitals_and_with_spaces(session: Session) -> None:
    assert people.signed_in(session.database, f"  {WANJIRU.upper()} ").person == session.person


def test_a_token_is_worth_nothing_on_another_computer(session: Session, town: Town) -> None:
    elsewhere = Session(town.database("Stolen laptop"), session.token, session.person, "Stolen laptop")
    assert has_ended(elsewhere)
    assert not has_ended(session)


def test_neither_token_nor_vault_key_shows_in_a_report(session: Session) -> None:
    assert session.token not in repr(session)
    assert repr(session.vault) not in repr(session)


@pytest.mark.parametrize(
    "change",
    [
        "update auth.sessions set last_seen = last_seen - interval '31 minutes'",
        "update auth.sessions set expires_at = expires_at - interval '12 hours'",
        "update auth.sessions set created_at = created_at + interval '1 day', last_seen = last_seen + interval '1 day'",
        "update auth.sessions set ended_at = now()",
        "update app.users set status = 'suspended'",
        "select auth.new_epoch()",
    ],
    ids=["idle", "too old", "the clock was set back", "ended", "person locked", "database restored"],
)
def test_a_session_ends_when(session: Session, root: psycopg.Connection, change: str) -> None:
    root.execute(change)
    assert has_ended(session)
    assert identity.resume(session.database, session.token) is None


def test_a_person_at_work_keeps_the_session(session: Session, root: psycopg.Connection) -> None:
    root.execute("update auth.sessions set last_seen = last_seen - interval '29 minutes'")
    identity.touch(session)
    root.execute("update auth.sessions set last_seen = last_seen - interval '29 minutes'")
    assert not has_ended(session)


def test_being_at_work_is_written_once_a_minute(session: Session, root: psycopg.Connection) -> None:
    before = root.execute("select last_seen from auth.sessions").fetchone()
    identity.touch(session)
    assert root.execute("select last_seen from auth.sessions").fetchone() == before


def test_signing_out_ends_the_session_at_once(session: Session) -> None:
    identity.sign_out(session)
    assert has_ended(session)
    identity.sign_out(session)


def test_a_kept_token_shows_the_same_person(session: Session) -> None:
    resumed = identity.resume(session.database, session.token, session.vault)
    assert (resumed.person, resumed.computer) == (session.person, session.computer)


def test_a_fourth_session_ends_the_one_used_longest_ago(session: Session) -> None:
    others = [people.signed_in(session.database, WANJIRU) for _ in range(3)]
    assert has_ended(session)
    assert not any(map(has_ended, others))


def test_a_person_sees_and_ends_their_sessions_on_other_computers(session: Session, town: Town) -> None:
    home = people.signed_in(town.database("Home"), WANJIRU)
    seen = identity.sessions(session)
    assert sorted((there.computer, there.is_this) for there in seen) == [("Home", False), ("Office PC", True)]
    assert identity.end_session(session, next(there.id for there in seen if there.computer == "Home"))
    assert has_ended(home)


def test_nobody_ends_the_session_of_somebody_they_do_not_manage(session: Session, town: Town) -> None:
    people.second_user(session)
    otieno = people.signed_in(town.database("Home"), OTIENO, people.OTHER)
    people.chama(otieno)
    assert not identity.end_session(otieno, identity.sessions(session)[0].id)
    assert not has_ended(session)


def test_only_the_first_account_makes_itself(session: Session) -> None:
    refused = identity.create_first_user(session.database, OTIENO, PASSWORD, "Otieno", cost=4)
    assert isinstance(refused, Refused)
    assert refused.code == "MP416"


def test_of_four_windows_on_a_new_home_one_makes_the_first_account(town: Town, root: psycopg.Connection) -> None:
    database = town.database()

    def make(number: int) -> object:
        return identity.create_first_user(database, f"officer{number}@umoja.example", PASSWORD, "Officer", cost=4)

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(make, range(4)))
    assert sum(isinstance(one, identity.FirstUser) for one in made) == 1
    assert {one.code for one in made if isinstance(one, Refused)} == {"MP416"}
    assert root.execute("select count(*) from app.users").fetchone() == (1,)


def test_a_weak_first_password_is_refused_before_anything_is_made(town: Town, root: psycopg.Connection) -> None:
    refused = identity.create_first_user(town.database(), WANJIRU, "wanjiru12345678", "Wanjiru", cost=4)
    assert isinstance(refused, Refused)
    assert refused.code == "MP425"
    assert root.execute("select count(*) from app.users").fetchone() == (0,)


def test_the_sheet_of_the_first_account_has_ten_codes_and_a_key(town: Town) -> None:
    sheet = people.first_user(town.database()).sheet
    assert len(set(sheet.codes)) == 10
    assert {len(code) for code in sheet.codes} == {19}
    assert len(sheet.recovery_key.replace("-", "")) == 52
    assert sheet.recovery_key not in repr(sheet)
