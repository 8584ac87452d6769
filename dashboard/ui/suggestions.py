"""A suggestion → why it is made, passages like it that people decided on, and what its component shows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from dashboard.data import titles
from dashboard.data.concordance import neighbours
from dashboard.data.corpus import Corpus
from dashboard.data.freshness import worked_out
from dashboard.data.marks import Layer, Span, meetings, segments
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.suggestions import SuggestionCase
from dashboard.data.titles import named, voice
from dashboard.ui.cards import COLOUR, INK
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.words import coding_words as wording
from dashboard.words import ui_words as common
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import split
from pipeline.language.content_words import is_stop_word
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import AnonymisedTurn, Coding, Evidence, Status

SHOWN = 3
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class SimilarDecision:
    """A passage on which people decided about the code, and what they decided."""

    passage: Passage
    status: Status
    authors: tuple[str, ...]


def alike(reading: CorpusReading, case: SuggestionCase) -> list[SimilarDecision]:
    """
    Give passages already decided for the code, those the machine names first, then those that share most words.

    One of them was refused where any was: what speaks against is shown beside what speaks for.
    """
    told = {e.excerpt for e in case.suggestion.evidence if e.excerpt}
    said = _telling_words(case.passage.excerpt.text)

    def rank(other: SimilarDecision) -> tuple[bool, float, str]:
        words = _telling_words(other.passage.excerpt.text)
        shared = round(len(said & words) / sqrt(len(said) * len(words)), 4) if said and words else 0.0
        return other.passage.place not in told, -shared, other.passage.place

    others = (a for a in decided(reading).get(case.code, ()) if a.passage.place != case.passage.place)
    found = sorted(others, key=rank)
    against = [a for a in found if a.status == "refused"][:1]
    put = [a for a in found if a.status != "refused"][: SHOWN - len(against)]
    return put + against


def authors(reading: CorpusReading, code: str, excerpt: str) -> tuple[str, ...]:
    """Name those who put a code on a passage."""
    found = decided(reading).get(code, ())
    return tuple(n for a in found if a.passage.place == excerpt and a.status != "refused" for n in a.authors)


@worked_out(4)
def decided(reading: CorpusReading) -> dict[str, tuple[SimilarDecision, ...]]:
    """Gather, for each code, the passages on which people decided about it."""
    found: dict[tuple[str, str, Status], list[Coding]] = defaultdict(list)
    for coding, excerpt in meetings(reading.corpus):
        if coding.status != "proposed" and excerpt.excerpt in reading.by_place:
            found[reading.corpus.codebook.in_force(coding.code), excerpt.excerpt, coding.status].append(coding)
    by_code: dict[str, list[SimilarDecision]] = defaultdict(list)
    for (code, place, status), codings in sorted(found.items()):
        by_code[code].append(
            SimilarDecision(reading.by_place[place], status, tuple(sorted({c.author for c in codings}))),
        )
    return {code: tuple(some) for code, some in by_code.items()}


@worked_out(20_000)
def _telling_words(text: str) -> frozenset[str]:
    return frozenset(w for w in split(fold_for_search(text)) if len(w) > FEWEST_LETTERS and not is_stop_word(w))


ORDER = ("registre", "definition", "learnt")


def why(reading: CorpusReading, case: SuggestionCase) -> list[str]:
    """Say why a code is suggested: the words that fired, what is near, which sources agree."""
    said = [phrases.fired(words)] if (words := fired(case)) else []
    said += dict.fromkeys(s for e in case.suggestion.evidence for s in _near(reading, case, e))
    sources = sorted(case.suggestion.sources, key=lambda s: (s not in ORDER, ORDER.index(s) if s in ORDER else 0, s))
    return [*said, phrases.agreement(sources)] if sources else [*said, wording.NO_REASON]


def fired(case: SuggestionCase) -> list[str]:
    """Give the words that made a marker fire, each once, in the order they are said."""
    text = case.passage.excerpt.text
    return list(dict.fromkeys(text[start:end] for start, end in spans(case)))


def spans(case: SuggestionCase) -> list[Span]:
    """Give the characters of the excerpt that show why a code is suggested."""
    given = {(e.start, e.end) for e in case.suggestion.evidence if e.start is not None and e.end is not None}
    return sorted(given)


def _near(reading: CorpusReading, case: SuggestionCase, evidence: Evidence) -> Iterator[str]:
    if evidence.source == "definition":
        yield wording.NEAR_DEFINITION
    elif evidence.source == "learnt":
        # A passage that is reserved is neither shown nor named here.
        like = reading.by_place.get(evidence.excerpt)
        if not like:
            yield wording.LEARNT
            return
        called = titles.short(reading.corpus, like.excerpt.session)
        yield phrases.learnt(authors(reading, case.code, like.place), called, like.excerpt.turn)


Data = dict[str, Any]
CLASSES = {"target": "extrait", "machine": "indice"}


def passage(corpus: Corpus, of: Passage, fired: Iterable[Span] = ()) -> Data:
    """Show a passage in its turn, with the turns around it; words that fired are marked when they are given."""
    before, after = neighbours(corpus, of)
    asked, turn = of.excerpt.question, corpus.turns[of.excerpt.session].get(of.excerpt.turn - 1)
    who = voice(corpus, turn) if turn and turn.text == asked else common.INTERVIEWER
    return {
        "turn": _turn(corpus, of, fired), "before": _around(corpus, before),
        "question": {"voice": who, "text": asked, "kind": "question"} if asked else None,
        "after": _around(corpus, after),
    }


def window(corpus: Corpus, of: Passage) -> Span:
    """Give the characters of the turn that are shown: all of it, unless its speaker reserves some of it."""
    turn = turn_of(corpus, of)
    return (0, len(turn.text)) if all(r.level == "free" for r in turn.consent) else (of.excerpt.start, of.excerpt.end)


def turn_of(corpus: Corpus, of: Passage) -> AnonymisedTurn:
    """Give the turn where a passage stands."""
    return corpus.turns[of.excerpt.session][of.excerpt.turn]


def _turn(corpus: Corpus, of: Passage, fired: Iterable[Span]) -> Data:
    excerpt, turn = of.excerpt, turn_of(corpus, of)
    first, last = window(corpus, of)
    start = excerpt.start - first
    layers = [Layer(start, excerpt.end - first, "target")] + [Layer(start + s, start + e, "machine") for s, e in fired]
    words = sorted({(s - first, e - first) for s, e in anchors.spans(turn) if first <= s and e <= last})
    return {
        "turn": turn.turn, "voice": named(corpus, excerpt.speaker, excerpt.session), "words": [list(w) for w in words],
        "about": f"{titles.short(corpus, excerpt.session)} · {common.TURN} {turn.turn}",
        "pieces": [
            [p.text, " ".join(sorted({CLASSES[x.kind] for x in p.layers}))]
            for p in segments(turn.text[first:last], layers)
        ],
    }


def _around(corpus: Corpus, turn: AnonymisedTurn | None) -> Data | None:
    if not turn:
        return None
    kind = "question" if turn.role == "interviewer" else "dit"
    return {"voice": voice(corpus, turn), "text": turn.text, "kind": kind}


def suggested(reading: CorpusReading, case: SuggestionCase) -> Data:
    """Show what is suggested, how sure it is in words only, and why."""
    return {
        "code": case.code, "label": reading.corpus.label_of(case.code),
        "colour": ink(reading.corpus, case.code),
        "level": wording.LEVELS[case.suggestion.level], "level_help": wording.LEVELS_HELP[case.suggestion.level],
        "why": why(reading, case),
    }


def revealed(
    reading: CorpusReading, put: Sequence[str], found: Sequence[SuggestionCase], differing: Collection[SuggestionCase],
) -> Data:
    """
    Show, once a person has decided alone, what the machine suggested, how far both agree, and what may change.

    Args:
        reading: the corpus with what was decided of it.
        put: codes that the person put on the passage.
        found: what is suggested for it.
        differing: those of ``found`` that the person may still add.
    """
    suggested = {c.code for c in found}
    told = [reading.corpus.label_of(code) for code in put]
    lines = []
    for case in found:
        verdict = "missed" if case in differing else "agreed" if case.code in put else "added"
        said = f"{wording.LEVELS[case.suggestion.level]} — {wording.COMPARED[verdict]}"
        to_add = {"code": case.code} if verdict == "missed" else {}
        compared = {"suggested": True, "why": why(reading, case)} | to_add
        lines.append(_line(reading.corpus, case.code, said) | compared)
    alone = [_line(reading.corpus, code, wording.COMPARED["alone"]) for code in put if code not in suggested]
    agreed = phrases.agreed(len(suggested & {*put}), len(suggested | {*put}))
    return {"put": phrases.put(told), "agreed": agreed, "lines": [*lines, *alone]}


def _line(corpus: Corpus, code: str, said: str) -> Data:
    return {"label": corpus.label_of(code), "colour": ink(corpus, code), "said": said, "why": [], "suggested": False}


def ink(corpus: Corpus, code: str) -> str:
    """Give the colour of a code; what is no colour in the grid is the ink."""
    written = corpus.codes[code].colour
    return written if COLOUR.fullmatch(written) else INK


def codes(corpus: Corpus) -> list[Data]:
    """List the codes one may put."""
    return [{"id": c.id, "label": corpus.label_of(c.id), "help": c.definition} for c in corpus.codebook.offered]
