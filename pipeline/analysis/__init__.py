"""Codings, suggestions, excerpts → figures, each with its n and its limits; groupings by proximity."""
