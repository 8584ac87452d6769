"""Stages that give figures → the files that hold them."""

METRICS = {"quality": "build/quality.json", "leaks": "build/leaks.json"}
# A part of a metric in a file of its own, flat, for ``dvc metrics show`` to put in a few columns.
HEADLINES = {"quality": "build/headline.json"}
