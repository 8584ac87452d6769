"""Private names and numbers → where one of them stands bare in a text, however it is written there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.language.name_phrases import WORD, Phrase, Phrases, folded
from pipeline.model.contracts import IdentifierType, NameOrigin
from pipeline.model.files import normalised
from pipeline.pseudonymise.leak_search.file_texts import readings
from pipeline.pseudonymise.resolve.known_names import KnownNames, common
from pipeline.pseudonymise.resolve.masking import Numbers, squash

NO_SENTENCE = "x"
# What a machine writes: an identifier in hexadecimal, a moment. A number stands there by chance.
STAMP = re.compile(r"(?=\S*[a-f-])[0-9a-f]{8,}(?:-[0-9a-f]{4,})*|\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]*)?")


@dataclass(frozen=True, slots=True)
class Found:
    """
    A private name or number in characters ``start:end`` of a line.

    Attributes:
        doubtful: nobody but the machine calls it a name, or it may be the ordinary word.
        phrase: its folded words; empty for a number.
    """

    start: int
    end: int
    kind: IdentifierType
    origin: NameOrigin
    doubtful: bool
    phrase: Phrase = ()


@dataclass(frozen=True)
class SearchedNames:
    """
    All the names and numbers that are searched for.

    Attributes:
        known: the names, as the corpus is masked by them.
        numbers: what identifies someone by itself.
        kept: names kept on purpose somewhere: of the metadata, they are still asked about.
        borne: words of pseudonyms: to find them would prove nothing.
        shown: ordinary words that are names too, and that masking, which looks at each place, let through somewhere.
        described: what the metadata tell of people and nobody says: an employer, a function.
    """

    known: KnownNames
    numbers: Numbers
    kept: frozenset[Phrase] = field(default_factory=frozenset)
    borne: frozenset[str] = field(default_factory=frozenset)
    shown: frozenset[Phrase] = field(default_factory=frozenset)
    described: Phrases = field(default_factory=lambda: Phrases(()))

    def __len__(self) -> int:
        return len(self.known.types) + len(self.numbers.kinds)

    def may_stand(self, text: str) -> bool:
        """Tell quickly whether a text, however long, holds the beginning of a name or of a number."""
        words = {word for line in text.split("\n") for word in WORD.findall(line)}
        names = any(folded(w) in self.known.phrases.beginnings for w in words)
        return names or any(w.casefold() in self.numbers.begun for w in words)


def stands(line: str, searched_names: SearchedNames) -> Iterator[Found]:
    """Give what stands in one line of a text, the longest first at each place, none overlapping another."""
    if not STAMP.fullmatch(line):
        yield from _apart(_every(line, searched_names))


def stands_disguised(line: str, searched_names: SearchedNames) -> Iterator[Found]:
    """Give what stands in one line, and what is spelt, cut or glued there: that is doubted."""
    if STAMP.fullmatch(line):
        return
    known = searched_names.known
    disguised = [
        Found(m.start, m.end, known.types[m.phrase], known.origins[m.phrase], doubtful=True, phrase=m.phrase)
        for m in known.disguised_in(line) if not searched_names.borne.issuperset(m.phrase)
    ]
    yield from _apart([*_every(line, searched_names), *disguised])


def _every(line: str, searched_names: SearchedNames) -> list[Found]:
    kept = searched_names.kept
    every: list[Found] = []
    for one in searched_names.known.find_in(line):
        name = one.match.phrase
        if searched_names.borne.issuperset(name) or (name in kept and one.origin != "metadata"):
            continue
        doubtful = one.origin == "machine" or name in searched_names.shown or name in kept
        every.append(Found(one.match.start, one.match.end, one.type, one.origin, doubtful, name))
    for start, end, kind in searched_names.numbers.find(line):
        every.append(Found(start, end, kind, "machine", doubtful=False))
    return every


def _apart(every: Iterable[Found]) -> Iterator[Found]:
    done = 0
    for found in sorted(every, key=lambda f: (f.start, -f.end)):
        if found.start >= done:
            yield found
            done = found.end


def stands_in_path(path: str, searched_names: SearchedNames) -> Iterator[Found]:
    """Give what stands in the parts of a path: none of them is a sentence, whose first word has a capital anyway."""
    for part in normalised(path).split("/"):
        yield from stands(f"{NO_SENTENCE} {part}", searched_names)


def find(text: str, searched_names: SearchedNames) -> Counter[str]:
    """Count what stands in a text, by kind; the ordinary words that masking let through are left out."""
    if not searched_names.may_stand(text):
        return Counter()
    found = (f for line in text.split("\n") for f in stands(line, searched_names))
    return Counter(f.kind for f in found if f.phrase not in searched_names.shown)


def let_through(lines: Iterator[str], known: KnownNames) -> frozenset[Phrase]:
    """Give the names, all ordinary words, that stand in what masking leaves to be read."""
    return frozenset(
        one.match.phrase for line in lines for one in known.find_in(line)
        if common(line[one.match.start : one.match.end])
    )


def written_in(text: str, searched_names: SearchedNames) -> Iterator[tuple[Found, str]]:
    """
    Give what stands in a line that a person wrote, with the line as it is read there.

    Of two lines together, what goes from one to the other is given; an ordinary word only where someone who takes
    part bears it.
    """
    told: set[Phrase | str] = set()
    for read in readings(text):
        described = (
            Found(m.start, m.end, "misc", "metadata", doubtful=True, phrase=m.phrase)
            for m in searched_names.described.find(read)
        )
        seen = list(_apart([*stands_disguised(read, searched_names), *described]))
        names = [f.phrase or squash(read[f.start : f.end]) for f in seen]
        for found, name in zip(seen, names, strict=True):
            word = found.phrase in searched_names.shown and found.origin == "machine"
            if not word and name not in told and ("\n" in read[found.start : found.end]) == ("\n" in read):
                yield found, read
        told |= set(names)
