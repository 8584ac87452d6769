"""Names that must stand nowhere → where one still stands, and never which."""
