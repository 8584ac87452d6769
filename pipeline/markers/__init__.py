"""Markers of the codebook, written by hand → where they fire in a text."""
