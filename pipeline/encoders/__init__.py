"""Sentence encoders: texts → vectors, the same bytes on any processor."""
