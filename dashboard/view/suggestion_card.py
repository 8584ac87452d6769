"""A suggestion in hand → what its component shows: plain data, offsets in code points of what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard import suggestion_phrases as phrases
from dashboard import suggestion_wording as wording
from dashboard import wording as common
from dashboard.view import reasons
from dashboard.view.corpus import Corpus
from dashboard.view.marks import Span
from dashboard.view.passages import Passage, Reading, neighbours
from dashboard.view.segments import Layer, Segment, segments
from dashboard.view.suggestions import Case
from dashboard.view.voices import named, voice
from pipeline import anchors
from pipeline.contracts import AnonymisedTurn

Data = dict[str, Any]
CLASSES = {"target": "extrait", "machine": "indice"}


def passage(corpus: Corpus, of: Passage, fired: Iterable[Span] = ()) -> Data:
    """Show a passage in its turn, with the turns around it; words that fired are marked when they are given."""
    before, after = neighbours(corpus, of)
    asked = of.excerpt.question
    question = {"voice": common.INTERVIEWER, "text": asked, "kind": "question"} if asked else None
    return {"turn": _turn(corpus, of, fired), "before": _around(corpus, before), "after": _around(corpus, after),
            "question": question}


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
        "about": f"{excerpt.session} · {common.TURN} {turn.turn}",
        "pieces": [_piece(p) for p in segments(turn.text[first:last], layers)],
    }


def _piece(piece: Segment) -> list[str]:
    return [piece.text, " ".join(sorted({CLASSES[x.kind] for x in piece.layers}))]


def _around(corpus: Corpus, turn: AnonymisedTurn | None) -> Data | None:
    if not turn:
        return None
    kind = "question" if turn.role == "interviewer" else "dit"
    return {"voice": voice(corpus, turn), "text": turn.text, "kind": kind}


def suggested(reading: Reading, case: Case, colour: str) -> Data:
    """Show what is suggested, how sure it is in words only, and why."""
    return {
        "code": case.code, "label": reading.corpus.label_of(case.code), "colour": colour,
        "level": wording.LEVELS[case.suggestion.level], "level_help": wording.LEVELS_HELP[case.suggestion.level],
        "why": reasons.why(reading, case),
    }


def revealed(reading: Reading, put: Sequence[str], found: Sequence[Case], colours: dict[str, str]) -> Data:
    """Show, once a person has decided alone, what the machine suggested and how far both agree."""
    label = reading.corpus.label_of
    missed = [_line(reading, c, colours, "agreed" if c.code in put else "missed") for c in found]
    alone = [
        {"label": label(code), "colour": colours[code], "said": wording.COMPARED["alone"], "why": []}
        for code in put if code not in {c.code for c in found}
    ]
    same, every = len({c.code for c in found} & {*put}), len({c.code for c in found} | {*put})
    return {"put": phrases.put([label(c) for c in put]), "agreed": phrases.agreed(same, every), "lines": missed + alone}


def _line(reading: Reading, case: Case, colours: dict[str, str], compared: str) -> Data:
    said = f"{wording.LEVELS[case.suggestion.level]} — {wording.COMPARED[compared]}"
    return {"label": reading.corpus.label_of(case.code), "colour": colours[case.code], "said": said,
            "why": reasons.why(reading, case)}


def codes(corpus: Corpus) -> list[Data]:
    """List the codes one may put."""
    return [{"id": c.id, "label": corpus.label_of(c.id), "help": c.definition} for c in corpus.codebook.codes]
