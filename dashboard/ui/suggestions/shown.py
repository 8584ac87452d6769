"""A suggestion in hand → what its component shows: plain data, offsets in code points of what is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.marks import Layer, Span, TextSegment, segments
from dashboard.data.passages import CorpusReading, Passage, neighbours
from dashboard.data.suggestions import SuggestionCase
from dashboard.data.titles import named, voice
from dashboard.ui.sentences import suggestion_phrases as phrases
from dashboard.ui.suggestions import reasons
from dashboard.words import coding_words as wording
from dashboard.words import ui_words as common
from pipeline.anchoring import anchors
from pipeline.model.contracts import AnonymisedTurn

Data = dict[str, Any]
COLOUR, INK = re.compile(r"#[0-9a-fA-F]{3,8}"), "#14525c"
CLASSES = {"target": "extrait", "machine": "indice"}


def passage(corpus: Corpus, of: Passage, fired: Iterable[Span] = ()) -> Data:
    """Show a passage in its turn, with the turns around it; words that fired are marked when they are given."""
    before, after = neighbours(corpus, of)
    return {"turn": _turn(corpus, of, fired), "before": _around(corpus, before), "question": _asked(corpus, of),
            "after": _around(corpus, after)}


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
        "pieces": [_piece(p) for p in segments(turn.text[first:last], layers)],
    }


def _piece(piece: TextSegment) -> list[str]:
    return [piece.text, " ".join(sorted({CLASSES[x.kind] for x in piece.layers}))]


def _asked(corpus: Corpus, of: Passage) -> Data | None:
    asked, turn = of.excerpt.question, corpus.turns[of.excerpt.session].get(of.excerpt.turn - 1)
    who = voice(corpus, turn) if turn and turn.text == asked else common.INTERVIEWER
    return {"voice": who, "text": asked, "kind": "question"} if asked else None


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
        "why": reasons.why(reading, case),
    }


def revealed(
    reading: CorpusReading, put: Sequence[str], found: Sequence[SuggestionCase], differing: Collection[SuggestionCase],
) -> Data:
    """Show, once a person has decided alone, what the machine suggested, how far both agree, and what may change."""
    suggested = {c.code for c in found}
    told = [reading.corpus.label_of(code) for code in put]
    lines = [_compared(reading, c, _verdict(c, put, differing)) for c in found]
    alone = [_line(reading.corpus, code, wording.COMPARED["alone"]) for code in put if code not in suggested]
    agreed = phrases.agreed(len(suggested & {*put}), len(suggested | {*put}))
    return {"put": phrases.put(told), "agreed": agreed, "lines": [*lines, *alone]}


def _verdict(case: SuggestionCase, put: Sequence[str], differing: Collection[SuggestionCase]) -> str:
    if case in differing:
        return "missed"
    return "agreed" if case.code in put else "added"


def _compared(reading: CorpusReading, case: SuggestionCase, verdict: str) -> Data:
    said = f"{wording.LEVELS[case.suggestion.level]} — {wording.COMPARED[verdict]}"
    to_add = {"code": case.code} if verdict == "missed" else {}
    more = {"suggested": True, "why": reasons.why(reading, case)} | to_add
    return _line(reading.corpus, case.code, said) | more


def _line(corpus: Corpus, code: str, said: str) -> Data:
    return {"label": corpus.label_of(code), "colour": ink(corpus, code), "said": said, "why": [], "suggested": False}


def ink(corpus: Corpus, code: str) -> str:
    """Give the colour of a code; what is no colour in the grid is the ink."""
    written = corpus.codes[code].colour
    return written if COLOUR.fullmatch(written) else INK


def codes(corpus: Corpus) -> list[Data]:
    """List the codes one may put."""
    return [{"id": c.id, "label": corpus.label_of(c.id), "help": c.definition} for c in corpus.codebook.offered]
