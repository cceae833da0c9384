"""What each refusal of the database says to a person; `{names}` are figures the database gave with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moneypool_desktop.language import mark

_NOTHING_BOOKED = mark("Nothing was booked.")
_NOTHING_CHANGED = mark("Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The sentences of one code: the first whose figures are all there is said, a special case before the general."""

    general: tuple[str, ...]
    kept: str = _NOTHING_CHANGED
    advice: str = ""
    case: str = ""
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


REFUSALS: Mapping[str, Refusal] = {
    "28000": Refusal(
        (mark("Your session has ended."),),
        kept=mark("What you typed is still here."),
        advice=mark("Sign in again to go on."),
    ),
    "42501": Refusal((mark("Your role does not allow this."),), advice=mark("Ask an officer of the chama.")),
    "53100": Refusal(
        (mark("The disk is full, so nothing more can be written."),),
        kept=mark("Everything posted before is kept and can be read."),
        advice=mark("Free some space on the computer that holds the books."),
    ),
    "58030": Refusal(
        (mark("The disk that holds the books has a fault."),),
        kept=mark("Nothing was half written."),
        advice=mark("Close MoneyPool, have the disk checked, and restore the last backup if it is damaged."),
    ),
    "57014": Refusal(
        (mark("That was stopped before it finished."),), advice=mark("Ask for less at once, or try again.")
    ),
    "MP403": Refusal(
        (mark("Your role in this chama does not allow this."),),
        advice=mark("Ask an officer whose role allows it."),
    ),
    "MP404": Refusal(
        (mark("That is no longer in the books, or not for you to see."),),
        advice=mark("Reload the page and choose again."),
        case="what",
        cases={
            "member": (mark("That member is not in this chama."),),
            "chama": (mark("That chama is not in these books, or you are not a member of it."),),
            "account": (mark("That account is not in this chama."),),
            "fund": (mark("That fund is not in this chama."),),
            "transaction": (mark("That entry is not in the ledger of this chama."),),
            "contribution": (mark("Those dues are not in this chama."),),
            "fine": (mark("That fine is not in this chama."),),
        },
    ),
    "MP409": Refusal(
        (mark("This was sent before with other figures."),),
        kept=mark("The first one stands; nothing was added."),
        advice=mark("Open the form again to record something new."),
    ),
    "MP410": Refusal(
        (
            mark("The books are locked up to {through}."),
            mark("That period is locked."),
        ),
        kept=_NOTHING_BOOKED,
        advice=mark("Choose a later date, or ask the officers to open the period again."),
    ),
    "MP411": Refusal(
        (mark("That amount cannot be booked."),),
        kept=_NOTHING_BOOKED,
        advice=mark("An amount is more than nothing and has two decimals at most."),
        case="why",
        cases={
            "not_positive": (mark("The amount must be more than nothing."),),
            "scale": (mark("An amount has two decimals at most."),),
            "not_a_number": (mark("The amount is not a number."),),
            "too_large": (mark("The amount is larger than the books can hold."),),
            "more_than_owed": (mark("That is more than is owed: {balance}."), mark("That is more than is owed.")),
            "minimum": (mark("The least amount here is {limit}."),),
            "maximum": (mark("The most that is allowed here is {limit}."),),
        },
    ),
    "MP412": Refusal(
        (
            mark("{place} holds {balance}. This pays out {wanted}."),
            mark("There is not enough money in that place."),
        ),
        kept=_NOTHING_BOOKED,
        advice=mark("Choose another place, or move money there first."),
    ),
    "MP413": Refusal(
        (mark("A second person must agree to this."),),
        advice=mark("It waits for another officer; nobody approves what they asked for themselves."),
    ),
    "MP414": Refusal(
        (mark("{number} was taken back already."), mark("That entry was taken back already.")),
        kept=_NOTHING_BOOKED,
        advice=mark("Look for its reversal in the ledger."),
    ),
    "MP415": Refusal(
        (mark("Somebody else changed this while you had it open."),),
        kept=mark("Their change stands and yours is still in the form."),
        advice=mark("Reload to see both, then save again."),
    ),
    "MP416": Refusal(
        (mark("The same as {number}. Nothing was added."), mark("That is in the books already.")),
        kept="",
        advice=mark("Open the one that is there."),
    ),
    "MP417": Refusal(
        (
            mark("The two totals differ: {left} against {right}."),
            mark("The two totals differ."),
        ),
        kept=_NOTHING_BOOKED,
        advice=mark("Count again and correct the one that is wrong."),
    ),
    "MP418": Refusal(
        (mark("{date} cannot be used here."), mark("That date cannot be used here.")),
        kept=_NOTHING_BOOKED,
        advice=mark("Choose another date."),
        case="why",
        cases={
            "future": (mark("{date} has not come yet."), mark("That date has not come yet.")),
            "before_start": (mark("{date} is before the books begin."), mark("That date is before the books begin.")),
            "too_old": (mark("{date} is too long ago."), mark("That date is too long ago.")),
        },
    ),
    "MP419": Refusal(
        (mark("That setting cannot have this value."),),
        advice=mark("The rule beside the setting says what it may be."),
    ),
    "MP420": Refusal(
        (mark("It is {state} now, so this cannot be done."), mark("This cannot be done any more.")),
        advice=mark("Reload the page to see how things stand."),
    ),
    "MP421": Refusal(
        (mark("One of the fields cannot be accepted."),),
        advice=mark("Correct it and try again."),
    ),
    "MP422": Refusal(
        (mark("This chama is {status}, so nothing can be written."), mark("This chama is not active.")),
        advice=mark("Its books can still be read."),
    ),
    "MP423": Refusal(
        (mark("The clock of the computer that holds the books is behind the last entry."),),
        kept=_NOTHING_BOOKED,
        advice=mark("Set its date and time, then try again."),
    ),
    "MP424": Refusal(
        (mark("This is the last leader of the chama."),),
        advice=mark("Give the role to another member first."),
    ),
    "MP425": Refusal(
        (mark("That password cannot be used."),),
        advice=mark("Choose a longer one that nobody could guess."),
    ),
    "MP426": Refusal(
        (mark("This MoneyPool and these books do not fit each other."),),
        kept=mark("The books are untouched."),
        advice=mark("Install the newest MoneyPool on this computer."),
    ),
    "MP427": Refusal(
        (mark("This needs your password again."),),
        advice=mark("Confirm it, then go on."),
    ),
}

WORDS: Mapping[str, str] = {
    "pending": mark("waiting"),
    "approved": mark("approved"),
    "rejected": mark("rejected"),
    "reversed": mark("taken back"),
    "paid": mark("paid"),
    "waived": mark("waived"),
    "inactive": mark("not active"),
    "suspended": mark("suspended"),
    "closed": mark("closed"),
    "archived": mark("archived"),
    "locked": mark("locked"),
}
