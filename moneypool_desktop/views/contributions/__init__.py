"""The parts of the contributions page: the grid, the cell's banner, overdue dues by age, penalties and fines."""
