"""What a computer does for the group beside a person's work, and what it tells of a past that changed."""

import json
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from moneypool_desktop.services import duties
from moneypool_desktop.services.identity import chama_keys
from tests.database.books import MEMBER, TREASURER, Founded


def test_the_key_to_sealed_data_is_handed_on_to_officers_who_wait(
    chama: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared: list[tuple[UUID, UUID]] = []
    monkeypatch.setattr(chama_keys, "share", lambda session, which: shared.append((session.person.id, which)))
    assert duties.at_sign_in(chama.books(TREASURER)) == []
    duties.at_sign_in(chama.books(MEMBER))
    assert shared == [(chama.sessions[TREASURER].person.id, chama.id)]


def test_a_chain_that_was_rewritten_since_this_computer_saw_it_is_told_at_sign_in(chama: Founded) -> None:
    books = chama.books(TREASURER)
    assert duties.at_sign_in(books) == []
    memory = books.outbox.home / "witness.json"
    seen = json.loads(memory.read_text("utf-8"))
    seen[books.session.database.name][str(chama.id)]["hash"] = "00" * 32
    memory.write_text(json.dumps(seen), "utf-8")
    (warning,) = duties.at_sign_in(books)
    assert warning.chama == chama.id


def test_practice_books_are_not_remembered(chama: Founded) -> None:
    books = chama.books(TREASURER)
    books = replace(books, chama=replace(books.chama, is_sample=True))
    assert duties.at_sign_in(books) == []
    assert not (books.outbox.home / "witness.json").exists()


def test_a_computer_that_holds_a_transaction_open_just_now_is_left_alone(chama: Founded) -> None:
    with psycopg.connect(chama.device_url) as other:
        other.execute("select 1")
        assert duties.end_stuck(chama.books(TREASURER)) == 0
        assert other.execute("select 1").fetchone() == (1,)
