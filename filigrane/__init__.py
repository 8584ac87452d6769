"""Filigrane in a notebook: ``from filigrane import tables``."""
