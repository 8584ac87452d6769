"""The reading → what the first page shows: themes and their people, sentences understood alone, what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from dashboard.data.corpus import Corpus
from dashboard.data.counting import People, Share, among, asked, by_value, people, to_read
from dashboard.data.freshness import worked_out
from dashboard.data.marks import Span
from dashboard.data.passages import CorpusReading, Passage, bearing, farthest, typical
from pipeline.analysis.counts.coded_passages import PeopleShare
from pipeline.codebook.grid import Theme
from pipeline.language.folds import fold_for_search
from pipeline.language.sentences import IMPERSONAL, LINKS, POINTERS, SOMEBODY
from pipeline.pseudonymise.people.speakers import Places, places

WORD = re.compile(r"\w+")
# « [rires] », « (silence) »: what a transcriber adds; names are masked between the same brackets.
ADDED = re.compile(r"\[[^\]]*\]|\([^)]*\)")
LONGEST, FEWEST = 3, 5  # words


def alone(sentence: str) -> bool:
    """
    Tell whether a sentence leans on none before it.

    >>> alone("Avant, je recevais les gens."), alone("Et ça continue."), alone("Il y a du monde.")
    (True, False, True)
    """
    words = WORD.findall(fold_for_search(sentence))
    begun = {" ".join(words[:n]) for n in range(1, LONGEST + 1)}
    if begun & set(IMPERSONAL):
        return True
    return not begun & {*LINKS, *POINTERS, "il"}


def asks_alone(question: str) -> bool:
    """
    Tell whether a question is one, and is understood by who hears nothing else.

    >>> asks_alone("Qu'est-ce qui vous inquiète pour la suite ?"), asks_alone("Pour une prise ?")
    (True, False)
    """
    one = re.fullmatch(r"[^.!?…]+\?", question.strip())
    return bool(one) and alone(question) and not added(question, ()) and len(WORD.findall(question)) >= FEWEST


def pointing(text: str) -> int:
    """
    Count the words that send back to somebody or something.

    >>> pointing("Il y a du monde et elle attend, lui aussi.")
    2
    """
    words = WORD.findall(fold_for_search(text))
    pairs = zip(words, [*words[1:], ""], strict=True)
    return sum(word in SOMEBODY and f"{word} {after}" not in IMPERSONAL for word, after in pairs)


def added(text: str, masks: Iterable[Span]) -> bool:
    """
    Tell whether a text holds what its transcriber added.

    >>> added("Oui [rires] à [Jarancourt].", [(15, 27)]), added("À [Jarancourt].", [(2, 14)])
    (True, False)
    """
    known = list(masks)
    return any(
        not any(start < found.end() and found.start() < end for start, end in known) for found in ADDED.finditer(text)
    )


SENTENCE = re.compile(r"\w[^.!?…]*[.!?…]+")
SENTENCE_LENGTHS = range(50, 170)
QUESTION_LENGTHS = range(15, 170)
IDEAL_SENTENCE = 105
# Passages looked at, spread over the corpus: one sentence is wanted, and the screen does not wait.
ENOUGH = 1500
MOST_TASKS = 5
# The attribute that tells fields of work apart in most studies; else one that has few values.
FIELD, FEW = "champ", range(2, 9)
TaskKind = Literal[
    "voices", "code", "settle", "review", "take_away", "signed", "suggestions", "disagreements", "orphans", "update"
]


@dataclass(frozen=True, slots=True)
class Strip:
    """The figures of the study, people first."""

    sessions: int
    people: int
    places: Places
    answers: int


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """Characters ``start:end`` of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves, byte for byte."""
        return self.passage.excerpt.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme, the people who bear it, by field, one typical quote, and one far from the others, to be read."""

    theme: Theme
    people: People
    among: PeopleShare
    shares: tuple[Share, ...]
    quote: QuotedSentence | None
    far: QuotedSentence | None = None


@dataclass(frozen=True, slots=True)
class TaskLeft:
    """Something left to do, and how many times; ``hidden`` of them cannot be done on the page that is for it."""

    kind: TaskKind
    count: int
    hidden: int = 0


def strip(corpus: Corpus) -> Strip:
    """Count who was met, where, and who answered the questionnaire."""
    respondents = {a.participant for a in corpus.answers}
    return Strip(len(corpus.interviews), len(corpus.people), places(corpus.interviewed), len(respondents))


def main_attribute(corpus: Corpus) -> str:
    """Choose the attribute that strips are drawn by; none when no attribute has few values."""
    fit = [a for a in corpus.attributes if len(corpus.values_of(a)) in FEW]
    return FIELD if FIELD in fit else next(iter(fit), "")


@worked_out(2)
def sentence(reading: CorpusReading) -> QuotedSentence | None:
    """Choose one sentence that opens the study: coded by a person, whole, of a length one reads at a glance."""
    fit = [p for p in reading.passages if p.typical and len(p.excerpt.question) in QUESTION_LENGTHS]
    some = fit[:: max(1, len(fit) // ENOUGH)]
    candidates = sorted((q for p in some for q in sentences(p)), key=lambda q: (q.passage.place, q.start))
    for fits in (_coded_by, lambda q: asks_alone(q.passage.excerpt.question), lambda q: alone(q.text)):
        candidates = [q for q in candidates if fits(q)] or candidates
    return min(candidates, key=_hard_to_read, default=None)


def sentences(passage: Passage) -> Iterator[QuotedSentence]:
    """Give the whole sentences of a passage that can stand alone."""
    for match in SENTENCE.finditer(passage.excerpt.text):
        said = match.group()
        # Neither a stage direction nor half of what somebody else is quoted as saying.
        whole = not set("[(") & set(said) and said.count("«") == said.count("»")
        if len(said) in SENTENCE_LENGTHS and said[0].isupper() and whole:
            yield QuotedSentence(passage, *match.span())


def _coded_by(quote: QuotedSentence) -> set[tuple[str, str]]:
    return {
        (m.author, m.code) for m in quote.passage.decided
        if any(start <= quote.start and quote.end <= end for start, end in m.spans)
    }


def _hard_to_read(quote: QuotedSentence) -> tuple[int, int, int, int]:
    masked = sum(m.start < quote.end and m.end > quote.start for m in quote.passage.excerpt.masks)
    sends_back = pointing(f"{quote.passage.excerpt.question} {quote.text}")
    return masked, sends_back, -len(_coded_by(quote)), abs(len(quote.text) - IDEAL_SENTENCE)


@worked_out(2)
def theme_rows(reading: CorpusReading) -> tuple[ThemeRow, ...]:
    """Give the themes in the order of their file; nobody is quoted twice while others can be."""
    opening = sentence(reading)
    heard = Counter([opening.passage.excerpt.speaker] if opening else [])
    rows = []
    for theme in reading.corpus.themes:
        row = _theme_row(reading, theme, heard)
        heard.update([row.quote.passage.excerpt.speaker] if row.quote else [])
        rows.append(row)
    return tuple(rows)


def _theme_row(reading: CorpusReading, theme: Theme, heard: Counter[str]) -> ThemeRow:
    corpus, codes = reading.corpus, frozenset(theme.codes)
    found = people(reading, codes)
    shares = by_value(reading, found, main_attribute(corpus), asked(corpus, theme.questions))
    row = ThemeRow(theme, found, among(reading, found, theme.questions), tuple(shares), None)
    coded = [p for p in with_code(bearing(reading.marked_by_code, codes), codes) if p.typical]
    fit = typical(coded, len(corpus.people), codes)

    def fitness(passage: Passage) -> tuple[bool, int]:
        quote = shortened(passage, codes)
        masks = ((m.start - quote.start, m.end - quote.start) for m in quote.passage.excerpt.masks)
        return added(quote.text, masks), heard[passage.excerpt.speaker]

    chosen = min(fit, key=fitness, default=None)
    if not chosen:
        return row
    far = next(farthest(corpus, theme.id, coded, [chosen.excerpt.speaker]), None)
    return replace(row, quote=shortened(chosen, codes), far=shortened(far, codes) if far else None)


def with_code(passages: Iterable[Passage], codes: frozenset[str]) -> Iterator[Passage]:
    """Keep the passages that a person coded with any of some codes."""
    return (p for p in passages if any(m.code in codes and m.decided for m in p.marks))


LONGEST_QUOTE = 240


def shortened(passage: Passage, codes: frozenset[str]) -> QuotedSentence:
    """Quote a passage whole when it is short, else the sentences that bear the codes, as far as there is room."""
    text = passage.excerpt.text
    if len(text) <= LONGEST_QUOTE:
        return QuotedSentence(passage, 0, len(text))
    spans = [s for m in passage.decided if m.code in codes for s in m.spans]
    at = min(s for s, _ in spans) if spans else 0
    before = [m.start() for m in SENTENCE.finditer(text) if m.start() <= at]
    start = before[-1] if before and at - before[-1] < LONGEST_QUOTE // 2 else at
    room = start + LONGEST_QUOTE
    if room >= len(text):
        return QuotedSentence(passage, start, len(text))
    whole = [m.end() for m in SENTENCE.finditer(text) if start < m.end() <= room]
    return QuotedSentence(passage, start, whole[-1] if whole else text.rfind(" ", start, room))


def tasks(
    reading: CorpusReading, found: Mapping[TaskKind, int] = MappingProxyType({}), *, here: bool = True,
    signed: Collection[str] = (),
) -> list[TaskLeft]:
    """
    List what is left to do, a few things at most, in the order of the work: who speaks, read and code, review, leave.

    Args:
        reading: the corpus as it is now.
        found: what is counted elsewhere: words to settle before anything leaves, points about who speaks,
            disagreements on which nobody ruled.
        here: whether what only this machine may do, the review and the update, can be done from here.
        signed: the sessions whose pseudonymisation holds a signature now; what the run did not know it takes in.
    """
    left = to_read(reading)
    late = len(reading.corpus.late(signed))
    unread = len(reading.corpus.unsigned) - late
    coded = {c.session for c in reading.corpus.codings if c.author_kind == "person"}
    uncoded = len([s for s in reading.corpus.interviews if s not in coded])
    counts: dict[TaskKind, tuple[int, int]] = {
        "voices": (found.get("voices", 0) if here else 0, 0), "code": (uncoded, 0),
        "settle": (found.get("settle", 0) if here else 0, 0),
        # Signatures are worth an update once none is missing: then files may leave.
        "review": (unread if here else 0, 0), "signed": (late if here and not unread else 0, 0),
        "take_away": (len(reading.corpus.signed), 0),
        "suggestions": (left.total, left.hidden), "disagreements": (found.get("disagreements", 0), 0),
        "orphans": (len(reading.corpus.orphans), 0), "update": (reading.pending if here else 0, 0),
    }
    return [TaskLeft(kind, *count) for kind, count in counts.items() if any(count)][:MOST_TASKS]
