"""What people see of a ledger: tables, the timeline, the explanation of a row, accounts side by side. Pure readers of rows."""
