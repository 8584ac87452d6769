"""Versions of a study without typing git: what was decided kept with a sentence, a former one brought back."""
