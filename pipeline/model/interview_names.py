"""An interview's identifier → whether somebody chose it; what it is called → how one types it, alone or in a place."""

from __future__ import annotations

import re
from collections.abc import Callable

# What the name of a file that may hold somebody's becomes (``pipeline.ingest.readers.survey``): nobody reads it.
OPAQUE = re.compile(r"S[0-9a-f]{6}")


def typed(called: str) -> str:
    """
    Write what an interview is called as one types it in a terminal.

    >>> typed("E01"), typed("Entretien 3")
    ('E01', '"Entretien 3"')
    """
    return f'"{called}"' if " " in called else called


def place_named(place: str, called: Callable[[str], str]) -> str:
    """
    Name a place in an interview as people do, and as they may type it.

    >>> place_named("S3fa2b1:12:w0-w40", lambda session: "Entretien 3")
    'Entretien 3:12:w0-w40'
    """
    session, colon, rest = place.partition(":")
    return f"{called(session)}{colon}{rest}"
