"""Codings ↔ the tables of spreadsheets."""
