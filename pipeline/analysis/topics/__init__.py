"""Excerpts and their vectors → groupings by proximity: leads to be read, never themes."""
