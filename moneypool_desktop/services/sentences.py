"""What each refusal of the database says to a person; `{names}` are figures the database gave with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moneypool_desktop.language import mark

_NOTHING_BOOKED = mark("Nothing was booked.")
_NOTHING_CHANGED = mark("Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The sentences of one code: the first whose figures are all there is said, a special case before the general.

    `case` names the figures that tell cases apart: with ("field", "why") the key "reason.missing" is looked for, then
    "missing".
    """

    general: tuple[str, ...]
    kept: str = _NOTHING_CHANGED
    advice: str = ""
    case: tuple[str, ...] = ()
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
    **dict.fromkeys(("22007", "22008"), Refusal((mark("That date cannot be used here."),), kept=_NOTHING_BOOKED)),
    "22003": Refusal((mark("The amount is larger than the books can hold."),), kept=_NOTHING_BOOKED),
    "23502": Refusal((mark("Something that is needed is missing."),)),
    "23503": Refusal((mark("Something named here is not in this chama."),)),
    "23505": Refusal((mark("That is in the books already."),)),
    "23514": Refusal((mark("Something sent is not a choice the books know."),)),
    "MP403": Refusal(
        (mark("Your role in this chama does not allow this."),),
        advice=mark("Ask an officer whose role allows it."),
    ),
    "MP404": Refusal(
        (mark("That is no longer in the books, or not for you to see."),),
        advice=mark("Reload the page and choose again."),
        case=("what",),
        cases={
            "member": (mark("That member is not in this chama."),),
            "person": (mark("That person is in no group whose members you may manage."),),
            "chama": (mark("That chama is not in these books, or you are not a member of it."),),
            "account": (mark("That account is not in this chama."),),
            "fund": (mark("That fund is not in this chama."),),
            "transaction": (mark("That entry is not in the ledger of this chama."),),
            "contribution": (mark("Those dues are not in this chama."),),
            "fine": (mark("That fine is not in this chama."),),
            "approval": (mark("That request is not waiting any more."),),
            "import": (mark("That import is not in this chama."),),
            "receipt": (mark("That receipt is not in this chama."),),
            "computer": (mark("That computer is not on the list any more."),),
            "numbers": (mark("This chama has no numbers for its receipts yet."),),
            "setting": (mark("There is no setting of that name."),),
            "contribution_type": (mark("Those dues are not among the rules of this chama."),),
            "fine_rule": (mark("That fine is not in this chama's catalogue."),),
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
            mark("The books of {month} are locked."),
            mark("That period is locked."),
        ),
        kept=_NOTHING_BOOKED,
        advice=mark("Choose a later date, or ask the officers to open the period again."),
    ),
    "MP411": Refusal(
        (mark("That amount cannot be booked."),),
        kept=_NOTHING_BOOKED,
        advice=mark("An amount is more than nothing and has two decimals at most."),
        case=("why",),
        cases={
            "missing": (mark("Line {line} has no amount."), mark("An amount is missing.")),
            "not_a_number": (mark("The amount in line {line} is not a number."), mark("The amount is not a number.")),
            "zero": (
                mark("The amount in line {line} must be more than nothing."),
                mark("An amount must be more than nothing."),
            ),
            "decimals": (
                mark("The amount in line {line} has more than two decimals."),
                mark("An amount has two decimals at most."),
            ),
            "too_large": (
                mark("The amount in line {line} is larger than the books can hold."),
                mark("The amount is larger than the books can hold."),
            ),
        },
    ),
    "MP412": Refusal(
        (
            mark("{place} holds {balance}. This pays out {wanted}."),
            mark("{place} of member {member} would stand at {balance}."),
            mark("{place} would stand at {balance} at the end of {day}."),
            mark("There is not enough money in that place."),
        ),
        kept=_NOTHING_BOOKED,
        advice=mark("Choose another place, or move money there first."),
    ),
    "MP413": Refusal(
        (mark("A second person must agree to this."),),
        advice=mark("Ask another officer; nobody approves what they asked for or what concerns themselves."),
        case=("what",),
        cases={
            "maker": (mark("Who asked for this cannot approve it."),),
            "own": (mark("This concerns yourself, so another officer must do it."),),
        },
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
        (mark("That is in the books already."),),
        kept=mark("Nothing was added."),
        advice=mark("Open the one that is there."),
        case=("what",),
        cases={
            "receipt": (
                mark("Same receipt as {number} of {date}."),
                mark("Same receipt as {number}."),
            ),
            "import_row": (
                mark("Line {number} was brought in before, from {file} on {date}."),
                mark("A line of this file was brought in before."),
            ),
            "computer": (mark("A computer of that name is on the list already."),),
            "first user": (mark("These books have their first person already."),),
            "member": (mark("Number {number} belongs to another member."), mark("This person is a member already.")),
            "account": (mark("There is a place called {number} already."), mark("That name is taken.")),
            "fund": (mark("There is a fund called {number} already."), mark("That name is taken.")),
            "code": (mark("The code {number} is taken."), mark("That code is taken.")),
        },
    ),
    "MP417": Refusal(
        (
            mark("The two totals differ: {left} against {right}."),
            mark("The two sides do not come to the same."),
        ),
        kept=_NOTHING_BOOKED,
        advice=mark("Count again and correct the one that is wrong."),
        case=("what",),
        cases={
            "entries": (mark("The two sides of an entry do not come to the same."),),
            "opening": (
                mark("What the places hold ({left}) differs from what belongs to members and funds ({right})."),
                mark("What the places hold differs from what belongs to members and funds."),
            ),
        },
    ),
    "MP418": Refusal(
        (mark("{date} cannot be used here."), mark("That date cannot be used here.")),
        kept=_NOTHING_BOOKED,
        advice=mark("Choose another date."),
        case=("why",),
        cases={
            "future": (mark("{date} has not come yet."), mark("That date has not come yet.")),
            "not_over": (mark("The month of {date} is not over yet."), mark("That month is not over yet.")),
            "too_far": (mark("{date} is too far ahead."), mark("That date is too far ahead.")),
            "past": (
                mark("Dues from {date} on were raised already. A new amount begins with this month or later."),
                mark("A new amount begins with this month or later."),
            ),
            "before_it": (mark("What is taken back was not yet booked on {date}."),),
            "too_old": (mark("{date} is too long ago."), mark("That date is too long ago.")),
        },
    ),
    "MP419": Refusal(
        (mark("That setting cannot have this value."),),
        advice=mark("The rule beside the setting says what it may be."),
        case=("why",),
        cases={
            "minimum": (mark("The least it may be is {minimum}."),),
            "maximum": (mark("The most it may be is {maximum}."),),
            "system": (mark("This setting is the same for every chama and is not changed here."),),
        },
    ),
    "MP420": Refusal(
        (mark("Things stand differently now, so this cannot be done."),),
        advice=mark("Reload the page to see how they stand."),
        case=("state",),
        cases={
            "open": (mark("That month is open."),),
            "waiting": (mark("This waits for a second person already."),),
            "pending": (mark("This waits for a second person still."),),
            "approved": (mark("This was approved already."),),
            "rejected": (mark("This was rejected."),),
            "withdrawn": (mark("This was withdrawn."),),
            "posted": (mark("This was posted already."),),
            "reversed": (mark("This was taken back already."),),
            "has_money": (mark("Member {member} has money in the books."), mark("This member has money in the books.")),
            "holds_money": (mark("It still holds {balance}."), mark("It still holds money.")),
            "opened": (mark("Balances were brought forward already. Take that import back first."),),
            "raised": (mark("Dues of this kind were raised already."),),
        },
    ),
    "MP421": Refusal(
        (mark("One of the fields cannot be accepted."),),
        advice=mark("Correct it and try again."),
        case=("field", "why"),
        cases={
            "reason.missing": (mark("Say why, in a few words."),),
            "name.missing": (mark("A name is missing."),),
            "lines.missing": (mark("There is nothing to book: every line is empty."),),
            "key.missing": (mark("This form was sent without its key. Open it again."),),
            "kind.unknown": (mark("That is not a kind the books know."),),
            "member.unknown": (mark("That member is not in this chama."),),
            "account.fines": (mark("What is owed of fines changes only when a fine is charged, paid or waived."),),
            "amount.more_than_owed": (mark("That is more than is owed: {owed}."), mark("That is more than is owed.")),
            "approve.missing": (mark("Say whether you approve or reject it."),),
            "time_zone.value": (mark("That time zone is not known."),),
            "email.format": (mark("That is not an e-mail address."),),
            "email.in_use": (
                mark("The e-mail address in line {line} belongs to another person."),
                mark("That e-mail address belongs to another person."),
            ),
            "number.in_use": (mark("{number} is the number of another member."),),
            "email.signs_in": (mark("They sign in with that e-mail address, so only they can change it."),),
            "phone.in_use": (mark("That phone number belongs to another person."),),
            "phone.format": (mark("That is not a phone number."),),
            "date_of_birth.format": (mark("That cannot be a date of birth."),),
            "code.format": (mark("A code has 1 to 20 capital letters and figures."),),
            "member_prefix.format": (mark("The start of member numbers has 1 to 8 letters and figures."),),
            "max_members.full": (
                mark("The chama is full: its rules allow {most} members."),
                mark("The chama is full."),
            ),
            "next_of_kin.share": (mark("Each share is more than nothing and at most 100 %."),),
            "next_of_kin.shares_not_whole": (
                mark("The shares of the next of kin come to {total} %, not 100 %."),
                mark("The shares of the next of kin do not come to 100 %."),
            ),
            "permission.kept": (mark("Leaders keep the right to change roles, and members never get it."),),
            "computer.format": (mark("A computer needs a name of at most 80 characters."),),
            "unknown": (
                mark("Line {line} names something that is not in this chama."),
                mark("Something named here is not in this chama."),
            ),
            "missing": (mark("Something that is needed is missing."),),
            "in_use": (mark("That belongs to another person."),),
            "too_long": (mark("A text is too long."),),
            "hidden": (mark("A text holds signs that cannot be seen. Type it again."),),
            "format": (mark("Something sent was not in the form the books expect."),),
            "size": (mark("Something sent was longer or shorter than the books expect."),),
            "value": (mark("Something sent is not a choice the books know."),),
            "verifier": (mark("The password could not be prepared. Type it again."),),
        },
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
