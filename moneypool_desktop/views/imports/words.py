"""What the foot of the wizard says, and why a step cannot be taken now."""

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.imports import ImportPlan, RowState
from moneypool_desktop.services.imports.posting import nothing_new

FILE, COLUMNS, CHECK, POST = range(4)


def verb(plan: ImportPlan) -> str:
    """Return what the press of the primary button writes."""
    count = len(plan.new_rows)
    if plan.detection.kind is ImportKind.MEMBERS:
        return trn("Add {n} member", "Add {n} members", count)
    if plan.detection.kind is ImportKind.OPENING_BALANCES:
        return trn("Post {n} balance", "Post {n} balances", count)
    return trn("Post {n} payment", "Post {n} payments", count)


def foot(step: int, plan: ImportPlan) -> tuple[str, str]:
    """Return the sentence of the foot and the words on its primary button."""
    if step == COLUMNS:
        return tr("Nothing is written yet."), trn("Check {n} row", "Check {n} rows", len(plan.rows))
    said = verb(plan)
    return tr("Nothing is written before you press {verb}. The whole import can be taken back.", verb=said), said


def not_on(step: int, plan: ImportPlan | None, *, busy: bool) -> str:
    """Return why the primary button cannot be pressed, or nothing."""
    if plan is None or step not in (COLUMNS, CHECK):
        return tr("Choose a file first.")
    if busy:
        return tr("A file is being worked on.")
    if step == COLUMNS:
        return "" if plan.rows else tr("Say first what the file holds.")
    return plan.blocks[0] if plan.blocks else "" if plan.new_rows else nothing_new(plan)


def not_back(step: int, *, busy: bool) -> str:
    """Return why there is no way back, or nothing."""
    if step not in (COLUMNS, CHECK):
        return tr("This is the first step.")
    return tr("A file is being worked on.") if busy else ""


def not_printed(step: int, plan: ImportPlan | None) -> str:
    """Return why there is no list of problems to print, or nothing."""
    if plan is None or step != CHECK:
        return tr("Choose a file first.")
    counts = plan.counts
    return "" if counts[RowState.REFUSED] or counts[RowState.REPEATED] else tr("This file has no problems.")
