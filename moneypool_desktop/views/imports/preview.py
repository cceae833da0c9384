"""The first rows of a file under the fields they are read as, each field in a colour of its own."""

from collections.abc import Callable, Sequence

from moneypool_desktop.language import tr
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.import_files import Line
from moneypool_desktop.models.rows.imports import ImportColumn, ImportPlan
from moneypool_desktop.views.imports.looks import labels_of
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.panel import Panel, Rule
from moneypool_desktop.views.widgets.table import Table

ROWS = 20
_FILLS = ("info_fill", "good_fill", "warn_fill", "accent_tint")


class Preview(Panel):
    """Twenty rows as the file has them; a column nothing reads is grey."""

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._hint = Label("", "small")
        self._hint.setContentsMargins(12, 9, 12, 9)
        self.body.addWidget(self._hint)
        self.body.addWidget(Rule())
        self.table = Table(TableModel[Line](()), name=tr("First rows of the file"))
        self.body.addWidget(self.table, 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the first rows of a plan's file."""
        section = plan.detection.section
        columns: Sequence[Column[Line]] = ()
        lines: Sequence[Line] = ()
        if section is not None and plan.detection.kind is not None:
            labels = labels_of(plan.detection.kind)
            columns = [_number(), *(_column(place, one, labels.get(one.field, "")) for place, one in
                                    enumerate(section.columns))]  # fmt: skip
            sheet = plan.source.sheets[section.sheet]
            lines = [line for line in sheet.lines[section.header_line : section.last_line] if not line.blank][:ROWS]
        table = Table(TableModel(columns, lines, key=lambda line: line.number), name=tr("First rows of the file"))
        self.body.replaceWidget(self.table, table)
        self.table.hide()
        self.table.deleteLater()
        self.table = table

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self._hint.setText(tr("The first rows as the file has them. A grey column is not read."))


def _number() -> Column[Line]:
    return Column("line", tr("Row"), lambda line: str(line.number), figure=True, tone=lambda _: "text_3")


def _column(place: int, column: ImportColumn, label: str) -> Column[Line]:
    read = bool(column.field)
    title = label if read else column.heading or tr("Column {n}", n=column.index + 1)
    fill = _FILLS[place % len(_FILLS)] if read else ""
    return Column(
        f"{column.index}",
        title,
        _cell(column.index),
        tone=lambda _: "text" if read else "text_3",
        fill=lambda _: fill,
        narrowest=70,
    )


def _cell(index: int) -> Callable[[Line], str]:
    return lambda line: line.cells[index] if index < len(line.cells) else ""
