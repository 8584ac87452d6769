"""The page Journal de bord: lines in the order of time, and memos."""
