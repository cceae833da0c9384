"""The parts of the window round every page."""
