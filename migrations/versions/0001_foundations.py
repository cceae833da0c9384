"""Foundations: people and rights, ledger, dues and fines, audit, imports, notifications, identity."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every type and table of the first release; the repeatable SQL gives them their owners and rights."""
    for part in sorted(Path(__file__).with_suffix("").glob("*.sql")):
        op.get_bind().exec_driver_sql(part.read_text(encoding="utf-8"))
