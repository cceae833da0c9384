"""The parts of the page that brings files in: one for each step, and the work behind them."""
