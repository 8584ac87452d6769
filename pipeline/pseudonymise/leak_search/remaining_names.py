"""Turns, identifiers → the words left as they were said that look like a name: to be looked at, by session."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.language.capital_letters import cased, proper
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import known_word
from pipeline.language.name_phrases import WORD
from pipeline.language.voices import CALLED
from pipeline.model.contracts import Identifier, Turn

SHORTEST = 3
Words = Counter[str]


def lower_case(turns: Iterable[Turn]) -> list[str]:
    """List the sessions written without capitals, where names are found less well."""
    said: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        said[turn.session].append(turn.text)
    return sorted(session for session, texts in said.items() if not cased(texts))


def remaining(turns: Iterable[Turn], identifiers: Iterable[Identifier]) -> dict[str, Words]:
    """Count, by session, the words nobody masked that have a capital in mid-sentence or that no lexicon holds."""
    turns = list(turns)
    low = set(lower_case(turns))
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for i in identifiers:
        spans[i.session, i.turn].append((i.start, i.end))
    found: dict[str, Words] = {session: Counter() for session in sorted({t.session for t in turns})}
    for turn in turns:
        masked = spans[turn.session, turn.turn]
        written = turn.session not in low
        words = (m for m in WORD.finditer(turn.text) if len(m.group()) >= SHORTEST and m.group().isalpha())
        seen = (m for m in words if not any(s < m.end() and e > m.start() for s, e in masked))
        seen = (m for m in seen if fold_for_search(m.group()) not in CALLED)
        left = [m.group() for m in seen if (written and proper(turn.text, m.start())) or _strange(m.group())]
        found[turn.session].update(left)
    return found


def _strange(word: str) -> bool:
    # An acronym is no name; a word cut short is no word either, and is looked at.
    return not word.isupper() and not known_word(word) and not known_word(fold_for_search(word))
