"""A study → all that its first page needs, read and kept before anyone asks."""

from __future__ import annotations

from dashboard.data import first_screen, study_data
from dashboard.data.compared_runs import compared_or_none
from dashboard.data.decisions_read import decided
from dashboard.data.uncoded import uncoded
from dashboard.ui.double_coding import to_arbitrate


def first_page() -> None:
    """
    Read the study, and work out what the first page shows of it.

    Raises:
        FiligraneError: this folder is no study, or one of its files cannot be read.
    """
    reading = study_data.reading()
    first_screen.theme_rows(reading)
    uncoded(reading)
    to_arbitrate(reading, decided())
    compared_or_none()
