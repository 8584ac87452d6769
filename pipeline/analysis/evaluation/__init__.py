"""Suggestions put to the test by what people coded → what they are worth."""
