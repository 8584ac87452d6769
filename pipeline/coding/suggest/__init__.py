"""Excerpts, vectors, registres and human codings → suggested codes with their reasons."""
