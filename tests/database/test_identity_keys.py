"""The keys to sealed data: wrapped for each officer, opened by nobody else, and never without a way back."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Failure, Refused
from moneypool_desktop.services.identity import chama_keys, vault
from tests.database import identities as people
from tests.database.identities import OTHER, OTIENO, PASSWORD, WANJIRU, Town, signed_in

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
def umoja(first: identity.FirstUser) -> UUID:
    return people.chama(first.session)


def code_raised(act: Callable[[], object]) -> str:
    with pytest.raises(Failure) as raised:
        act()
    return raised.value.code


def test_a_chama_has_one_data_key_that_every_sign_in_opens(first: identity.FirstUser, umoja: UUID) -> None:
    key = chama_keys.made(first.session, umoja)
    assert len(key) == 32
    again = signed_in(first.session.database, WANJIRU)
    assert chama_keys.made(again, umoja) == chama_keys.opened(again, umoja) == key


def test_the_database_holds_the_data_key_only_wrapped(
    first: identity.FirstUser, umoja: UUID, root: psycopg.Connection
) -> None:
    key = chama_keys.made(first.session, umoja)
    kept = root.execute("select wrapped from app.sealed_keys union all select sealed_private from auth.credentials")
    assert all(key not in bytes(wrapped) and first.session.vault not in bytes(wrapped) for (wrapped,) in kept)


def test_a_new_officer_reads_after_another_officer_shared_the_key(
    first: identity.FirstUser, umoja: UUID, root: psycopg.Connection
) -> None:
    key = chama_keys.made(first.session, umoja)
    people.member(root, umoja, people.second_user(first.session), "treasurer")
    treasurer = signed_in(first.session.database, OTIENO, OTHER)
    assert code_raised(lambda: chama_keys.opened(treasurer, umoja)) == "vault.no_key"
    assert chama_keys.share(treasurer, umoja) == ()
    assert chama_keys.share(first.session, umoja) == ("Otieno Odhiambo",)
    assert chama_keys.share(first.session, umoja) == ()
    assert chama_keys.opened(treasurer, umoja) == key


def test_a_plain_member_gets_no_key(first: identity.FirstUser, umoja: UUID, root: psycopg.Connection) -> None:
    chama_keys.made(first.session, umoja)
    people.member(root, umoja, people.second_user(first.session))
    member = signed_in(first.session.database, OTIENO, OTHER)
    assert chama_keys.share(first.session, umoja) == ()
    assert code_raised(lambda: chama_keys.opened(member, umoja)) == "MP403"


def test_an_officer_of_another_chama_gets_no_key(first: identity.FirstUser, umoja: UUID) -> None:
    chama_keys.made(first.session, umoja)
    people.second_user(first.session)
    other = signed_in(first.session.database, OTIENO, OTHER)
    people.chama(other, "Tumaini")
    assert code_raised(lambda: chama_keys.opened(other, umoja)) == "MP403"


def test_nobody_replaces_the_key_another_officer_holds(
    first: identity.FirstUser, umoja: UUID, root: psycopg.Connection
) -> None:
    key = chama_keys.made(first.session, umoja)
    people.member(root, umoja, people.second_user(first.session), "treasurer")
    treasurer = signed_in(first.session.database, OTIENO, OTHER)
    for holder in (first.session.person.id, None):
        treasurer.act("auth.store_chama_key", (umoja, holder, 1, bytes(92)))
    assert chama_keys.opened(first.session, umoja) == key
    assert chama_keys.recover(first.session, umoja, first.sheet.recovery_key) == key


def test_a_changed_password_still_opens_the_key(first: identity.FirstUser, umoja: UUID) -> None:
    key = chama_keys.made(first.session, umoja)
    changed = identity.change_password(first.session, PASSWORD, FRESH)
    assert isinstance(changed, Session)
    assert chama_keys.opened(changed, umoja) == key
    assert chama_keys.opened(signed_in(changed.database, WANJIRU, FRESH), umoja) == key


def test_a_lone_officer_who_lost_the_password_reads_again_with_the_printed_sheet(
    first: identity.FirstUser, umoja: UUID
) -> None:
    key = chama_keys.made(first.session, umoja)
    assert identity.renew(first.session.database, WANJIRU, first.sheet.codes[0], FRESH) is None
    session = signed_in(first.session.database, WANJIRU, FRESH)
    assert code_raised(lambda: chama_keys.opened(session, umoja)) == "vault.sealed"
    assert chama_keys.recover(session, umoja, first.sheet.recovery_key.lower()) == key
    assert chama_keys.opened(session, umoja) == key


@pytest.mark.parametrize("typed", ["", "not a key", "ABCD-EFGH"])
def test_what_is_no_recovery_key_is_refused_with_a_sentence(first: identity.FirstUser, umoja: UUID, typed: str) -> None:
    chama_keys.made(first.session, umoja)
    assert code_raised(lambda: chama_keys.recover(first.session, umoja, typed)) == "vault.recovery_key"


def test_the_recovery_key_of_another_sheet_does_not_open(first: identity.FirstUser, umoja: UUID) -> None:
    chama_keys.made(first.session, umoja)
    other = vault.as_text(vault.new_pair().private)
    assert code_raised(lambda: chama_keys.recover(first.session, umoja, other)) == "vault.sealed"


def test_a_sealed_identity_number_opens_only_for_its_own_person_and_chama() -> None:
    key, person, chama = bytes(range(32)), uuid4(), uuid4()
    sealed = chama_keys.seal_national_id(key, "12345678", person, chama)
    assert chama_keys.unseal_national_id(key, sealed, person, chama) == "12345678"
    assert b"12345678" not in sealed
    for elsewhere in ((uuid4(), chama), (person, uuid4())):
        with pytest.raises(Refused):
            chama_keys.unseal_national_id(key, sealed, *elsewhere)


@given(st.binary(max_size=200), st.integers(min_value=0))
def test_one_flipped_bit_is_noticed(value: bytes, where: int) -> None:
    key = bytes(32)
    sealed = bytearray(vault.seal(key, value, b"here"))
    sealed[where % len(sealed)] ^= 1
    with pytest.raises(Refused):
        vault.unseal(key, bytes(sealed), b"here")


@given(st.binary(min_size=32, max_size=32))
def test_a_printed_key_reads_back_as_it_was(secret: bytes) -> None:
    assert vault.from_text(f" {vault.as_text(secret).lower()} ") == secret
