"""Codings → who bears what, out of whom: counts, crossings, saturation, specificities."""
