"""What leaves, through the door: quotes, report, tables, the sheet of pseudonymisation, exchange with other tools."""
