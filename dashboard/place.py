"""``FILIGRANE_STUDY`` → the study that the dashboard shows."""

from __future__ import annotations

import os

from pipeline.study import Study


def study() -> Study:
    """Find the study: where ``FILIGRANE_STUDY`` says, else the current folder."""
    return Study(os.environ.get("FILIGRANE_STUDY", "."))
