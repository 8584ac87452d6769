"""A name that someone types → the name of their file of decisions about names."""

from __future__ import annotations

from pipeline.model.decision_writer import coder_name


def reader_name(typed: str) -> str:
    """
    Check the name under which a reader signs: it becomes the name of a file.

    >>> reader_name("  Claire Dumas ")
    'Claire Dumas'

    Raises:
        FiligraneError: no file could bear this name.
    """
    return coder_name(typed, "identifiers")
