"""What every table shares: naming of constraints, key and stamp columns, money and enumerations."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, DateTime, MetaData, Numeric, Text, Uuid, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Base(DeclarativeBase):
    """The declarative base: Alembic's metadata, with every constraint and index named."""

    metadata = MetaData(
        schema="app",
        naming_convention={
            "ix": "ix_%(table_name)s__%(column_0_N_name)s",
            "uq": "uq_%(table_name)s__%(column_0_N_name)s",
            "ck": "ck_%(table_name)s__%(constraint_name)s",
            "fk": "fk_%(table_name)s__%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        },
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this name on the class
        UUID: Uuid(),
        str: Text(),
        Decimal: Numeric(15, 2),
        datetime: DateTime(timezone=True),
        date: Date(),
        dict[str, Any]: JSONB(),
        list[str]: ARRAY(Text()),
    }


key = Annotated[UUID, mapped_column(primary_key=True, server_default=text("app.uuid_v7()"))]
money = Annotated[Decimal, mapped_column(Numeric(15, 2))]
zero_money = Annotated[Decimal, mapped_column(Numeric(15, 2), server_default=text("0"))]
created = Annotated[datetime, mapped_column(server_default=func.now())]
version = Annotated[int, mapped_column(server_default=text("1"))]
yes = Annotated[bool, mapped_column(server_default=text("true"))]
no = Annotated[bool, mapped_column(server_default=text("false"))]
json_object = Annotated[dict[str, Any], mapped_column(JSONB(), server_default=text("'{}'::jsonb"))]
json_list = Annotated[list[Any], mapped_column(JSONB(), server_default=text("'[]'::jsonb"))]
texts = Annotated[list[str], mapped_column(ARRAY(Text()), server_default=text("'{}'::text[]"))]


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Return the check that a text column holds a value of the enumeration (or null, where the column allows it)."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=column)


__all__ = [
    "Base",
    "created",
    "json_list",
    "json_object",
    "key",
    "money",
    "no",
    "one_of",
    "texts",
    "version",
    "yes",
    "zero_money",
]
