"""All that the team may read → the read model of the dashboard, and what the run was made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.analysis.counts import summaries
from pipeline.codebook.grid import Codebook, Theme
from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE
from pipeline.model.conform import conform
from pipeline.model.contracts import (
    AnonymisedTurn,
    Answer,
    Coding,
    Excerpt,
    Grouping,
    GroupingMerge,
    GroupingModel,
    GuideCoverage,
    Orphan,
    Participant,
    ProfileWord,
    ReinertClass,
    ReinertPassage,
    SessionOrder,
    SimilarGroupings,
    Specificity,
    Suggestion,
    ThemeDistance,
    ThemePassage,
    Topic,
    TopicCount,
    WordFrequency,
    WordLink,
)
from pipeline.model.decision_rows import IdentifierDecision
from pipeline.model.lazy import Sessions
from pipeline.model.libraries import LIBRARIES, MODEL, installed
from pipeline.pseudonymise.people.attributes import UNKNOWN
from pipeline.pseudonymise.people.speakers import people


def tables(
    anonymised: Sequence[AnonymisedTurn], participants: list[Participant], guide_coverage: list[GuideCoverage],
    answers: list[Answer], excerpts: list[Excerpt], suggestions: list[Suggestion], codings: list[Coding],
    orphans: list[Orphan], topics: list[Topic], groupings: list[Grouping], topic_counts: list[TopicCount],
    profiles: list[ProfileWord], grouping_model: list[GroupingModel], grouping_merges: list[GroupingMerge],
    similar_groupings: list[SimilarGroupings], word_frequencies: list[WordFrequency], word_links: list[WordLink],
    reinert_classes: list[ReinertClass], reinert_passages: list[ReinertPassage],
    reinert_profiles: list[ProfileWord], specificities: list[Specificity], themes: list[ThemePassage],
    theme_distances: list[ThemeDistance], session_order: list[SessionOrder], quality: dict[str, Any],
    codebook: Codebook, theme_definitions: list[Theme], identifier_decisions: list[IdentifierDecision],
) -> dict[str, Any]:
    """Gather the tables that the dashboard reads, with first-screen figures, and ``run``: counts and versions."""
    corpus = summaries.CountedRows(anonymised, participants, excerpts, codings, themes)
    signers: dict[str, set[str]] = {}
    for decision in identifier_decisions:
        if decision.signs:
            signers.setdefault(decision.session, set()).add(decision.author)
    signed = {session: tuple(sorted(authors)) for session, authors in signers.items()}
    made: dict[str, Sequence[Any]] = {
        "anonymised": anonymised, "participants": participants, "guide_coverage": guide_coverage, "answers": answers,
        "excerpts": excerpts, "suggestions": suggestions, "codings": codings, "orphans": orphans, "topics": topics,
        "groupings": groupings, "topic_counts": topic_counts, "profiles": profiles, "specificities": specificities,
        "grouping_model": grouping_model, "grouping_merges": grouping_merges, "similar_groupings": similar_groupings,
        "word_frequencies": word_frequencies, "word_links": word_links,
        "reinert_classes": reinert_classes, "reinert_passages": reinert_passages, "reinert_profiles": reinert_profiles,
        "themes": themes, "theme_distances": theme_distances, "session_order": session_order,
        "session_summaries": summaries.sessions(corpus, signed), "code_summaries": summaries.codes(corpus, codebook),
        "theme_summaries": summaries.themes(corpus, theme_definitions),
    }
    versions = {name: installed(name) for name in sorted({*LIBRARIES.values(), MODEL})}
    run = {
        "counts": _counts(made), "contents": {name: _digest(_checked(name, rows)) for name, rows in made.items()},
        "codes": {code.id: _digest([code]) for code in codebook.codes}, "versions": versions, "quality": quality,
        # What « dvc plots » draws of a code: people first, suggestions apart.
        "people_by_code": [
            {name: getattr(s, name) for name in ("code", "people", "sessions", "excerpts", "to_review")}
            for s in made["code_summaries"]
        ],
    }
    return {"tables": made, "run": run}


def _counts(made: dict[str, Sequence[Any]]) -> dict[str, Any]:
    codings: Sequence[Coding] = made["codings"]
    summary = made["session_summaries"]
    return {
        "sessions": sum(s.type not in {QUESTIONNAIRE, FIELD_NOTES} for s in summary),
        "sessions_signed": sum(bool(s.authors) for s in summary),
        "people": len(people(p.participant for p in made["participants"])),
        "places": len({s.place for s in summary} - {"", UNKNOWN}),
        "respondents": len({a.participant for a in made["answers"]}),
        "codings_by_status": dict(Counter(c.status for c in codings)),
        "codings_by_kind": dict(Counter(c.author_kind for c in codings)),
        "suggestions_by_level": dict(Counter(s.level for s in made["suggestions"])),
        **{name: len(made[name]) for name in ("anonymised", "excerpts", "orphans", "groupings", "theme_summaries")},
    }


def _checked(name: str, rows: Sequence[Any]) -> Iterable[Any]:
    # What comes session by session was checked as it was read.
    return rows if isinstance(rows, Sessions) else conform(name, rows)


def _digest(rows: Iterable[Any]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode() + b"\n")
    return digest.hexdigest()
