"""Accounts: passwords changed and forgotten, people invited, locked and let in again."""

from collections.abc import Callable, Iterator
from uuid import UUID

import psycopg
import pytest

from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Failure, Refused
from moneypool_desktop.services.identity.stretch import stretch
from tests.database import identities as people
from tests.database.identities import OTHER, OTIENO, PASSWORD, WANJIRU, Town, signed_in, totp

FRESH = "yellow kettle under seven"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moneypool_desktop.services.identity.stretch.COST", 4)


@pytest.fixture
def town(device: Callable[[str], str]) -> Iterator[Town]:
    with Town(device) as town:
        yield town


@pytest.fixture
def first(town: Town) -> identity.FirstUser:
    return people.first_user(town.database())


@pytest.fixture
def otieno(first: identity.FirstUser) -> UUID:
    return people.second_user(first.session)


def code_of(refused: object) -> str:
    assert isinstance(refused, Refused), refused
    return refused.code


def code_raised(act: Callable[[], object]) -> str:
    with pytest.raises(Failure) as raised:
        act()
    return raised.value.code


def test_a_changed_password_replaces_the_old_one_and_ends_other_sessions(first: identity.FirstUser, town: Town) -> None:
    home = signed_in(town.database("Home"), WANJIRU)
    changed = identity.change_password(first.session, PASSWORD, FRESH)
    assert isinstance(changed, Session)
    assert identity.resume(home.database, home.token) is None
    assert identity.resume(changed.database, changed.token) is not None
    assert code_of(identity.sign_in(changed.database, WANJIRU, PASSWORD)) == "auth.bad"
    assert signed_in(changed.database, WANJIRU, FRESH).vault == changed.vault


def test_a_password_is_changed_only_by_who_knows_it(first: identity.FirstUser) -> None:
    assert code_of(identity.change_password(first.session, "not the old one", FRESH)) == "auth.bad"
    signed_in(first.session.database, WANJIRU)


@pytest.mark.parametrize("weak", ["short", "wanjiru kamau umoja", "passwordpassword"])
def test_a_weak_new_password_is_refused_before_it_is_sent(first: identity.FirstUser, weak: str) -> None:
    refused = identity.change_password(first.session, PASSWORD, weak, context=("Umoja",))
    assert code_of(refused) == "MP425"


def test_passwords_typed_in_other_forms_of_unicode_are_the_same(first: identity.FirstUser) -> None:
    changed = identity.change_password(first.session, PASSWORD, "\u00e9clair ladder quiet \ufb01g")
    assert isinstance(changed, Session)
    signed_in(changed.database, WANJIRU, "e\u0301clair ladder quiet fig")


def test_no_letter_of_a_long_password_is_cut_off(first: identity.FirstUser) -> None:
    long = "mango ladder quiet river " * 8
    changed = identity.change_password(first.session, PASSWORD, long + "a")
    assert isinstance(changed, Session)
    assert code_of(identity.sign_in(changed.database, WANJIRU, long + "b")) == "auth.bad"


def test_neither_password_nor_anything_like_it_is_kept(first: identity.FirstUser, root: psycopg.Connection) -> None:
    stored, salt = root.execute("select stored_key, salt from auth.credentials").fetchone() or (b"", b"")
    keys = stretch(PASSWORD, salt, 4)
    assert stored == keys.stored
    assert keys.client not in (stored, salt)


def test_an_invited_person_chooses_a_password_and_signs_in(first: identity.FirstUser) -> None:
    user = identity.add(first.session, OTIENO, "Otieno", "Odhiambo", "+254712345678")
    invitation = identity.invite(first.session, user)
    assert invitation.kind == "invitation"
    assert code_of(identity.sign_in(first.session.database, OTIENO, OTHER)) == "auth.bad"
    assert identity.renew(first.session.database, OTIENO, invitation.code.lower(), OTHER) is None
    assert signed_in(first.session.database, OTIENO, OTHER).person.name == "Otieno Odhiambo"


def test_an_invitation_is_good_once_and_only_the_last_one(first: identity.FirstUser) -> None:
    user = identity.add(first.session, OTIENO, "Otieno")
    earlier, last = (identity.invite(first.session, user) for _ in range(2))
    database = first.session.database
    assert code_of(identity.renew(database, OTIENO, earlier.code, OTHER)) == "auth.bad_code"
    assert identity.renew(database, OTIENO, last.code, OTHER) is None
    assert code_of(identity.renew(database, OTIENO, last.code, FRESH)) == "auth.bad_code"


@pytest.mark.parametrize(
    "change",
    ["update auth.invites set expires_at = now()", "select auth.new_epoch()"],
    ids=["three days are over", "the database was restored"],
)
def test_an_invitation_dies_when(first: identity.FirstUser, root: psycopg.Connection, change: str) -> None:
    invitation = identity.invite(first.session, identity.add(first.session, OTIENO, "Otieno"))
    root.execute(change)
    assert code_of(identity.renew(first.session.database, OTIENO, invitation.code, OTHER)) == "auth.bad_code"


def test_guessing_invitations_is_counted_like_guessing_passwords(first: identity.FirstUser) -> None:
    identity.invite(first.session, identity.add(first.session, OTIENO, "Otieno"))
    tries = [identity.renew(first.session.database, OTIENO, "AAAABBBBCCCCDDDD", OTHER) for _ in range(6)]
    assert [code_of(refused) for refused in tries] == ["auth.bad_code"] * 5 + ["auth.wait"]


def test_adding_a_known_e_mail_finds_the_account_and_changes_nothing(
    first: identity.FirstUser, otieno: UUID, root: psycopg.Connection
) -> None:
    assert identity.add(first.session, OTIENO.upper(), "Impostor") == otieno
    assert root.execute("select first_name from app.users where id = %s", (otieno,)).fetchone() == ("Otieno",)


@pytest.mark.parametrize("email", ["", "wanjiru", "a b@c.example", "@c.example"])
def test_what_is_no_e_mail_address_is_refused(first: identity.FirstUser, email: str) -> None:
    assert code_raised(lambda: identity.add(first.session, email, "Otieno")) == "MP421"


def test_a_reset_gives_a_new_password_and_leaves_the_second_factor(
    first: identity.FirstUser, otieno: UUID, root: psycopg.Connection
) -> None:
    database = first.session.database
    setup = identity.setup_totp(signed_in(database, OTIENO, OTHER), OTHER)
    assert isinstance(setup, identity.TotpSetup)
    assert identity.confirm_totp(signed_in(database, OTIENO, OTHER), setup, totp(setup)) is None
    invitation = identity.invite(first.session, otieno)
    assert invitation.kind == "reset"
    assert identity.renew(database, OTIENO, invitation.code, FRESH) is None
    assert isinstance(identity.sign_in(database, OTIENO, FRESH), identity.NeedCode)


def test_a_forgotten_password_is_renewed_with_a_code_of_the_printed_sheet(first: identity.FirstUser) -> None:
    database = first.session.database
    assert identity.renew(database, WANJIRU, first.sheet.codes[3], FRESH) is None
    assert identity.resume(database, first.session.token) is None
    signed_in(database, WANJIRU, FRESH)


def test_a_locked_person_is_out_at_once_and_hears_why_only_with_the_right_password(
    first: identity.FirstUser, otieno: UUID
) -> None:
    session = signed_in(first.session.database, OTIENO, OTHER)
    identity.lock(first.session, otieno)
    assert identity.resume(session.database, session.token) is None
    assert code_of(identity.sign_in(session.database, OTIENO, "wrong wrong wrong")) == "auth.bad"
    assert code_of(identity.sign_in(session.database, OTIENO, OTHER)) == "auth.inactive"
    identity.unlock(first.session, otieno)
    signed_in(session.database, OTIENO, OTHER)


def test_unlocking_forgets_the_wrong_tries(first: identity.FirstUser, otieno: UUID) -> None:
    database = first.session.database
    tries = [identity.sign_in(database, OTIENO, "wrong wrong wrong") for _ in range(6)]
    assert code_of(tries[-1]) == "auth.wait"
    identity.unlock(first.session, otieno)
    signed_in(database, OTIENO, OTHER)


def test_nobody_locks_or_resets_themselves(first: identity.FirstUser) -> None:
    me = first.session.person.id
    assert code_raised(lambda: identity.lock(first.session, me)) == "MP413"
    assert code_raised(lambda: identity.invite(first.session, me)) == "MP413"


def test_managing_accounts_asks_for_the_password_after_five_minutes(
    first: identity.FirstUser, otieno: UUID, root: psycopg.Connection
) -> None:
    root.execute("update auth.sessions set step_up_at = step_up_at - interval '5 minutes'")
    assert code_raised(lambda: identity.invite(first.session, otieno)) == "MP427"
    assert code_of(identity.step_up(first.session, "wrong wrong wrong")) == "auth.bad"
    assert code_raised(lambda: identity.invite(first.session, otieno)) == "MP427"
    assert identity.step_up(first.session, PASSWORD) is None
    assert identity.invite(first.session, otieno).kind == "reset"


def test_proving_the_password_works_for_ones_own_session_only(first: identity.FirstUser, otieno: UUID) -> None:
    mine = signed_in(first.session.database, OTIENO, OTHER)
    with pytest.raises(Failure) as refused:
        identity.step_up(Session(mine.database, "", first.session.person, "Office PC"), PASSWORD)
    assert refused.value.code == "28000"
    borrowed = Session(mine.database, mine.token, first.session.person, "Office PC")
    assert code_of(identity.step_up(borrowed, PASSWORD)) == "auth.bad"


def test_a_plain_member_manages_nobody(first: identity.FirstUser, otieno: UUID, root: psycopg.Connection) -> None:
    member = signed_in(first.session.database, OTIENO, OTHER)
    people.member(root, people.chama(first.session), otieno)
    assert code_raised(lambda: identity.invite(member, first.session.person.id)) == "MP403"
    assert code_raised(lambda: identity.add(member, "new@umoja.example", "New")) == "MP403"
    assert [account.email for account in identity.accounts(member)] == [OTIENO]


def test_a_leader_resets_nobody_who_belongs_to_another_chama_too(
    first: identity.FirstUser, otieno: UUID, root: psycopg.Connection
) -> None:
    third = people.second_user(first.session, "achieng@umoja.example")
    leader = signed_in(first.session.database, OTIENO, OTHER)
    own = people.chama(leader, "Tumaini")
    people.member(root, own, third)
    assert identity.invite(leader, third).kind == "reset"
    people.member(root, people.chama(first.session, "Umoja"), third)
    assert code_raised(lambda: identity.invite(leader, third)) == "MP403"


def test_a_leader_reaches_no_administrator_in_their_chama(
    first: identity.FirstUser, otieno: UUID, root: psycopg.Connection
) -> None:
    leader = signed_in(first.session.database, OTIENO, OTHER)
    people.member(root, people.chama(leader, "Tumaini"), first.session.person.id)
    assert code_raised(lambda: identity.invite(leader, first.session.person.id)) == "MP403"


def test_what_happens_to_an_account_is_written_down(
    first: identity.FirstUser, otieno: UUID, root: psycopg.Connection
) -> None:
    identity.lock(first.session, otieno)
    rows = root.execute("select kind, actor_id from auth.events where user_id = %s order by id", (otieno,)).fetchall()
    assert rows == [("invitation", first.session.person.id), ("renew", None), ("locked", first.session.person.id)]
