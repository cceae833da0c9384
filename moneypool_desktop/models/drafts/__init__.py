"""What a dialog collects: frozen dataclasses that name their own problems."""
