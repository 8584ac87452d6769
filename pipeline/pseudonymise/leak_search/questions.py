"""What was made, said and written, words that may be names → what the last check asks, and what people answered."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.anchoring import anchors
from pipeline.language.lexicon import all_ordinary
from pipeline.language.name_phrases import WORD, Phrase, phrase
from pipeline.model.contracts import Certainty, Identifier, IdentifierType, Turn, Unsettled
from pipeline.model.decision_rows import (
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    LeakDecision,
    LeakVerb,
    Scope,
)
from pipeline.model.files import normalised
from pipeline.pseudonymise.leak_search.made_files import Document
from pipeline.pseudonymise.leak_search.name_search import (
    NO_SENTENCE,
    Found,
    SearchedNames,
    stands,
    stands_disguised,
    written_in,
)
from pipeline.pseudonymise.resolve.known_names import KnownNames
from pipeline.pseudonymise.resolve.masking import hiding, ruled_by_turn
from pipeline.pseudonymise.resolve.mentions import Place, check
from pipeline.pseudonymise.resolve.pseudonyms import digest
from pipeline.pseudonymise.review.review_writer import ReviewWriter

DECISIONS = "decisions/"


def gestures(row: Unsettled) -> tuple[LeakVerb, ...]:
    """
    Tell what may be made of a word, the usual first.

    What the metadata or a signed review call a name is never said to be none; what a person wrote, and nothing
    rewrites, is either on purpose or to be corrected in its file.
    """
    never = row.certainty == "certain"
    masked: tuple[LeakVerb, ...] = (LeakVerb.MASK,) if maskable(row) else ()
    cleared: tuple[LeakVerb, ...] = () if never else (LeakVerb.NOT_A_NAME,)
    meant: tuple[LeakVerb, ...] = (LeakVerb.ON_PURPOSE,) if row.written else ()
    return (*masked, *cleared, *meant)


def maskable(row: Unsettled) -> bool:
    """Tell whether a word can be masked by a decision: it was said, or stands in a line of decisions."""
    return row.file.startswith(DECISIONS) if row.written else row.first_word >= 0


def waiting(rows: Iterable[Unsettled], decisions: Iterable[LeakDecision]) -> list[Unsettled]:
    """Give what nobody has settled yet: « not a name » and « mask » hold for the same words wherever they stand."""
    decisions = [d for d in decisions if not d.undoes]
    answered = {d.question for d in decisions}
    of_words = {d.check for d in decisions if d.decision == LeakVerb.NOT_A_NAME}
    masked = {d.check for d in decisions if d.decision == LeakVerb.MASK}
    return [
        r for r in rows
        if r.id not in answered and not (r.certainty == "doubt" and r.check in of_words)
        and not (r.check in masked and not r.written)
    ]


def settle(row: Unsettled, gesture: LeakVerb, writer: ReviewWriter, reason: str = "") -> list[Decision]:
    """
    Write what a person makes of a word: the answer, and what becomes of the words where they were said.

    Raises:
        ValueError: the gesture does not suit the word (``gestures``), or « on purpose » has no reason.
    """
    if gesture not in gestures(row) or (gesture == LeakVerb.ON_PURPOSE and not reason.strip()):
        raise ValueError(gesture)
    answer = writer.line(
        LeakDecision, session=row.session, question=row.id, decision=gesture, check=row.check, reason=reason.strip(),
    )
    if row.first_word < 0 or gesture == LeakVerb.ON_PURPOSE:
        return [answer]
    of_words = writer.line(
        IdentifierDecision, session=row.said_in, turn=row.said_turn, first_word=row.first_word,
        last_word=row.last_word, type=row.kind, entity="", replacement="", scope=Scope.EVERYWHERE, check=row.check,
        action=IdentifierVerb.KEEP if gesture == LeakVerb.NOT_A_NAME else IdentifierVerb.REPLACE,
    )
    return [answer, of_words]


def undo(lines: Sequence[LeakDecision], writer: ReviewWriter) -> list[LeakDecision]:
    """Write that answers no longer hold: the questions are asked again."""
    return [writer.instead(d, decision=LeakVerb.UNDO, reason="") for d in lines]


def sessions(rows: Iterable[Unsettled]) -> tuple[str, ...]:
    """Name the sessions whose exports wait for an answer; empty for a word of the whole study."""
    return tuple(sorted({r.session for r in rows}))


WHOLE, PRIVATE = "", "to_settle"


@dataclass(frozen=True, slots=True)
class WordsWaiting:
    """
    What an interview waits for before it leaves.

    Attributes:
        asked: words on which nobody has decided.
        masked: words that somebody said to mask, and that are not until the next run.
    """

    asked: int
    masked: int


TRANSCRIPT = "build/anonymised.parquet"
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
        spans = ruled_by_turn(turns, [i for i in identifiers if (i.session, i.turn) in texts], decisions, key)
        rows = hiding(i for of in spans.values() for i in of)
        said = {phrase(texts[i.session, i.turn][i.start : i.end]): i for i in reversed(rows)}
        places: dict[Phrase, Said] = {}
        for name, i in said.items():
            touched = anchors.touched(anchors.words(texts[i.session, i.turn]), i.start, i.end)
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
        for found in (*stands_disguised(left, asking.searched_names), *stands(left, asking.once)):
            cuts = [0, *(m.end() for m in SENTENCE_END.finditer(turn.text)), len(turn.text)]
            start = max(c for c in cuts if c <= found.start)
            end = min((c for c in cuts if c > found.start), default=len(turn.text))
            words = anchors.touched(anchors.words(turn.text), found.start, found.end)
            where = QuestionPlace(TRANSCRIPT, turn.session, turn.turn)
            moved = replace(found, start=found.start - start, end=found.end - start)
            yield _row(asking, where, moved, turn.text[start:end], (turn.session, turn.turn, words[0], words[-1]))


def in_written(document: Document, asking: QuestionMaterial) -> Iterator[Unsettled]:
    """Ask of every private name in a file that a person wrote."""
    parts = normalised(document.path).split("/")
    # A file of decisions bears the name of who decides.
    path = parts[:-1] if parts[0] == "decisions" else parts
    # Cells of decisions repeat one another: each is searched once.
    look = cache(lambda text: tuple(written_in(text, asking.searched_names)))
    for line, session, text in (*((0, "", f"{NO_SENTENCE} {part}") for part in path), *_lines(document)):
        for found, read in look(text):
            said = asking.said.get(found.phrase, ("", -1, -1, -1))
            yield _row(asking, QuestionPlace(document.path, session, line=line), found, read, said)


def in_made(
    document: Document, asking: QuestionMaterial, certain: Iterable[tuple[int, str, Found]],
) -> Iterator[Unsettled]:
    """Show every name that the program left certain and bare in a file it made, by the line of its text."""
    for line, text, found in certain:
        said = asking.said.get(found.phrase, ("", -1, -1, -1))
        yield replace(_row(asking, QuestionPlace(document.path, "", line=line), found, text, said), written=False)


def _lines(document: Document) -> Iterator[tuple[int, str, str]]:
    if not document.path.startswith(DECISIONS):
        yield from ((n, "", line) for n, line in _with_next(document.text))
        return
    reader = csv.DictReader(io.StringIO(document.text, newline=""))
    line = reader.line_num if reader.fieldnames else 0
    for row in reader:
        cells = [cell for cell in row.values() if isinstance(cell, str)]
        yield from ((line + 1, row.get("session") or "", one) for cell in cells for _, one in _with_next(cell))
        line = reader.line_num


def _with_next(text: str) -> Iterator[tuple[int, str]]:
    # Each line, and with the one that follows: a name or a number may go from one to the other.
    lines = text.split("\n")
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        yield number, line
        if line.strip() and after.strip():
            yield number, f"{line.rstrip()}\n{after.lstrip()}"


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
