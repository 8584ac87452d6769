"""Proposals → who and what they name across the corpus, and under which pseudonym it goes."""
