"""Mentions → the names the corpus is known to hold, and every place where one of them stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pipeline.contracts import IdentifierType, ProposalSource, Turn
from pipeline.french import institutions
from pipeline.french.capitals import capitalised, cased
from pipeline.french.guards import ARTICLES, names_something
from pipeline.french.labels import KIND
from pipeline.french.lexicon import all_ordinary, grammatical
from pipeline.french.phrases import Match, Phrase, Phrases, phrase
from pipeline.language.folds import fold_for_search

SHORTEST = 3
LOWER_TIMES = 2
WORD = re.compile(r"[^\W\d_]+")
SURE: frozenset[ProposalSource] = frozenset({"metadata", "trigger", "names", "person", "pattern"})


class Named(Protocol):
    """A span that names something: a mention, or an identifier."""

    @property
    def session(self) -> str: ...
    @property
    def turn(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> IdentifierType: ...
    @property
    def source(self) -> ProposalSource: ...


@dataclass(frozen=True)
class Known:
    """Names with their type, the sessions that confirm each, and what the corpus writes in lower case."""

    types: dict[Phrase, IdentifierType]
    sessions: dict[Phrase, set[str]]
    lower: frozenset[str]
    cased: dict[str, bool]
    phrases: Phrases

    def find(self, turn: Turn) -> Iterator[tuple[Match, IdentifierType]]:
        """Give every place of a turn where a known name stands and names something."""
        kept = institutions.find(turn.text)
        for match in self.phrases.find(turn.text):
            inside = any(k.start <= match.start and match.end <= k.end for k in kept)
            if not inside and self._stands(turn, match):
                yield match, self.types[match.phrase]

    def _stands(self, turn: Turn, match: Match) -> bool:
        confirmed = turn.session in self.sessions[match.phrase]
        small = not capitalised(turn.text, match.start)
        if small and not confirmed and len(match.phrase) == 1 and match.phrase[0] in self.lower:
            return False
        return names_something(turn.text, match, cased=self.cased[turn.session], confirmed=confirmed)


def known_names(turns: list[Turn], named: Iterable[Named]) -> Known:
    """Learn from what was found which names the whole corpus must be searched for."""
    written = _cased_sessions(turns)
    texts = {(t.session, t.turn): t.text for t in turns}
    types: dict[Phrase, IdentifierType] = {}
    sessions: dict[Phrase, set[str]] = defaultdict(set)
    for n in sorted(named, key=lambda n: (n.type != "person", n.session, n.turn, n.start)):
        for name in _names(n, texts[n.session, n.turn][n.start : n.end], written=written[n.session]):
            types.setdefault(name, n.type)
            sessions[name].add(n.session)
    return Known(types, dict(sessions), _lower_words(turns, written), written, Phrases(types))


def _cased_sessions(turns: list[Turn]) -> dict[str, bool]:
    texts: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        texts[turn.session].append(turn.text)
    return {session: cased(said) for session, said in texts.items()}


def _lower_words(turns: list[Turn], written: dict[str, bool]) -> frozenset[str]:
    # Where capitals are written, a word often seen without one is a word, whatever a model called it.
    seen = Counter(w for t in turns if written[t.session] for w in WORD.findall(t.text))
    small = {fold_for_search(w) for w, n in seen.items() if w.islower() and n >= LOWER_TIMES}
    return frozenset(small)


def _names(named: Named, said: str, *, written: bool) -> Iterator[Phrase]:
    believed = named.source == "ner" and written and (named.type == "person" or not all_ordinary(WORD.findall(said)))
    if named.source not in SURE and not believed:
        return
    if named.type == "person":
        yield from (p for p in [phrase(said), *map(phrase, said.split())] if _worth(p))
    elif named.type == "place" and _worth(phrase(said)):
        yield phrase(said)
    elif named.type == "organisation":
        # « association Mots Croisés » is also said « Mots Croisés »; a lone ordinary word proves nothing.
        names = (phrase(said), _bare(phrase(KIND.sub("", said, count=1))))
        yield from (p for p in names if p and (len(p) > 1 or not all_ordinary(list(p))))


def _bare(name: Phrase) -> Phrase:
    return _bare(name[1:]) if name and grammatical(name[0]) and name[0] not in ARTICLES else name


def _worth(name: Phrase) -> bool:
    return len("".join(name)) >= SHORTEST and not grammatical(" ".join(name))
