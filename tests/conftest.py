"""A study of a few invented lines, with the tables that a run would have made of it: for the dashboard's tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings

from pipeline.anchoring.word_places import excerpt_id
from pipeline.model import store
from pipeline.model.contracts import (
    AnonymisedTurn,
    Answer,
    Coding,
    Consent,
    CoreferenceCandidate,
    Evidence,
    Excerpt,
    Grouping,
    GroupingModel,
    Identifier,
    IdentifierType,
    Orphan,
    Participant,
    ProfileWord,
    Proposal,
    ProposalSource,
    ReinertClass,
    ReinertPassage,
    Restriction,
    Role,
    Specificity,
    Status,
    Suggestion,
    Topic,
    TopicCount,
    Turn,
    WordFrequency,
    WordLink,
)
from pipeline.model.study import Study

# Machines differ, and the first use of a heavy library is slow: what a property takes is no property.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

CODEBOOK: dict[str, Any] = {
    "families": [{"id": "A", "label": "Métier"}],
    "codes": [
        {"id": "A1", "label": "Mission", "family": "A", "definition": "Jusqu'où va le métier.", "colour": "#1f4e9c"},
        {"id": "A3", "label": "Temps", "family": "A", "definition": "Le temps manque.", "colour": "#0b7285"},
    ],
}
THEMES: dict[str, Any] = {"themes": [
    {"id": "temps", "label": "Pression du temps", "definition": "Courir.", "codes": ["A3"], "groupings": [0]},
    {"id": "mission", "label": "Frontières", "definition": "Jusqu'où aller.", "codes": ["A1"]},
]}
NASTY = "<script>alert(1)</script> **gras** :smile: $x^2$ <b>et</b> & voilà."
COURT = "On court tout le temps. Je fais les papiers à leur place, et l'école de mon cœur attend."
SAID: dict[str, list[tuple[str, Role, str]]] = {
    "E01": [
        ("Intervieweuse", "interviewer", "Et une journée, comment se passe-t-elle ?"),
        ("Denise", "participant", COURT),
        ("Intervieweuse", "interviewer", "Et ensuite ?"),
        ("Denise", "participant", NASTY),
    ],
    "E02": [
        ("Intervieweuse", "interviewer", "Qu'est-ce qui a changé pour vous ?"),
        ("Annick", "participant", "On manque de temps, et personne ne le voit jamais vraiment dans les réunions."),
        ("Annick", "participant", "Ça, ne le citez pas."),
    ],
}
PEOPLE = {"E01": ("Denise", "budget", "métropole"), "E02": ("Annick", "logement", "rural")}


def turns() -> list[AnonymisedTurn]:
    return [
        AnonymisedTurn(session, n, speaker, role, None, None, text, _consent(text), (), (3,))
        for session, said in SAID.items() for n, (speaker, role, text) in enumerate(said)
    ]


def _consent(text: str) -> tuple[Restriction, ...]:
    return (Restriction(0, 6, "not_quotable"),) if "ne le citez pas" in text else ()


def excerpt(session: str, turn: int, consent: Consent = "free") -> Excerpt:
    said, question = SAID[session][turn][2], SAID[session][turn - 1][2]
    name = excerpt_id(session, turn, 0, 9)
    return Excerpt(name, session, turn, 0, len(said), PEOPLE[session][0], said, question, consent, ())


EXCERPTS = [excerpt("E01", 1), excerpt("E01", 3), excerpt("E02", 1), excerpt("E02", 2, "not_quotable")]


def coding(
    session: str, turn: int, code: str, words: str, *, author: str = "claire", status: Status = "coded"
) -> Coding:
    text = SAID[session][turn][2]
    start = text.index(words)
    return Coding(
        f"{session}-{turn}-{code}-{author}", session, turn, start, turn, start + len(words), words, code, author,
        "model" if status == "proposed" else "person", status, "manual", "free", "2026-01-01T00:00:00",
    )


CODINGS = [
    coding("E01", 1, "A3", "On court tout le temps."),
    coding("E01", 1, "A1", "tout le temps. Je fais les papiers"),
    coding("E01", 1, "A3", "On court tout le temps.", author="noe"),
    coding("E02", 2, "A1", "Ça, ne le citez pas."),
    coding("E02", 1, "A1", "On manque de temps", status="refused"),
    coding("E02", 1, "A3", "manque de temps", author="registre", status="proposed"),
]
FIRED = Evidence("registre", 3, 18, "manque de temps", "")
NEAR = Evidence("definition", None, None, "", "")
SUGGESTIONS = [
    Suggestion(EXCERPTS[2].excerpt, "A3", 0.9, "probable", ("registre",), (FIRED,)),
    Suggestion(EXCERPTS[2].excerpt, "A1", 0.4, "to_check", ("definition",), (NEAR,)),
    Suggestion(EXCERPTS[0].excerpt, "A3", 0.8, "probable", ("registre",), ()),
]
SHOWN, RESERVED = EXCERPTS[0].excerpt, EXCERPTS[3].excerpt
TABLES: dict[str, list[Any]] = {
    "anonymised": turns(),
    "participants": [Participant(n, s, {"champ": c, "milieu": m, "lieu": m}) for s, (n, c, m) in PEOPLE.items()],
    "answers": [Answer("R1", "q1", "oui"), Answer("R2", "q1", "non")],
    "excerpts": EXCERPTS,
    "suggestions": SUGGESTIONS,
    "codings": CODINGS,
    "orphans": [Orphan("decisions/codings/claire.csv", 7, "c7", "claire", "E01", 9, "A1", "perdus", "introuvable")],
    "topics": [Topic(EXCERPTS[0].excerpt, 0, 0.9)],
    "groupings": [Grouping(0, ("temps", "courir"), ("papiers",), 2, 2, 0.65, (SHOWN, RESERVED), 2, 0.9, 0.4, (SHOWN,))],
    "topic_counts": [TopicCount(6, True, 6, 0.5, 0.9, -0.2, 0.9)],
    "profiles": [ProfileWord(0, "temps", 1, 2, 12.5, 0.0004)],
    "grouping_model": [GroupingModel(0, (1.0, 0.0), ("temps", "courir"), (0.9, 0.4))],
    "word_frequencies": [WordFrequency("temps", 5, 2, 2, 2, 0), WordFrequency("papiers", 3, 2, 2, 1, 0)],
    "word_links": [WordLink("papiers", "temps", 2, tree=True)],
    "reinert_classes": [
        ReinertClass(0, -1, 1, 21.5, False, 3, 2, 2, ()),
        ReinertClass(1, 0, 0, 0.0, False, 1, 1, 1, (SHOWN, RESERVED)),
        ReinertClass(2, 0, 0, 0.0, False, 1, 1, 1, ()),
        ReinertClass(3, 0, 0, 0.0, True, 1, 1, 1, ()),
    ],
    "reinert_passages": [ReinertPassage(e.excerpt, n) for e, n in zip(EXCERPTS, (1, 2, 3), strict=False)],
    "reinert_profiles": [
        ProfileWord(1, "courir", 1, 1, 9.5, 0.002), ProfileWord(1, "papiers", 0, 1, -7.2, 0.007),
        ProfileWord(2, "manque", 1, 1, 8.1, 0.004),
    ],
    "specificities": [Specificity("milieu", "rural", "vaches", 8, 9, 120, 3, 4.06)],
}


@pytest.fixture(autouse=True)
def _the_same_main() -> Iterator[None]:
    # Streamlit's AppTest leaves the dashboard in the place of ``__main__``; processes spawned later start from there.
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def empty_study(tmp_path: Path) -> Path:
    """A study in which nothing was computed yet."""
    return write_empty(tmp_path)


def write_empty(folder: Path) -> Path:
    """Write what people bring to a study: its settings, its codes, its themes."""
    study = {"title": "Le temps & <les gens>", "fictional": True, "suggestions": "shown"}
    (folder / "codebook").mkdir()
    _write(folder / "params.yaml", {"study": study})
    _write(folder / "codebook/codebook.yaml", CODEBOOK)
    _write(folder / "codebook/themes.yaml", THEMES)
    return folder


def write_small(folder: Path, run: int = 0) -> Path:
    """Write a study with the tables of a run, told by a number from those before."""
    save_run(write_empty(folder), run, TABLES)
    return folder


def save_run(folder: Path, run: int, tables: dict[str, list[Any]]) -> None:
    """Leave in a study what a run made."""
    store.save_tables(folder / "build/tables", {"tables": tables, "run": {"counts": {}, "essai": run}})


@pytest.fixture
def small_study(tmp_path: Path) -> Path:
    """A study with the tables of a run."""
    return write_small(tmp_path)


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


# What E01 and E02 were before they were pseudonymised; signs outside the first plane shift what JavaScript counts.
PRIVATE: dict[str, list[tuple[str, Role, str]]] = {
    "E01": [
        ("Intervieweuse", "interviewer", "Et une journée, comment se passe-t-elle ?"),
        ("Mme Lorrain", "participant", "👩‍🦰 J'ai vu Karim Benali à Vierzon, puis Rose est passée chez Zoubida."),
        ("Intervieweuse", "interviewer", "Et ensuite ?"),
        ("Mme Lorrain", "participant", "Karim est parti. <b>Rose</b> est restée."),
    ],
    "E02": [("Speaker 1", "participant", "on a vu karim hier et le dossier de rose")],
}
NAMED: list[tuple[str, int, str, IdentifierType, tuple[ProposalSource, ...], str, str]] = [
    ("E01", 1, "Karim Benali", "person", ("ner", "names"), "person-kb", "Malik Saïdi"),
    ("E01", 1, "Vierzon", "place", ("ner",), "place-v", "[Bramesac]"),
    ("E01", 1, "Rose", "person", ("names",), "person-r", "Lise"),
    ("E01", 3, "Karim", "person", ("ner", "names"), "person-k", "Malik"),
    ("E01", 3, "Rose", "person", ("ner", "names"), "person-r", "Lise"),
    ("E02", 0, "karim", "person", ("names",), "person-k", "Malik"),
]


@pytest.fixture
def private_study(small_study: Path) -> Path:
    """A study with its private half too, as a run would have left it, and its secret."""
    for session, said in PRIVATE.items():
        rows = [Turn(session, n, who, role, None, None, text, "") for n, (who, role, text) in enumerate(said)]
        store.write("turns", rows, small_study / f"build/private/turns/{session}.parquet")
        store.write("proposals", _proposals(session), small_study / f"build/private/proposals/{session}.parquet")
    named = [Identifier(s, t, *_span(s, t, w), k, who, by[-1], "replace", new) for s, t, w, k, by, who, new in NAMED]
    store.save(Study(small_study), "identifiers", sorted(named, key=lambda r: (r.session, r.turn, r.start)))
    store.save(
        Study(small_study), "coreference_candidates", [CoreferenceCandidate("person-kb", "person-k", "first_name", 2)],
    )
    (small_study / "secrets").mkdir()
    (small_study / "secrets/study.key").write_text("ab" * 32, "ascii")
    return small_study


def _proposals(session: str) -> list[Proposal]:
    found = [Proposal(s, t, *_span(s, t, said), k, by) for s, t, said, k, sources, *_ in NAMED for by in sources]
    return sorted((p for p in found if p.session == session), key=lambda p: (p.turn, p.start, p.end, p.type, p.source))


def _span(session: str, turn: int, said: str) -> tuple[int, int]:
    start = PRIVATE[session][turn][2].index(said)
    return start, start + len(said)
