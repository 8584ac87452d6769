"""The private half of a study and its decisions → the questions of identity that nobody has answered, by session."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.review.cases import cases
from pipeline.pseudonymise.review.decided_cases import decided_cases
from pipeline.pseudonymise.review.entity_table import Entity, entities, numbered
from pipeline.pseudonymise.review.same_entity import IdentityQuestion, of_session, questions, teller

NEEDED = ("turns", "identifiers", "coreference_candidates")


@dataclass(frozen=True)
class Unanswered:
    """Those whom the last run found, and the questions about them that wait."""

    entities: dict[str, Entity]
    questions: tuple[IdentityQuestion, ...] = ()

    def of(self, session: str) -> list[IdentityQuestion]:
        """Give the questions about those who are named, or speak, in a session."""
        return of_session(self.questions, self.entities, session)


def unanswered(study: Study) -> Unanswered:
    """Gather the questions that wait; none where the private half is not on this machine."""
    if not all((study / ARTEFACTS[name].path(name)).exists() for name in NEEDED):
        return Unanswered({})
    turns = store.load(study, "turns")
    rows = store.load(study, "identifiers")
    found = entities(rows, cases(turns, rows, ()), numbered(turns))
    lines = decisions.identifiers(study)
    key = study_key(study)
    told = teller(decided_cases(turns, lines, key), lines, key)
    candidates = ((c.entity, c.other, c.reason) for c in store.load(study, "coreference_candidates"))
    return Unanswered(found, tuple(questions(candidates, found, told)))
