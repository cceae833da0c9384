"""What every flow may ask for: Umoja freshly founded, and the computers of a town."""

from tests.flows.umoja import town as town  # noqa: PLC0414 - named here so that every flow may ask for it
from tests.flows.umoja import umoja as umoja  # noqa: PLC0414
