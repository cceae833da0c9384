"""Amounts in words, in both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moneypool_desktop import language
from moneypool_desktop.models.domain import words

ENGLISH = [
    (0, "zero"),
    (7, "seven"),
    (19, "nineteen"),
    (40, "forty"),
    (85, "eighty-five"),
    (100, "one hundred"),
    (101, "one hundred and one"),
    (999, "nine hundred and ninety-nine"),
    (1_000, "one thousand"),
    (1_005, "one thousand and five"),
    (15_850, "fifteen thousand eight hundred and fifty"),
    (1_000_000, "one million"),
    (2_300_042, "two million three hundred thousand and forty-two"),
    (1_000_000_001, "one billion and one"),
]
KISWAHILI = [
    (0, "sifuri"),
    (7, "saba"),
    (19, "kumi na tisa"),
    (40, "arobaini"),
    (85, "themanini na tano"),
    (100, "mia moja"),
    (101, "mia moja na moja"),
    (999, "mia tisa na tisini na tisa"),
    (1_000, "elfu moja"),
    (1_005, "elfu moja, na tano"),
    (10_005, "elfu kumi, na tano"),
    (15_000, "elfu kumi na tano"),
    (15_850, "elfu kumi na tano, mia nane na hamsini"),
    (100_000, "laki moja"),
    (2_300_042, "milioni mbili, laki tatu, na arobaini na mbili"),
    (1_000_000_000, "bilioni moja"),
]


@pytest.mark.parametrize(("number", "said"), ENGLISH)
def test_a_number_reads_in_english(number: int, said: str) -> None:
    assert words.number_in_english(number) == said


@pytest.mark.parametrize(("number", "said"), KISWAHILI)
def test_a_number_reads_in_kiswahili(number: int, said: str) -> None:
    assert words.number_in_kiswahili(number) == said


SENTENCES = [
    (
        "15850.00",
        "Fifteen thousand eight hundred and fifty shillings only.",
        "Shilingi elfu kumi na tano, mia nane na hamsini tu.",
    ),
    ("1.00", "One shilling only.", "Shilingi moja tu."),
    ("200.50", "Two hundred shillings and fifty cents only.", "Shilingi mia mbili na senti hamsini tu."),
    ("0.01", "One cent only.", "Senti moja tu."),
    ("0", "Zero shillings only.", "Shilingi sifuri tu."),
]


@pytest.mark.parametrize(("amount", "english", "kiswahili"), SENTENCES)
def test_an_amount_reads_as_a_sentence(amount: str, english: str, kiswahili: str) -> None:
    with language.speaking("en"):
        assert words.amount_in_words(Decimal(amount)) == english
    with language.speaking("sw"):
        assert words.amount_in_words(Decimal(amount)) == kiswahili


@pytest.mark.parametrize("amount", ["-0.01", "999999999999.995", "1000000000000", "Infinity", "NaN"])
def test_an_amount_no_receipt_can_have_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=amount):
        words.amount_in_words(Decimal(amount))


@given(st.integers(0, 999_999_999_999), st.integers(0, 999_999_999_999))
def test_two_numbers_never_read_the_same(one: int, other: int) -> None:
    for read in (words.number_in_english, words.number_in_kiswahili):
        assert (read(one) == read(other)) == (one == other)
