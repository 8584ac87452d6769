"""Mentions and metadata → the private names of a corpus, and every place where one of them stands.

This is the one definition of « a private name stands here »: propagation looks for names by it, `anonymised` masks by
it, and the last check reads all that was made by it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Protocol

from pipeline.language import disguises, organisations
from pipeline.language.disguises import JoinedWord
from pipeline.language.lexicon import all_ordinary, grammatical, known_word
from pipeline.language.name_context import ARTICLES, is_word, names_something, something_else
from pipeline.language.name_phrases import Phrase, PhraseMatch, Phrases, folded, phrase
from pipeline.language.placeholders import KIND
from pipeline.language.sentences import capitalised, cased
from pipeline.model.contracts import Action, IdentifierType, NameOrigin, ProposalSource, Turn

SHORTEST, SHORTEST_TOLD = 3, 2
SHORTEST_INSIDE = 4  # letters of a name that was cut, glued, or spelt among other letters
LOWER_TIMES = 2
WORD = re.compile(r"[^\W\d_]+")
SURE: frozenset[ProposalSource] = frozenset({"metadata", "trigger", "names", "person", "pattern"})
ORIGINS: dict[ProposalSource, NameOrigin] = {"metadata": "metadata", "person": "review"}
# What a person masks, of these types, is masked wherever it stands; a model alone takes too many words for them.
PERSONS_OWN: frozenset[IdentifierType] = frozenset({"misc", "organisation"})


class NamedSpan(Protocol):
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
    @property
    def action(self) -> Action: ...


@dataclass(frozen=True, slots=True, order=True)
class ToldName:
    """A name that the metadata tell, said or not; that of a ``file`` may be a word of what it is about."""

    phrase: Phrase
    type: IdentifierType
    file: bool = False


@dataclass(frozen=True, slots=True)
class StandingName:
    """A private name where it stands in a text."""

    match: PhraseMatch
    type: IdentifierType
    origin: NameOrigin


@dataclass(frozen=True)
class Usage:
    """How a corpus writes: its texts, the sessions with capitals, and the words often written without."""

    texts: dict[tuple[str, int], str]
    cased: dict[str, bool]
    lower: frozenset[str]

    @classmethod
    def of(cls, turns: Collection[Turn]) -> Usage:
        """Learn it from the turns."""
        said: dict[str, list[str]] = defaultdict(list)
        for turn in turns:
            said[turn.session].append(turn.text)
        written = {session: cased(texts) for session, texts in said.items()}
        # Where capitals are written, a word often seen without one is a word, whatever a model called it.
        seen = Counter(w for session, texts in said.items() if written[session] for t in texts for w in WORD.findall(t))
        lower_words = frozenset(folded(w) for w, n in seen.items() if n >= LOWER_TIMES and w.islower())
        return cls({(t.session, t.turn): t.text for t in turns}, written, lower_words)


@dataclass(frozen=True)
class KnownNames:
    """The private names, with the type and the origin of each, the sessions that confirm it, and what is kept."""

    types: dict[Phrase, IdentifierType]
    origins: dict[Phrase, NameOrigin]
    sessions: dict[Phrase, set[str]]
    usage: Usage
    kept: frozenset[Phrase] = field(default_factory=frozenset)

    @cached_property
    def phrases(self) -> Phrases:
        """What is looked for."""
        return Phrases(self.types)

    @cached_property
    def _kept(self) -> Phrases:
        return Phrases(self.kept)

    def find(self, turn: Turn) -> Iterator[tuple[PhraseMatch, IdentifierType]]:
        """Give every place of a turn where a name stands and names something."""
        for match in self._found(turn.text):
            if self._stands(turn, match):
                yield match, self.types[match.phrase]
        for match in self.disguised_in(turn.text):
            yield match, self.types[match.phrase]

    def find_in(self, text: str) -> Iterator[StandingName]:
        """
        Give every place where a name stands in a text of no session: a table, a memo, a topic's words.

        No less is found in a turn: the guards are the same, in a text with capitals, where no session confirms.
        """
        for match in self._found(text):
            metadata = self.origins[match.phrase] == "metadata"
            if something_else(text, match) or (self._often_small(text, match) and not metadata):
                continue
            # What the machine alone calls a name is let through where masking lets it: « beaucoup de clémence ».
            sure = self.origins[match.phrase] != "machine" and not is_word(text, match)
            if sure or names_something(text, match, cased=True):
                yield StandingName(match, self.types[match.phrase], self.origins[match.phrase])

    def disguised_in(self, text: str) -> Iterator[PhraseMatch]:
        """Give every place where a name is spelt, cut or glued: « M A R T I N », « Mar- tin », « martin2 »."""
        if not self._joined:
            return
        matches = [
            PhraseMatch(word.start, word.end, self._joined[word.letters]) for word in _put_together(text)
            if word.letters in self._joined
        ]
        yield from (match for match in matches if not self._inside_what_is_kept(text, match))

    @cached_property
    def _joined(self) -> dict[str, Phrase]:
        found = {"".join(p): p for p in sorted(self.types) if self.types[p] != "address"}
        return {letters: name for letters, name in found.items() if len(letters) >= SHORTEST}

    def beyond(self, other: KnownNames) -> KnownNames:
        """Give the names that another does not look for, or not in the same sessions: what is left to search."""
        more = {p: t for p, t in self.types.items() if self.sessions[p] - other.sessions.get(p, set())}
        more |= {p: t for p, t in self.types.items() if p not in other.types}
        return replace(self, types=more)

    def __bool__(self) -> bool:
        return bool(self.types)

    def with_names_of(self, other: KnownNames) -> KnownNames:
        """Give what two know, where the other knows more of a name."""
        return replace(self, types=self.types | other.types, sessions=self.sessions | other.sessions)

    def _found(self, text: str) -> Iterator[PhraseMatch]:
        if not self.types or not self.phrases.may_stand(text):
            return
        for match in self.phrases.overlapping(text):
            if not self._inside_what_is_kept(text, match):
                yield match

    def _inside_what_is_kept(self, text: str, match: PhraseMatch) -> bool:
        person = self.types[match.phrase] == "person" and self.origins[match.phrase] == "metadata"
        for kept in organisations.kept(text):
            if kept.start <= match.start and match.end <= kept.end:
                # Someone who takes part may bear the very name of an institution: « Leclerc ».
                return not (person and (kept.start, kept.end) == (match.start, match.end))
        own = self._kept.overlapping(text) if self.kept else ()
        return any(k.start <= match.start and match.end <= k.end and k.phrase != match.phrase for k in own)

    def _stands(self, turn: Turn, match: PhraseMatch) -> bool:
        confirmed = turn.session in self.sessions[match.phrase]
        told = self.origins[match.phrase] == "metadata"
        if not confirmed and not told and self._often_small(turn.text, match):
            return False
        return names_something(turn.text, match, cased=self.usage.cased[turn.session], confirmed=confirmed)

    def _often_small(self, text: str, match: PhraseMatch) -> bool:
        small = not capitalised(text, match.start)
        return small and len(match.phrase) == 1 and match.phrase[0] in self.usage.lower


def _put_together(text: str) -> Iterator[JoinedWord]:
    for run in disguises.spelt(text):
        if not run.recited:
            # A name of three letters is spelt alone: among others it is there by chance.
            whole = len(run.letters) == SHORTEST
            yield from run.words(SHORTEST if whole else SHORTEST_INSIDE)
    cut = (word for word in disguises.cut(text) if disguises.named_by_capital(text, word))
    yield from (w for w in chain(cut, disguises.glued(text)) if len(w.letters) >= SHORTEST_INSIDE)


def known_names(
    usage: Usage, named: Iterable[NamedSpan], told: Iterable[ToldName] = (), kept: Iterable[Phrase] = (),
    signed: Collection[str] = (),
) -> KnownNames:
    """
    Learn which names the whole corpus must be searched for.

    Args:
        usage: how the corpus writes.
        named: what was found in it, as it stands now.
        told: the names of the metadata.
        kept: longer names that people keep on purpose wherever they are said: « Sainte-Anne ».
        signed: sessions whose review is signed: a reader saw what is named there.
    """
    types: dict[Phrase, IdentifierType] = {}
    origins: dict[Phrase, NameOrigin] = {}
    sessions: dict[Phrase, set[str]] = defaultdict(set)
    for one in sorted(t for t in told if not (t.file and usage.lower.issuperset(t.phrase))):
        types.setdefault(one.phrase, one.type)
        origins[one.phrase] = "metadata"
        sessions[one.phrase] |= set()
    # What is kept names nobody: neither do its words.
    naming = [n for n in named if n.action != "keep"]
    for n in sorted(naming, key=lambda n: (n.type != "person", n.session, n.turn, n.start)):
        for name in _names(n, usage.texts[n.session, n.turn][n.start : n.end], written=usage.cased[n.session]):
            types.setdefault(name, n.type)
            sessions[name].add(n.session)
            if origins.get(name) != "metadata":
                seen: NameOrigin = "review" if n.session in signed else ORIGINS.get(n.source, "machine")
                origins[name] = seen if seen != "machine" else origins.get(name, "machine")
    return KnownNames(types, origins, dict(sessions), usage, frozenset(p for p in kept if len(p) > 1))


def _names(named: NamedSpan, said: str, *, written: bool) -> Iterator[Phrase]:
    believed = named.source == "ner" and written and (named.type == "person" or not all_ordinary(WORD.findall(said)))
    if named.source not in SURE and not believed:
        return
    said = said[disguises.begun(said) :]
    whole = phrase(said)
    if named.type == "person":
        yield from (p for p in [whole, *map(phrase, said.split())] if _worth(p))
    elif named.type == "place" or (named.source == "person" and named.type in PERSONS_OWN):
        yield from (p for p in [whole] if _worth(p))
    if named.type == "organisation":
        # « association Mots Croisés » is also said « Mots Croisés »; a lone ordinary word proves nothing.
        names = (whole, _bare(phrase(KIND.sub("", said, count=1))))
        yield from (p for p in names if p and (len(p) > 1 or not all_ordinary(list(p))))
    elif named.type == "address" and len(whole) > 1:
        yield whole


def _bare(name: Phrase) -> Phrase:
    return _bare(name[1:]) if name and grammatical(name[0]) and name[0] not in ARTICLES else name


def _worth(name: Phrase) -> bool:
    return len("".join(name)) >= SHORTEST and not grammatical(" ".join(name))


def worth_telling(name: Phrase) -> bool:
    """Tell whether a name of the metadata can be looked for: initials and little words cannot."""
    return len("".join(name)) >= SHORTEST_TOLD and not all(map(grammatical, name))


def common(said: str) -> bool:
    """Tell whether every word of a name, as it is written, is one that people say without naming anyone: « rose »."""
    return all(map(known_word, WORD.findall(said)))
