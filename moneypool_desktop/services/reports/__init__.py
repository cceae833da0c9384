"""Papers: statements, receipts and lists as PDF, Excel, CSV and JSON."""
