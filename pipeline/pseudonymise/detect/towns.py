"""A turn → communes of France and towns abroad, where nobody of that name is meant."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.language import places
from pipeline.language.name_context import TOWN, names_something
from pipeline.pseudonymise.detect.span import Span


def propose(text: str, people: Iterable[Span], *, cased: bool) -> list[Span]:
    """Give the towns of a turn; many are surnames too, and are left to whoever is seen to bear them."""
    taken = [p for p in people if p.type == "person"]
    found = [
        Span(match.start, match.end, "place") for match in places.towns().find(text)
        if names_something(text, match, cased=cased) or (not cased and TOWN.search(text[: match.start]))
    ]
    return [span for span in found if all(span.end <= p.start or span.start >= p.end for p in taken)]
