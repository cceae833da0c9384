"""Parts that several pages and dialogs share."""
