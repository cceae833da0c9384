"""Names, phones, e-mails and next of kin, as registers write them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from moneypool_desktop.models.domain.names import (
    KinShare,
    PersonName,
    full_name,
    parse_email,
    parse_shares,
    split_name,
    tidy_name,
)
from moneypool_desktop.models.domain.phones import display_phone, parse_phone
from moneypool_desktop.models.domain.problem import Problem

PHONES = json.loads((Path(__file__).parents[1] / "cases" / "phones.json").read_text("utf-8"))


@pytest.mark.parametrize("case", PHONES, ids=lambda case: ascii(case["raw"]))
def test_a_phone_becomes_e164_or_is_refused(case: dict[str, str]) -> None:
    read = parse_phone(case["raw"], case["country"])
    if "error" in case:
        assert isinstance(read, Problem)
        assert read.code == case["error"]
    else:
        assert read == case["e164"]


def test_a_short_phone_says_how_many_figures_are_wanted() -> None:
    assert str(parse_phone("07123")) == "A phone has 10 figures. This one has 5."


def test_a_phone_is_shown_as_members_read_it() -> None:
    assert display_phone("+254712610340") == "0712 610 340"
    assert display_phone("+256772123456") == "+256 772 123456"
    assert display_phone(None) == ""


@settings(deadline=None)
@given(st.integers(0, 99_999_999))
def test_a_shown_kenyan_phone_reads_back(figures: int) -> None:
    read = parse_phone(f"07{figures:08d}")
    if isinstance(read, str):
        assert parse_phone(display_phone(read)) == read


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("GRACE WANJIKU KAMAU", "Grace Wanjiku Kamau"),
        ("  grace   kamau ", "Grace Kamau"),
        ("PATRICK O'BRIEN", "Patrick O'Brien"),
        ("D’SOUZA", "D’Souza"),
        ("NGŨGĨ WA THIONG'O", "Ngũgĩ Wa Thiong'o"),
        ("NG'ANG'A", "Ng'ang'a"),
        ("MCDONALD MCHARO", "McDonald Mcharo"),
        ("ANN-MARIE", "Ann-Marie"),
        ("J. K. KAMAU", "J. K. Kamau"),
        ("Grace McLeod wa Kamau", "Grace McLeod wa Kamau"),
    ],
)
def test_a_name_in_capitals_is_set_in_small_letters_and_a_mixed_one_left(raw: str, tidy: str) -> None:
    assert tidy_name(raw) == tidy


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "empty"),
        ("<b>Grace</b>", "not_name"),
        ('=HYPERLINK("x")', "not_name"),
        ("Grace2", "not_name"),
        ("...", "not_name"),
        ("\u202eGrace", "hidden_character"),
        ("Gra\x07ce", "hidden_character"),
        ("A" * 101, "too_long"),
    ],
)
def test_what_is_no_name_is_refused(raw: str, code: str) -> None:
    refused = tidy_name(raw)
    assert isinstance(refused, Problem)
    assert refused.code == code


def test_a_name_splits_into_first_middle_and_last() -> None:
    assert split_name("Grace Wanjiku Njeri Kamau") == PersonName("Grace", "Wanjiku Njeri", "Kamau")
    assert split_name("Grace Kamau") == PersonName("Grace", "", "Kamau")
    assert split_name("Grace") == PersonName("Grace", "", "")
    assert full_name("Grace", None, "Kamau") == "Grace Kamau"


@settings(deadline=None)
@example("ß")
@example("ŉ")
@given(st.text(max_size=40))
def test_tidying_twice_changes_nothing_more(raw: str) -> None:
    once = tidy_name(raw)
    if isinstance(once, str):
        assert tidy_name(once) == once


def test_an_email_needs_a_name_an_at_and_a_place() -> None:
    assert parse_email(" Peter.Ouma@Example.CO.KE ") == "Peter.Ouma@example.co.ke"
    for wrong in (
        "naomi(at)example",
        "a@b",
        "a..b@c.com",
        "a@@b.com",
        "a b@c.com",
        "",
        "a@b.com\u202e",
        "x" * 250 + "@b.com",
    ):
        assert isinstance(parse_email(wrong), Problem)


def test_next_of_kin_shares_make_a_hundred() -> None:
    assert parse_shares("Daughter 60, Sister 40") == (
        KinShare("Daughter", Decimal(60)),
        KinShare("Sister", Decimal(40)),
    )
    assert parse_shares("Mary Wanjiku (daughter): 60%; Sister - 40") == (
        KinShare("Mary Wanjiku (daughter)", Decimal(60)),
        KinShare("Sister", Decimal(40)),
    )
    assert parse_shares("Spouse 100") == (KinShare("Spouse", Decimal(100)),)
    assert parse_shares("") == ()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("Husband 70, Son 40", "Shares make 110 %, they must make 100 %."),
        ("Son 33.33", "Shares make 33.33 %, they must make 100 %."),
        ("Spouse", "“Spouse” has no share. Write each next of kin with one, such as Daughter 60, Sister 40."),
        ("Son 100, Wife 0", "Each next of kin needs a share above 0 %."),
    ],
)
def test_shares_that_do_not_add_up_are_refused(raw: str, sentence: str) -> None:
    assert str(parse_shares(raw)) == sentence
