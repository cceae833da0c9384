"""What the program knows: rules, rows, drafts, item models and tables."""
