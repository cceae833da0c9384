"""The parts of the meeting's page: the grid in which money is typed, the box beside it, and the receipts made."""
