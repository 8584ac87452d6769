"""A study → the decisions of consent that the edits of a transcript moved out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import decisions, store
from pipeline.contracts import ARTEFACTS
from pipeline.exchange.fiche.facts import lost
from pipeline.exchange.fiche.words import NOT_PLACED
from pipeline.secret import study_key
from pipeline.study import Study


def check_consents(study: Study) -> Iterator[str]:
    """List the passages reserved by a speaker that are not known again: more than they asked is held meanwhile."""
    decided = decisions.consent(study)
    if not decided or not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        return
    for line in lost(store.load(study, "turns"), decided, study_key(study)):
        yield NOT_PLACED.format(file=line.file, line=line.line, session=line.session, id=line.id)
