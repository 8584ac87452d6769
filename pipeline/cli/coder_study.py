"""What is typed at a terminal → the interview that is meant, and a study as a coder finds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.cli import cli_words
from pipeline.codebook import grid as codebook
from pipeline.codebook.grid import Codebook
from pipeline.coding.coder_state import CoderStates, coder_states
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.ingest.readers.registry import sessions
from pipeline.language.folds import fold_for_search
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn, Coding, Excerpt, Participant, SessionOrder, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.study import OPAQUE, Study, place_named
from pipeline.pseudonymise.people.attributes import UNKNOWN
from pipeline.pseudonymise.people.titles import ordered, study_titles
from pipeline.publish.held_back import waiting
from pipeline.publish.passages.leaving_passages import CodedMaterial
from pipeline.publish.quotes.document import about
from pipeline.stages.codings import codings

METAVAR = "ENTRETIEN"
TYPED_HELP = 'titre, nom du fichier ou identifiant, par exemple E01 ou "Entretien 3"'


class Interviews:
    """
    The interviews of a study, as people name them.

    Args:
        study: where.
        read: identifiers that whoever asks has read already, in what a run made.
    """

    def __init__(self, study: Study, read: Iterable[str] = ()) -> None:
        self._called = {s: s for s in read if not OPAQUE.fullmatch(s)} | study_titles(study)
        self._files = _files(study)
        self._known: dict[str, set[str]] = defaultdict(set)
        for session in {*self._called, *self._files}:
            file = self._files.get(session, "")
            names = {session, self._called.get(session, session), file, PurePath(file).name, PurePath(file).stem}
            for name in names - {""}:
                self._known[fold_for_search(name)].add(session)

    def called(self, session: str) -> str:
        """Name an interview: by its title, else by its file; by its identifier only where somebody chose it."""
        if session in self._called:
            return self._called[session]
        return self._files.get(session, session) if OPAQUE.fullmatch(session) else session

    def place(self, place: str) -> str:
        """Name a place in an interview (``E01:12:w0-w40``) as people do, and as they may type it."""
        return place_named(place, self.called)

    def knows(self, typed: str) -> bool:
        """Tell whether an interview is meant."""
        return typed in self._all() or fold_for_search(" ".join(typed.split())) in self._known

    def find(self, typed: str) -> str:
        """
        Give the identifier of the interview that is meant.

        Raises:
            FiligraneError: none is, or several are.
        """
        if typed in self._all():
            return typed
        found = self._known.get(fold_for_search(" ".join(typed.split())), set())
        if not found:
            raise FiligraneError(cli_words.NO_INTERVIEW.format(typed=typed, known=self._listed(self._all())))
        if len(found) > 1:
            raise FiligraneError(cli_words.SEVERAL_INTERVIEWS.format(typed=typed, known=self._listed(found)))
        return found.pop()

    def find_all(self, typed: Iterable[str]) -> list[str]:
        """Give the identifiers of the interviews that are meant, each once, in order."""
        return sorted({self.find(one) for one in typed})

    def _all(self) -> set[str]:
        return {*self._called, *self._files}

    def _listed(self, some: Iterable[str]) -> str:
        told = sorted(f"{self.called(s)} ({self._files[s]})" if s in self._files else self.called(s) for s in some)
        more = [cli_words.MORE_INTERVIEWS] if len(told) > cli_words.MOST_INTERVIEWS else []
        return ", ".join([*told[: cli_words.MOST_INTERVIEWS], *more])


def _files(study: Study) -> dict[str, str]:
    # Transcripts may have left this machine: titles and identifiers are then all there is to type.
    try:
        return {s.session: s.file for s in sessions(study)}
    except (FiligraneError, OSError):
        return {}


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

    @cached_property
    def material(self) -> CodedMaterial:
        """What files of passages and tables of people are made from."""
        declared = self.study.params("participants").get("attributes") or {}
        participants: list[Participant] = _made(self.study, "participants")
        ranked: list[SessionOrder] = _made(self.study, "session_order")
        arrived = decisions.interviews(self.study).arrived()
        told = {name for p in participants for name, value in p.attributes.items() if value not in {"", UNKNOWN}}
        return CodedMaterial(
            self.codebook, codebook.themes(self.study), self.turns, self.codings, participants,
            ordered(self.turns, {f.session: f.rank for f in ranked}, arrived), waiting(self.study), about(self.study),
            [name for name in (*declared, *sorted(told - set(declared))) if name in told],
            _made(self.study, "guide_coverage"),
            {session for state in self.coder_states.by_coder.values() for session in state.read},
        )

    @property
    def shows_suggestions(self) -> bool:
        """Whether the study lets suggestions be seen at all."""
        return self.study.params("study").get("suggestions") != HIDDEN


def _made(study: Study, name: str) -> list[Any]:
    return store.load(study, name) if (study / ARTEFACTS[name].path(name)).exists() else []


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
