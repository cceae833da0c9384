"""Qt item models over tuples of rows and columns."""
