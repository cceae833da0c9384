"""The database: its server, its connection, its structure and the outbox of acts."""
