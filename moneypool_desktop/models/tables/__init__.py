"""Mapped classes of every table; importing this package fills Alembic's metadata."""

from moneypool_desktop.models.tables import dues, ledger, people, records
from moneypool_desktop.models.tables.base import Base

__all__ = ["Base", "dues", "ledger", "people", "records"]
