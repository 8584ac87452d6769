"""``build/private``, the secret and what readers decided → the review; nothing else of the dashboard reads these."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

from dashboard.access import permissions
from dashboard.data import freshness, study_data
from dashboard.pages.pseudonymisation import words as wording
from dashboard.words import run_words, ui_words
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import split
from pipeline.changes.past_tables import StudyTexts
from pipeline.ingest.readers.registry import sessions
from pipeline.language.folds import fold_for_search
from pipeline.language.name_phrases import Phrase
from pipeline.language.sentences import cased
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Identifier, Turn, Unsettled
from pipeline.model.decision_rows import IdentifierDecision, LeakVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people.titles import beside_file, study_order, study_titles
from pipeline.pseudonymise.review.case_choices import DecidedCases, decided_cases, names_borne
from pipeline.pseudonymise.review.cases import ReviewCase, cases, caught
from pipeline.pseudonymise.review.identities import Entity, entities, numbered
from pipeline.pseudonymise.review.missed_names import InterviewNames, names_hidden
from pipeline.pseudonymise.review.review_writer import ReviewWriter
from pipeline.run.current_run import busy
from pipeline.vault import private_names

NEEDED = ("turns", "proposals", "identifiers")
# What a run that went no further has not made.
BESIDE = ("anonymised", "coreference_candidates", "to_settle")


@dataclass(frozen=True)
class Review:
    """The private half of a study as the last run left it, shared between pages and never changed."""

    turns: dict[str, dict[int, Turn]]
    identifiers: tuple[Identifier, ...]
    cases: dict[str, list[ReviewCase]]
    key: bytes = field(repr=False)
    coreference_candidates: tuple[tuple[str, str, str], ...] = ()
    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    called: Mapping[str, str] = field(default_factory=dict)
    names: tuple[InterviewNames, ...] = ()

    def named(self, session: str) -> str:
        """
        Name a session by the file it was read from, as whoever reviews it knows it, unless it bears that name.

        Without its file it is only known by what the team calls it: a hash is nobody's name.
        """
        file = self.files.get(session, "")
        return session if PurePath(file).stem == session else beside_file(session, file, self.called)

    @property
    def sessions(self) -> tuple[str, ...]:
        """Sessions in the order in which every page lists them."""
        return tuple(self.turns)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """People, places and organisations by id."""
        labels = numbered(t for said in self.turns.values() for t in said.values())
        return entities(self.identifiers, (c for found in self.cases.values() for c in found), labels)

    @cached_property
    def borne(self) -> frozenset[str]:
        """Words by which the corpus names somebody or some place."""
        return names_borne(c for found in self.cases.values() for c in found)

    @cached_property
    def unavailable(self) -> frozenset[str]:
        """Folded words that no new pseudonym may hold: those of the corpus, and those of the pseudonyms it bears."""
        texts = [t.text for said in self.turns.values() for t in said.values()]
        shown = (i.replacement for i in self.identifiers)
        return frozenset(w for text in [*texts, *shown] for w in split(fold_for_search(text)))

    @cached_property
    def times(self) -> dict[Phrase, tuple[int, int]]:
        """Words proposed → how often they are, and in how many sessions."""
        found: dict[Phrase, list[str]] = defaultdict(list)
        for session, some in self.cases.items():
            for case in some:
                found[case.phrase].append(session)
        return {words: (len(sessions), len(set(sessions))) for words, sessions in found.items()}

    @cached_property
    def uncased(self) -> frozenset[str]:
        """Sessions written without capitals."""
        return frozenset(s for s, said in self.turns.items() if not cased(t.text for t in said.values()))

    def decided(self, lines: Sequence[IdentifierDecision]) -> DecidedCases:
        """Give what has been decided."""
        places = {(d.session, d.turn) for d in lines}
        turns = (self.turns.get(session, {}).get(turn) for session, turn in places)
        return decided_cases([t for t in turns if t], lines, self.key)


def present(study: Study) -> bool:
    """Tell whether the private half is on this machine."""
    return all((study / ARTEFACTS[name].path(name)).exists() for name in NEEDED)


def updating() -> bool:
    """Tell whether the private half is away because it is being made anew: DVC takes it away first."""
    study = study_data.study()
    return permissions.may("own") and not present(study) and busy(study)


def refused() -> str:
    """Say why the page may not be shown: no private half here, or others can reach this server; empty when it may."""
    if updating():
        return run_words.REVIEW_UPDATING
    if not present(study_data.study()):
        return wording.REVIEW_ABSENT
    return "" if permissions.may("own") else wording.REVIEW_EXPOSED


def review() -> Review:
    """
    Give the private half; a new run is read anew.

    Raises:
        FiligraneError: the secret of the study is missing, or a file cannot be read.
    """
    study = study_data.study()
    names = [*NEEDED, *(name for name in BESIDE if _made(study, name))]
    watched = []
    for name in names:
        whole = hashlib.sha256()
        for path in store.files(study, name):
            whole.update(path.name.encode() + b"\0" + path.read_bytes())
        watched.append(whole.hexdigest())
    return _read(str(study.root.resolve()), tuple(watched), study_key(study))


def _made(study: Study, name: str) -> bool:
    return (study / ARTEFACTS[name].path(name)).exists()


@freshness.read(1, ui_words.LOADING)
def _read(root: str, watched: tuple[str, ...], key: bytes) -> Review:  # noqa: ARG001 - what is watched is the key
    study = Study(root)
    rows: dict[str, Any] = {name: store.load(study, name) for name in NEEDED}
    rows |= {name: store.load(study, name) if _made(study, name) else [] for name in BESIDE}
    turns: dict[str, dict[int, Turn]] = defaultdict(dict)
    for turn in rows["turns"]:
        turns[turn.session][turn.turn] = turn
    found: dict[str, list[ReviewCase]] = {session: [] for session in turns}
    for case in cases(rows["turns"], rows["identifiers"], rows["proposals"]):
        found[case.session].append(case)
    for case in caught(rows["turns"], rows["to_settle"], rows["anonymised"]):
        found[case.session].append(case)
    pairs = tuple((link.entity, link.other, link.reason) for link in rows["coreference_candidates"])
    files: dict[str, str] = {}
    # Transcripts may have left this machine, or not be read any more: sessions then keep the names of the team.
    with suppress(FiligraneError, OSError):
        files = {s.session: s.file for s in sessions(study)}
    ordered = study_order(study, {session: files.get(session, session) for session in turns})
    said = {s: turns[s] for s in ordered}
    called = study_titles(study)
    names = names_hidden(rows["turns"], rows["identifiers"], rows["proposals"])
    return Review(said, tuple(rows["identifiers"]), found, key, pairs, files, called, tuple(names))


def texts() -> StudyTexts:
    """Give the words in clear that decisions about names, reserves and voices stand on."""
    return StudyTexts(study_data.study(), private=True, turns=review().turns)


def lines() -> list[IdentifierDecision]:
    """Read the decisions in force, of every reader."""
    return decisions.identifiers(study_data.study())


def questions() -> list[Unsettled]:
    """
    Read the words that are still to be settled before anything leaves.

    Raises:
        FiligraneError: nothing was looked for yet.
    """
    return private_names.words_to_settle(study_data.study())


def settle(row: Unsettled, gesture: LeakVerb, reader: str, reason: str = "") -> str:
    """
    Settle a word by a gesture of a reader; gives what was done, in words that are no one's name.

    Raises:
        FiligraneError: the gesture does not suit the word; the message says what does.
    """
    return private_names.settle(study_data.study(), row, gesture, reader, reason)


def take_back(reader: str) -> str:
    """
    Take back the last word that a reader settled.

    Raises:
        FiligraneError: they settled none.
    """
    return private_names.take_back(study_data.study(), reader)


def writer(author: str, key: bytes) -> ReviewWriter:
    """Give what writes the lines of a reader's gesture, now."""
    return ReviewWriter(author=author, key=key)


def write(author: str, new: Sequence[IdentifierDecision]) -> None:
    """Add lines to a reader's file."""
    if new:
        decisions.append(study_data.study(), author, new)
