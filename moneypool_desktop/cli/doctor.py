"""`moneypool-cli doctor`: looks at this computer and says how to mend what is wrong."""

import argparse
from collections.abc import Iterator, Sequence

from moneypool_desktop.cli import common
from moneypool_desktop.language import tr, trn
from moneypool_desktop.services import health


def register(commands: common.Commands) -> None:
    """Add `doctor`."""
    common.add_command(
        commands,
        "doctor",
        tr("Check this computer, and say how to mend what is wrong."),
        "moneypool-cli doctor --json",
    )


def run(args: argparse.Namespace) -> int:
    """Print every finding; refused when one of them keeps the program from working."""
    findings = list(health.examine(args.database))
    failed = sum(finding.state == "fail" for finding in findings)
    common.answer(args, {"ok": failed == 0, "findings": findings}, _lines(findings, failed))
    return 1 if failed else 0


def _lines(findings: Sequence[health.Finding], failed: int) -> Iterator[str]:
    words = {"ok": tr("well"), "warn": tr("mind"), "fail": tr("mend")}
    width = max(map(len, words.values()))
    for finding in findings:
        yield f"{words[finding.state]:<{width}}  {finding.sentence}"
        if finding.mend:
            yield f"{'':<{width}}  → {finding.mend}"
    yield ""
    if failed:
        yield trn("{n} thing keeps MoneyPool from working.", "{n} things keep MoneyPool from working.", failed)
    else:
        yield tr("MoneyPool can work here.")
