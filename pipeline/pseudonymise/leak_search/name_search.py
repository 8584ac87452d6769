"""The private names and numbers of a study → where one of them stands in a text that is no turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.language.name_phrases import WORD, Phrase, folded
from pipeline.model.contracts import IdentifierType, NameOrigin
from pipeline.model.files import normalised
from pipeline.pseudonymise.resolve.known_names import KnownNames, common
from pipeline.pseudonymise.resolve.numbers import Numbers

NO_SENTENCE = "x"


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
    """

    known: KnownNames
    numbers: Numbers
    kept: frozenset[Phrase] = field(default_factory=frozenset)
    borne: frozenset[str] = field(default_factory=frozenset)
    shown: frozenset[Phrase] = field(default_factory=frozenset)

    def __len__(self) -> int:
        return len(self.known.types) + len(self.numbers.kinds)

    def may_stand(self, text: str) -> bool:
        """Tell quickly whether a text, however long, holds the beginning of a name or of a number."""
        words = set(WORD.findall(text))
        names = any(folded(w) in self.known.phrases.beginnings for w in words)
        return names or any(w.casefold() in self.numbers.begun for w in words)


def stands(line: str, searched_names: SearchedNames) -> Iterator[Found]:
    """Give what stands in one line of a text, the longest first at each place, none overlapping another."""
    done = 0
    every = [*_names(line, searched_names), *_numbers(line, searched_names)]
    for found in sorted(every, key=lambda f: (f.start, -f.end)):
        if found.start >= done:
            yield found
            done = found.end


def stands_in_path(path: str, searched_names: SearchedNames) -> Iterator[Found]:
    """Give what stands in the parts of a path: none of them is a sentence, whose first word has a capital anyway."""
    for part in normalised(path).split("/"):
        yield from stands(f"{NO_SENTENCE} {part}", searched_names)


def _names(line: str, searched_names: SearchedNames) -> Iterator[Found]:
    for one in searched_names.known.find_in(line):
        name = one.match.phrase
        if searched_names.borne.issuperset(name) or (name in searched_names.kept and one.origin != "metadata"):
            continue
        doubtful = one.origin == "machine" or name in searched_names.shown or name in searched_names.kept
        yield Found(one.match.start, one.match.end, one.type, one.origin, doubtful, name)


def _numbers(line: str, searched_names: SearchedNames) -> Iterator[Found]:
    for start, end, kind in searched_names.numbers.find(line):
        yield Found(start, end, kind, "machine", doubtful=False)


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
