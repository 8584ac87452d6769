"""Private names and numbers → where one of them stands bare in a text, and the question it asks, with its sentence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.anchoring import anchors
from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.language.lexicon import all_ordinary
from pipeline.language.name_phrases import WORD, Phrase, folded, phrase
from pipeline.model.contracts import Certainty, Identifier, IdentifierType, NameOrigin, Turn, Unsettled
from pipeline.model.files import normalised
from pipeline.pseudonymise.leak_search.made_files import Document
from pipeline.pseudonymise.resolve.known_names import KnownNames, common
from pipeline.pseudonymise.resolve.masking import Numbers, hiding, obeyed
from pipeline.pseudonymise.resolve.mentions import Place, check
from pipeline.pseudonymise.resolve.pseudonyms import digest

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


TRANSCRIPT = "build/anonymised.parquet"
DECISIONS = "decisions/"
ID_DIGITS = 32
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
# What a model alone took for a name, and that is masked in one place only, may be a name or a word: a person knows.
SEEN_ONCE: frozenset[IdentifierType] = frozenset({"organisation", "misc"})
SHORTEST = 3
# A name stands there: what follows opens no sentence.
BLANK = "x"
Said = tuple[str, int, int, int]  # a session, a turn, its first and last source words


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """Where a question stands: a file, with its line or its turn."""

    file: str
    session: str
    turn: int = -1
    line: int = 0


@dataclass(frozen=True)
class QuestionMaterial:
    """
    All that a question is made of.

    Attributes:
        turns: what was said.
        spans: what each turn hides or keeps.
        searched_names: the private names.
        once: what a model alone called an organisation or a name of some kind.
        said: a place of the transcripts where each name is said.
        key: the secret of the study.
    """

    turns: Sequence[Turn]
    spans: dict[Place, list[Identifier]]
    searched_names: SearchedNames
    once: SearchedNames
    said: dict[Phrase, Said]
    key: bytes

    @classmethod
    def of(
        cls, turns: Sequence[Turn], identifiers: Iterable[Identifier], decisions: Sequence[IdentifierDecision],
        searched_names: SearchedNames, key: bytes,
    ) -> QuestionMaterial:
        """Gather it."""
        texts = searched_names.known.usage.texts
        spans = obeyed(turns, [i for i in identifiers if (i.session, i.turn) in texts], decisions, key)
        rows = hiding(i for of in spans.values() for i in of)
        said = {phrase(texts[i.session, i.turn][i.start : i.end]): i for i in reversed(rows)}
        places: dict[Phrase, Said] = {}
        for name, i in said.items():
            words = anchors.words(texts[i.session, i.turn])
            touched = [n for n, (start, end) in enumerate(words) if start < i.end and end > i.start]
            places[name] = (i.session, i.turn, touched[0], touched[-1])
        return cls(turns, spans, searched_names, _once(said, searched_names), places, key)


def _once(said: dict[Phrase, Identifier], searched_names: SearchedNames) -> SearchedNames:
    names = {
        name: i.type for name, i in said.items()
        if i.type in SEEN_ONCE and name not in searched_names.known.types and len("".join(name)) >= SHORTEST
        and not all_ordinary(list(name))
    }
    known = KnownNames(names, dict.fromkeys(names, "machine"), {n: set() for n in names}, searched_names.known.usage)
    return SearchedNames(known, searched_names.numbers.of(()), searched_names.kept, searched_names.borne)


def blanked(text: str, spans: Iterable[Identifier]) -> str:
    """Write nothing that is a word over what is masked or kept in a turn; every offset stays."""
    for i in spans:
        text = text[: i.start] + BLANK * (i.end - i.start) + text[i.end :]
    return text


def in_turns(asking: QuestionMaterial) -> Iterator[Unsettled]:
    """Ask of every word of the transcripts that may be a name and that is not masked."""
    for turn in asking.turns:
        left = blanked(turn.text, asking.spans[turn.session, turn.turn])
        for found in (*stands(left, asking.searched_names), *stands(left, asking.once)):
            cuts = [0, *(m.end() for m in SENTENCE_END.finditer(turn.text)), len(turn.text)]
            start = max(c for c in cuts if c <= found.start)
            end = min((c for c in cuts if c > found.start), default=len(turn.text))
            words = [n for n, (s, e) in enumerate(anchors.words(turn.text)) if s < found.end and e > found.start]
            where = QuestionPlace(TRANSCRIPT, turn.session, turn.turn)
            moved = replace(found, start=found.start - start, end=found.end - start)
            yield _row(asking, where, moved, turn.text[start:end], (turn.session, turn.turn, words[0], words[-1]))


def in_written(document: Document, asking: QuestionMaterial) -> Iterator[Unsettled]:
    """Ask of every private name in a file that a person wrote."""
    if not asking.searched_names.may_stand(f"{normalised(document.path)}\n{document.text}"):
        return
    parts = normalised(document.path).split("/")
    # A file of decisions bears the name of who decides.
    path = parts[:-1] if parts[0] == "decisions" else parts
    for line, session, text in (*((0, "", f"{NO_SENTENCE} {part}") for part in path), *_lines(document)):
        for found in stands(text, asking.searched_names):
            # An ordinary word is asked about only where someone who takes part bears it.
            if not (found.phrase in asking.searched_names.shown and found.origin == "machine"):
                said = asking.said.get(found.phrase, ("", -1, -1, -1))
                yield _row(asking, QuestionPlace(document.path, session, line=line), found, text, said)


def in_made(
    document: Document, asking: QuestionMaterial, certain: Iterable[tuple[int, str, Found]],
) -> Iterator[Unsettled]:
    """Show every name that the program left certain and bare in a file it made, by the line of its text."""
    for line, text, found in certain:
        said = asking.said.get(found.phrase, ("", -1, -1, -1))
        yield replace(_row(asking, QuestionPlace(document.path, "", line=line), found, text, said), written=False)


def _lines(document: Document) -> Iterator[tuple[int, str, str]]:
    if not document.path.startswith(DECISIONS):
        yield from ((n, "", line) for n, line in enumerate(document.text.split("\n"), 1))
        return
    reader = csv.DictReader(io.StringIO(document.text, newline=""))
    line = reader.line_num if reader.fieldnames else 0
    for row in reader:
        cells = [cell for cell in row.values() if isinstance(cell, str)]
        yield from ((line + 1, row.get("session") or "", one) for cell in cells for one in cell.split("\n"))
        line = reader.line_num


def _row(asking: QuestionMaterial, where: QuestionPlace, found: Found, sentence: str, said: Said) -> Unsettled:
    word = sentence[found.start : found.end]
    sure: Certainty = "doubt" if found.doubtful else "certain"
    mark = digest(asking.key, "to settle", where.file, *WORD.findall(word), sentence)[:ID_DIGITS]
    written = where.file != TRANSCRIPT
    return Unsettled(
        id=mark, file=where.file, session=where.session, turn=where.turn, line=where.line, start=found.start,
        end=found.end, kind=found.kind, certainty=sure, origin=found.origin, written=written, word=word,
        sentence=sentence, said_in=said[0], said_turn=said[1], first_word=said[2], last_word=said[3],
        check=check(asking.key, word),
    )
