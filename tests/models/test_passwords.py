"""What a password must be."""

import pytest

from moneypool_desktop.models.domain.passwords import check_password, normalised

GROUP = ("Umoja Women & Youth Self Help Group", "Grace", "Wanjiku", "Kamau", "grace.kamau@example.co.ke")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "mbuzi saba wanaruka juu",
        "8#2!9$4@7%1^6&3*",
        "40718293650172849",
        "ŋ" * 3 + "mwezi wa jua kali",
        "x1y2" * 250 + "kuku",
    ],
)
def test_a_long_password_of_ones_own_will_do(password: str) -> None:
    assert check_password(password, second_factor=False, context=GROUP) is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("fourteen signs", "too_short"),
        ("y" * 1025, "too_long"),
        ("aaaaaaaaaaaaaaaaaaaa", "too_plain"),
        ("abcabcabcabcabcabc", "too_plain"),
        ("passwordpassword1", "too_common"),
        ("P@ssw0rd!P@ssw0rd!", "too_common"),
        ("123456789012345", "too_common"),
        ("abcdefghijklmnop", "too_common"),
        ("zyxwvutsrqponml", "too_common"),
        ("qwertyuiopasdfgh", "too_common"),
        ("UmojaWomenYouth2026", "too_common"),
        ("Grace.Wanjiku.1985!", "too_common"),
        ("MoneyPoolMoneyPool!", "too_common"),
        ("harambeeharambee47", "too_common"),
    ],
)
def test_a_short_or_guessable_password_is_refused(password: str, code: str) -> None:
    refused = check_password(password, second_factor=False, context=GROUP)
    assert refused
    assert refused.code == code


def test_a_second_factor_lets_a_password_be_shorter() -> None:
    assert check_password("mwezikuku", second_factor=True) is None
    refused = check_password("mwezik", second_factor=True)
    assert str(refused) == "A password has at least 8 characters. This one has 6. Choose four unrelated words."


def test_a_password_is_counted_and_kept_in_one_form() -> None:
    assert normalised("ｍｗｅｚｉ ﬁ") == "mwezi fi"
    assert normalised("e\u0301") == "\u00e9"


def test_a_thousand_characters_are_kept_whole() -> None:
    long = "kiboko anaogelea ziwani " * 42
    assert check_password(long, second_factor=False) is None
    assert normalised(long) == long
