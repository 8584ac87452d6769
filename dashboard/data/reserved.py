"""The rows of a run, what people said since of what speakers allow → the same rows, reserved at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.data.corpus import Corpus
from pipeline.anchoring.anchors import spans
from pipeline.anchoring.consent_places import ConsentStretch, standing
from pipeline.anchoring.overlap import parse_excerpt_id
from pipeline.model.contracts import CONSENTS, AnonymisedTurn, Coding, Consent, Excerpt, Restriction
from pipeline.model.decision_rows import ConsentDecision
from pipeline.pseudonymise.consent.restrictions import strictest

Turns = dict[tuple[str, int], AnonymisedTurn]


def reserved(corpus: Corpus, lines: Sequence[ConsentDecision]) -> Corpus:
    """Reserve what is to be; a reserve of the last run that was lifted since holds until the next."""
    wanted = [d for d in lines if d.level in CONSENTS[1:] and d.session in corpus.turns]
    changed = {(t.session, t.turn): t for d in wanted for t in _touched(corpus, d)}
    more: dict[tuple[str, int], set[Restriction]] = defaultdict(set)
    for line in wanted:
        for there in _stretches(corpus, line):
            for n, turn in corpus.turns[line.session].items():
                if there.turn <= n <= there.last_turn:
                    end = len(spans(turn)) - 1
                    last = there.last_word if turn.turn == there.last_turn and there.last_word >= 0 else end
                    restriction = Restriction(there.first_word if turn.turn == there.turn else 0, last, line.level)
                    more[line.session, n].add(restriction)
    changed = {at: replace(t, consent=tuple(sorted({*t.consent, *more[at]}, key=_rank))) for at, t in changed.items()}
    if not changed:
        return corpus
    return replace(
        corpus, opened=None, anonymised=tuple(changed.get((t.session, t.turn), t) for t in corpus.anonymised),
        excerpts=tuple(_excerpt(e, changed) for e in corpus.excerpts),
        codings=tuple(_coding(c, changed) for c in corpus.codings),
    )


def _rank(about: Restriction) -> tuple[int, int, str]:
    return about.first_word, about.last_word, about.level


def _stretches(corpus: Corpus, line: ConsentDecision) -> Iterable[ConsentStretch]:
    checks = {n: t.check for n, t in sorted(corpus.turns[line.session].items()) if t.check}
    return standing(line, checks).stretches


def _touched(corpus: Corpus, line: ConsentDecision) -> Iterable[AnonymisedTurn]:
    for there in _stretches(corpus, line):
        for n, turn in corpus.turns[line.session].items():
            if there.turn <= n <= there.last_turn:
                yield turn


def _excerpt(excerpt: Excerpt, changed: Turns) -> Excerpt:
    turn = changed.get((excerpt.session, excerpt.turn))
    if not turn:
        return excerpt
    place = parse_excerpt_id(excerpt.excerpt)
    return replace(excerpt, consent=_stricter(excerpt.consent, strictest(turn, place.first_word, place.last_word)))


def _coding(coding: Coding, changed: Turns) -> Coding:
    crossed = (changed.get((coding.session, n)) for n in range(coding.turn, coding.last_turn + 1))
    # A turn of which something is reserved reserves the coding: too widely until the next run, never too little.
    levels = [r.level for turn in crossed if turn for r in turn.consent]
    return replace(coding, consent=_stricter(coding.consent, *levels)) if levels else coding


def _stricter(*levels: Consent) -> Consent:
    return max(levels, key=CONSENTS.index)
