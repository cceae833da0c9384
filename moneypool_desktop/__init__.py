"""MoneyPool Desktop: the books of a chama on an office PC."""

__version__ = "0.1.0"
