"""What a run knows → the report, and what is left for its authors to write."""
