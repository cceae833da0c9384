"""What a screen shows: frozen dataclasses read from the database."""
