"""Mapped classes of every table; importing this package fills Alembic's metadata."""

from moneypool_desktop.models.tables import auth, dues, ledger, people, records
from moneypool_desktop.models.tables.base import Base

__all__ = ["Base", "auth", "dues", "ledger", "people", "records"]
