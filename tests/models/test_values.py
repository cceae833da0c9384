"""The closed value sets are the schema's own words."""

import enum

from moneypool_desktop.models.domain import values


def test_no_closed_set_repeats_a_word() -> None:
    sets = [kind for kind in vars(values).values() if isinstance(kind, type) and issubclass(kind, enum.StrEnum)]
    for kind in sets:
        # __members__ also lists aliases, which two names with one word would make
        assert list(kind.__members__) == [member.name for member in kind], kind


def test_the_nine_kinds_of_money_movement_are_those_of_the_schema() -> None:
    assert [kind.value for kind in values.TransactionType] == [
        "contribution",
        "loan_disbursement",
        "loan_repayment",
        "penalty",
        "interest",
        "withdrawal",
        "fee",
        "adjustment",
        "transfer",
    ]
