"""Alembic's entry: runs the revisions on the connection, and inside the transaction, of the upgrade that called it."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table_schema="ops",
    transaction_per_migration=False,
)
context.run_migrations()
