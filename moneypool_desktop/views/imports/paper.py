"""The problems of a file on paper."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.imports import ImportPlan
from moneypool_desktop.views.page import Page


def print_problems(page: Page, plan: ImportPlan, chama: str, failed: Callable[[Exception], None]) -> None:
    """Draw the paper in a worker and open its preview over the page."""

    def draw() -> bytes:
        from moneypool_desktop.services.reports.import_problems import problems_pdf

        return problems_pdf(plan, chama, datetime.now().astimezone())

    def show(pdf: bytes) -> None:
        from moneypool_desktop.views.dialogs.print_preview import PrintPreview

        title = tr("Problems of {file}", file=plan.source.name)
        PrintPreview(pdf, title, f"{Path(plan.source.name).stem}.pdf", page).open()

    page.desk.workers.read(draw, show, failed, owner=page, sentence=tr("Drawing the problems"))
