"""Pure rules: money, dates, dues, penalties and quorum, on Decimal and date only."""
