"""The page Tables: every table that may leave."""
