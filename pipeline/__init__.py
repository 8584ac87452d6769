"""Filigrane: French interview transcripts in, pseudonymised and coded excerpts out."""
