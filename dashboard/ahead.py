"""A study → all that its first page needs, read and kept before anyone asks."""

from __future__ import annotations

from dashboard import data
from dashboard.compared import compared_or_none
from dashboard.decided import decided
from dashboard.view import home
from dashboard.view.to_arbitrate import to_arbitrate
from dashboard.view.uncoded import uncoded


def first_page() -> None:
    """
    Read the study, and work out what the first page shows of it.

    Raises:
        FiligraneError: this folder is no study, or one of its files cannot be read.
    """
    reading = data.reading()
    home.theme_rows(reading)
    uncoded(reading)
    to_arbitrate(reading, decided())
    compared_or_none()
