"""Sending what a dialog collected: the dialog stays open until the books have answered, and nothing typed is lost."""

from collections.abc import Callable, Mapping
from typing import Any

from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Lost, Refused
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.page import Page

_FIELDS = {"MP416": "number", "MP418": "joined"}


def send(
    page: Page,
    dialog: FormDialog[Any],
    act: Callable[[], Any],
    done: Callable[[Any], None],
    *,
    refused: Callable[[Refused], Mapping[str, str]] | None = None,
) -> None:
    """Run an act for a dialog; `refused` gives the sentence beside each field a refusal is about.

    When no answer came the dialog closes: the act waits on this computer and is sent again by itself.
    """

    def finished(answer: Any) -> None:
        dialog.finish()
        done(answer)

    def failed(error: Exception) -> None:
        if isinstance(error, Lost):
            dialog.finish()
            page.said.emit(tr("The server is not answering. It waits on this PC and is sent again by itself."))
            return
        problems = refused(error) if isinstance(error, Refused) and refused is not None else {}
        said = page.desk.explain(error)
        dialog.fail(f"{said.title} {said.sentence}".strip(), problems)

    page.desk.workers.write(act, finished, failed, owner=dialog)


def field_of(error: Refused) -> Mapping[str, str]:
    """Return the field a refusal names, with its sentence."""
    named = str(error.figures.get("field") or _FIELDS.get(error.code, ""))
    return {named: error.sentence} if named else {}
