"""Guessing passwords: what is counted, what is told, and to whom the door closes."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from moneypool_desktop.services import identity
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.failures import Refused
from tests.database import identities as people
from tests.database.identities import OTIENO, PASSWORD, WANJIRU, Guesser, Town

NOBODY = "nobody@umoja.example"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moneypool_desktop.services.identity.stretch.COST", 4)


@pytest.fixture
def town(device: Callable[[str], str]) -> Iterator[Town]:
    with Town(device) as town:
        people.first_user(town.database())
        yield town


@pytest.fixture
def stranger(town: Town) -> Guesser:
    return town.guesser()


def test_a_wrong_password_is_refused_with_the_tries_that_are_left(town: Town) -> None:
    refused = identity.sign_in(town.database(), WANJIRU, "not the password at all")
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kept) == ("auth.bad", "4 tries are left.")


def test_an_unknown_account_answers_like_a_known_one(stranger: Guesser) -> None:
    def shape(answer: dict[str, Any]) -> dict[str, object]:
        return {name: len(value) if isinstance(value, str) else value for name, value in answer.items()}

    known, unknown, again = (
        stranger.hello(email) for email in (WANJIRU, "nobody@umoja.example", "nobody@umoja.example")
    )
    assert shape(known) == shape(unknown)
    assert unknown["salt"] == again["salt"]
    answers = [stranger.guess(email, "wrong") for email in (WANJIRU, NOBODY) for _ in range(6)]
    assert [answer["status"] for answer in answers] == (["bad"] * 5 + ["wait"]) * 2
    assert [answer.get("tries_left") for answer in answers] == [4, 3, 2, 1, 0, None] * 2


def test_two_thousand_guesses_that_are_rolled_back_learn_nothing(stranger: Guesser) -> None:
    ticket = stranger.hello(WANJIRU)
    stranger.connection.autocommit = False
    learnt = Counter[str]()
    for _ in range(2000):
        stranger.attempt(WANJIRU, ticket, PASSWORD)
        learnt[stranger.collect(ticket)["status"]] += 1
        stranger.connection.rollback()
    assert learnt == {"commit_first": 2000}


def test_a_guess_counts_although_its_answer_was_rolled_back(stranger: Guesser) -> None:
    learnt = Counter[str]()
    for _ in range(60):
        ticket = stranger.hello(WANJIRU)
        stranger.attempt(WANJIRU, ticket, "wrong")
        with stranger.connection.transaction(force_rollback=True):
            learnt[stranger.collect(ticket)["status"]] += 1
    assert learnt == {"bad": 5, "wait": 55}
    assert stranger.guess(WANJIRU, PASSWORD)["status"] == "wait"


def test_forty_guesses_at_once_are_five_guesses(town: Town) -> None:
    guessers = [town.guesser() for _ in range(5)]

    def eight(guesser: Guesser) -> list[str]:
        return [guesser.guess(WANJIRU, "wrong")["status"] for _ in range(8)]

    with ThreadPoolExecutor(5) as pool:
        learnt = Counter(status for statuses in pool.map(eight, guessers) for status in statuses)
    assert learnt == {"bad": 5, "wait": 35}


def test_tickets_held_back_do_not_make_room_for_more_guesses(town: Town) -> None:
    first, second = town.guesser(), town.guesser()
    tickets = [first.hello(WANJIRU) for _ in range(5)]
    first.connection.autocommit = False
    for ticket in tickets:
        first.attempt(WANJIRU, ticket, "wrong")
    second.connection.execute("set lock_timeout = '100ms'")
    with pytest.raises(psycopg.errors.LockNotAvailable):
        second.guess(WANJIRU, "wrong")
    first.connection.commit()
    first.connection.autocommit = True
    assert second.guess(WANJIRU, "wrong")["status"] == "wait"
    assert [first.collect(ticket)["status"] for ticket in tickets] == ["bad"] * 5


def test_asking_again_gives_no_second_guess(stranger: Guesser) -> None:
    ticket = stranger.hello(WANJIRU)
    stranger.attempt(WANJIRU, ticket, "wrong")
    assert stranger.collect(ticket)["status"] == "bad"
    assert stranger.attempt(WANJIRU, ticket, PASSWORD) == {"status": "expired"}
    assert stranger.collect(ticket) == {"status": "bad"}


def test_a_token_is_told_once(stranger: Guesser) -> None:
    ticket = stranger.hello(WANJIRU)
    stranger.attempt(WANJIRU, ticket, PASSWORD)
    assert len(stranger.collect(ticket)["token"]) == 64
    assert stranger.collect(ticket) == {"status": "spent"}


def test_a_proof_over_another_challenge_is_worth_nothing(stranger: Guesser) -> None:
    heard, other = stranger.hello(WANJIRU), stranger.hello(WANJIRU)
    stranger.attempt(WANJIRU, other | {"nonce": heard["nonce"]}, PASSWORD)
    assert stranger.collect(other)["status"] == "bad"


def test_a_ticket_is_of_no_use_on_another_computer(stranger: Guesser, town: Town) -> None:
    elsewhere = town.guesser("Third")
    ticket = stranger.hello(WANJIRU)
    assert elsewhere.attempt(WANJIRU, ticket, PASSWORD) == {"status": "expired"}
    stranger.attempt(WANJIRU, ticket, PASSWORD)
    assert elsewhere.collect(ticket) == {"status": "expired"}


def test_a_ticket_is_good_for_five_minutes(stranger: Guesser, root: psycopg.Connection) -> None:
    ticket = stranger.hello(WANJIRU)
    people.later(root, "6 minutes")
    assert stranger.attempt(WANJIRU, ticket, PASSWORD) == {"status": "expired"}


def test_each_lock_is_twice_as_long_up_to_a_day(stranger: Guesser, root: psycopg.Connection) -> None:
    waits = []
    for _ in range(9):
        answers = [stranger.guess(WANJIRU, "wrong") for _ in range(6)]
        assert [answer["status"] for answer in answers] == ["bad"] * 5 + ["wait"]
        waits.append(round(answers[5]["seconds"] / 60))
        people.later(root, "25 hours")
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]


def test_the_right_password_forgets_the_wrong_ones(town: Town) -> None:
    database = town.database()
    for _ in range(3):
        for _ in range(4):
            identity.sign_in(database, WANJIRU, "wrong again, sorry")
        assert isinstance(identity.sign_in(database, WANJIRU, PASSWORD), Session)


def test_a_computer_that_tries_many_accounts_is_frozen(stranger: Guesser) -> None:
    learnt = [stranger.guess(f"member{number}@umoja.example", "wrong")["status"] for number in range(32)]
    assert learnt == ["bad"] * 30 + ["frozen"] * 2
    assert stranger.hello(WANJIRU)["status"] == "frozen"


def test_a_computer_cannot_fill_the_tables_with_challenges(stranger: Guesser) -> None:
    learnt = Counter(stranger.hello(WANJIRU)["status"] for _ in range(205))
    assert learnt == {"ok": 200, "frozen": 5}


def test_strangers_shut_an_account_only_to_computers_it_never_used(town: Town) -> None:
    first = people.signed_in(town.database(), WANJIRU)
    user = people.second_user(first)
    people.signed_in(first.database, OTIENO, people.OTHER)
    for number in range(4):
        guesser = town.guesser(f"Stranger {number}")
        assert [guesser.guess(OTIENO, "wrong")["status"] for _ in range(5)] == ["bad"] * 5
    last = town.guesser("Last stranger")
    assert last.guess(OTIENO, people.OTHER)["status"] == "closed"
    assert isinstance(identity.sign_in(first.database, OTIENO, people.OTHER), Session)
    assert next(account for account in identity.accounts(first) if account.id == user).closed
    identity.unlock(first, user)
    assert last.guess(OTIENO, people.OTHER)["status"] == "ok"


def test_the_right_password_is_not_told_while_the_account_is_locked(stranger: Guesser) -> None:
    for _ in range(5):
        stranger.guess(WANJIRU, "wrong")
    assert stranger.guess(WANJIRU, PASSWORD)["status"] == "wait"


def test_wrong_tries_are_shown_to_those_who_manage_accounts(
    town: Town, stranger: Guesser, root: psycopg.Connection
) -> None:
    for _ in range(3):
        stranger.guess(WANJIRU, "wrong")
    session = people.signed_in(town.database(), WANJIRU)
    stranger.guess(WANJIRU, "wrong")
    root.execute("update auth.sessions set last_seen = last_seen - interval '2 minutes'")
    identity.touch(session)
    assert root.execute("select failed_login_attempts from app.users").fetchone() == (1,)
