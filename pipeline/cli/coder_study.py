"""A study as a coder finds it: the texts of the last run, the grid and every decision of this moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.cli.typed_interview import Interviews
from pipeline.codebook import grid as codebook
from pipeline.codebook.grid import Codebook
from pipeline.coding.coder_state import CoderStates, coder_states
from pipeline.coding.placing import turns_by_session
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.stages.codings import codings

HIDDEN = "hidden"


@dataclass(frozen=True)
class CoderStudy:
    """What a coder works with, outside the dashboard."""

    study: Study
    codebook: Codebook
    anonymised: list[AnonymisedTurn]
    excerpts: list[Excerpt]
    suggestions: list[Suggestion]
    lines: list[CodingDecision] = field(default_factory=list)

    @cached_property
    def turns(self) -> dict[str, Turns]:
        """Turns by session and number."""
        return dict(turns_by_session(self.anonymised))

    @cached_property
    def coder_states(self) -> CoderStates:
        """What each coder holds."""
        return coder_states(decisions.in_force(self.lines))

    @cached_property
    def codings(self) -> list[Coding]:
        """Codings as the next run would make them."""
        rulings = decisions.arbitrations(self.study)
        held = decisions.in_force(self.lines)
        return codings(self.anonymised, self.excerpts, self.suggestions, self.codebook, held, rulings)[0]

    @cached_property
    def interviews(self) -> Interviews:
        """The interviews, as people name them."""
        return Interviews(self.study, self.turns)

    def called(self, place: str) -> str:
        """Name an interview, or a place in one (``E01:12:w0-w40``), as people do and as they may type it."""
        return self.interviews.place(place)

    @property
    def shows_suggestions(self) -> bool:
        """Whether the study lets suggestions be seen at all."""
        return self.study.params("study").get("suggestions") != HIDDEN


def coder_study(study: Study) -> CoderStudy:
    """
    Give a study as a coder finds it.

    Raises:
        FiligraneError: nothing was pseudonymised yet.
    """
    if not (study / "build/anonymised.parquet").exists():
        raise FiligraneError("Rien n'est encore prêt à coder : lancez « filigrane run », puis recommencez.")
    made = {name: store.load(study, name) for name in ("anonymised", "excerpts", "suggestions")}
    return CoderStudy(study, codebook.codebook(study), **made, lines=decisions.read(study, CodingDecision))
