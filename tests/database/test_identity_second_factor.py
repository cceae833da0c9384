"""Authenticator codes and recovery codes: checked in the database, each good for one time."""

import hashlib
import hmac
from collections.abc import Callable, Iterator

import psycopg
import pytest

from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Refused
from tests.database import identities as people
from tests.database.identities import PASSWORD, WANJIRU, Town, forget_steps, signed_in, totp


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
def guarded(first: identity.FirstUser, root: psycopg.Connection) -> identity.TotpSetup:
    setup = identity.setup_totp(first.session, PASSWORD)
    assert isinstance(setup, identity.TotpSetup)
    assert identity.confirm_totp(first.session, setup, totp(setup)) is None
    forget_steps(root)
    return setup


def code_of(refused: object) -> str:
    assert isinstance(refused, Refused), refused
    return refused.code


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(root: psycopg.Connection, second: int, code: str) -> None:
    found = root.execute("select auth.totp_at('12345678901234567890', %s)", (second // 30,)).fetchone()
    assert found == (code,)


def test_hashes_of_every_length_are_those_of_the_standard_library(root: psycopg.Connection) -> None:
    for length in range(200):
        text, key = (hashlib.shake_128(b"%d %s" % (length, what)).digest(length) for what in (b"text", b"key"))
        found = root.execute(
            "select auth.sha1(%b), auth.hmac_sha1(%b, %b), auth.hmac_sha256(%b, %b)", (text, key, text, key, text)
        ).fetchone()
        assert found == (
            hashlib.sha1(text, usedforsecurity=False).digest(),
            *(hmac.digest(key, text, name) for name in ("sha1", "sha256")),
        )


def test_the_authenticator_reads_the_secret_from_the_picture(first: identity.FirstUser) -> None:
    setup = identity.setup_totp(first.session, PASSWORD)
    assert isinstance(setup, identity.TotpSetup)
    assert setup.uri.startswith(f"otpauth://totp/MoneyPool:{WANJIRU.replace('@', '%40')}?secret=")
    assert len(setup.secret.replace("-", "")) == 32
    assert len(setup.qr) == len(setup.qr[0]) > 20
    assert setup.secret not in repr(setup)


def test_a_second_factor_counts_only_after_its_first_code(first: identity.FirstUser) -> None:
    setup = identity.setup_totp(first.session, PASSWORD)
    assert isinstance(setup, identity.TotpSetup)
    assert code_of(identity.confirm_totp(first.session, setup, "000000")) == "auth.bad_code"
    assert isinstance(identity.sign_in(first.session.database, WANJIRU, PASSWORD), Session)


def test_a_right_password_asks_for_the_code_and_then_lets_in(
    first: identity.FirstUser, guarded: identity.TotpSetup
) -> None:
    need = identity.sign_in(first.session.database, WANJIRU, PASSWORD)
    assert isinstance(need, identity.NeedCode)
    session = identity.sign_in_with_code(need, totp(guarded))
    assert isinstance(session, Session)
    assert session.vault == first.session.vault


def test_a_wrong_password_does_not_say_that_a_second_factor_is_in_use(
    first: identity.FirstUser, guarded: identity.TotpSetup
) -> None:
    refused = identity.sign_in(first.session.database, WANJIRU, "wrong wrong wrong", totp(guarded))
    assert code_of(refused) == "auth.bad"


def test_a_code_is_good_for_one_time(first: identity.FirstUser, guarded: identity.TotpSetup) -> None:
    code = totp(guarded)
    signed_in(first.session.database, WANJIRU, code=code)
    assert code_of(identity.sign_in(first.session.database, WANJIRU, PASSWORD, code)) == "auth.bad_code"


def test_an_older_code_is_refused_after_a_newer_one(first: identity.FirstUser, guarded: identity.TotpSetup) -> None:
    older, newer = totp(guarded), totp(guarded, 1)
    signed_in(first.session.database, WANJIRU, code=newer)
    assert code_of(identity.sign_in(first.session.database, WANJIRU, PASSWORD, older)) == "auth.bad_code"


@pytest.mark.parametrize("steps", [-3, 3])
def test_a_code_of_another_minute_is_refused(
    first: identity.FirstUser, guarded: identity.TotpSetup, steps: int
) -> None:
    refused = identity.sign_in(first.session.database, WANJIRU, PASSWORD, totp(guarded, steps))
    assert code_of(refused) == "auth.bad_code"


def test_wrong_codes_are_counted_like_wrong_passwords(first: identity.FirstUser, guarded: identity.TotpSetup) -> None:
    tries = [identity.sign_in(first.session.database, WANJIRU, PASSWORD, "999999") for _ in range(6)]
    assert [code_of(refused) for refused in tries] == ["auth.bad_code"] * 5 + ["auth.wait"]


def test_a_recovery_code_stands_in_for_a_lost_phone_once(
    first: identity.FirstUser, guarded: identity.TotpSetup
) -> None:
    database = first.session.database
    signed_in(database, WANJIRU, code=first.sheet.codes[0].lower())
    assert code_of(identity.sign_in(database, WANJIRU, PASSWORD, first.sheet.codes[0])) == "auth.bad_code"
    signed_in(database, WANJIRU, code=first.sheet.codes[1])


def test_new_recovery_codes_end_the_old_ones(first: identity.FirstUser) -> None:
    fresh = identity.new_recovery_codes(first.session, PASSWORD)
    assert isinstance(fresh, tuple)
    assert len(set(fresh)) == 10
    refused = identity.renew(first.session.database, WANJIRU, first.sheet.codes[0], people.OTHER)
    assert code_of(refused) == "auth.bad_code"


def test_codes_are_kept_as_salted_hashes_only(first: identity.FirstUser, root: psycopg.Connection) -> None:
    rows = root.execute("select salt, code_hash from auth.recovery_codes").fetchall()
    spoken = [code.replace("-", "").encode() for code in first.sheet.codes]
    assert len({salt for salt, _ in rows}) == 10
    assert {digest for _, digest in rows} == {
        next(hashlib.sha256(salt + code).digest() for code in spoken if hashlib.sha256(salt + code).digest() == digest)
        for salt, digest in rows
    }


def test_switching_the_second_factor_off_takes_password_and_code(
    first: identity.FirstUser, guarded: identity.TotpSetup, root: psycopg.Connection
) -> None:
    assert code_of(identity.disable_totp(first.session, PASSWORD, "000000")) == "auth.bad_code"
    assert identity.disable_totp(first.session, PASSWORD, totp(guarded)) is None
    assert isinstance(identity.sign_in(first.session.database, WANJIRU, PASSWORD), Session)
    assert root.execute("select two_factor_enabled from app.users").fetchone() == (False,)


def test_a_second_factor_in_use_is_not_replaced_silently(
    first: identity.FirstUser, guarded: identity.TotpSetup
) -> None:
    assert code_of(identity.setup_totp(first.session, PASSWORD)) == "auth.need_code"
