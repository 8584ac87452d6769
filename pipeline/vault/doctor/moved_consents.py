"""A study → the decisions of consent that the edits of a transcript moved out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.interview_names import typed
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish.fiche.fiche_facts import lost
from pipeline.publish.fiche.fiche_words import NOT_PLACED


def check_consents(study: Study) -> Iterator[str]:
    """List the passages reserved by a speaker that are not known again: more than they asked is held meanwhile."""
    decided = decisions.consent(study)
    if not decided or not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        return
    called = study_titles(study)
    for line in lost(store.load(study, "turns"), decided, study_key(study)):
        name = called.get(line.session, line.session)
        yield NOT_PLACED.format(file=line.file, line=line.line, session=name, typed=typed(name), id=line.id)
