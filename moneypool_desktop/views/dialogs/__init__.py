"""Questions asked in a window of their own, opened without blocking."""
