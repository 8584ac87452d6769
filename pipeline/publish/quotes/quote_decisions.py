"""What people decided of quotes → for each passage what is told, cut and named, and what was answered.

Words left out are counted in source words from the first of the quote, over all its turns: pseudonyms that change, or
turns added before, move no cut.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.quote_matching import WordUnit, readings
from pipeline.coding.codings_in_place import standing_place
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.decision_rows import QuoteDecision, QuoteVerb, in_time
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent import words_by_turn

CUT = "[...]"
INTERVIEWER = "Enquêteur·rice"
WRITTEN = re.compile(r"\d+-\d+(\+\d+-\d+)*")
Cut = tuple[int, int]  # the first and the last word left out


@dataclass(frozen=True, slots=True)
class CutPiece:
    """Characters ``start:end`` of a turn, and what they are; ``kept`` is false when they are left out."""

    turn: int
    start: int
    end: int
    text: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class QuotedTurn:
    """What a quote takes from one turn."""

    voice: str
    pieces: tuple[CutPiece, ...]

    @property
    def text(self) -> str:
        """The words kept, byte for byte, with « [...] » where words are left out."""
        return " ".join(p.text if p.kept else CUT for p in self.pieces)


def lines(turns: Turns, place: Place, cuts: Iterable[Cut]) -> tuple[QuotedTurn, ...]:
    """
    Cut a passage: one line for each of its turns.

    Args:
        turns: those of the session, by number.
        place: the passage, in source words.
        cuts: words left out (first, last), counted from the first of the passage.
    """
    out = {rank for first, last in cuts for rank in range(first, last + 1)}
    told: list[QuotedTurn] = []
    before = 0
    for n, (first, last) in words_by_turn(turns, place):
        left = {word for word in range(first, last + 1) if before + word - first in out}
        turn = turns[n]
        # Interviewers are never named.
        voice = turn.speaker if turn.role == "participant" else INTERVIEWER
        told.append(QuotedTurn(voice, _pieces(turns[n], (first, last), left)))
        before += last - first + 1
    return tuple(told)


def _pieces(turn: AnonymisedTurn, words: Cut, left: set[int]) -> tuple[CutPiece, ...]:
    spans = anchors.spans(turn)
    # What a pseudonym stands for is cut whole, or not at all.
    hidden = {spans[word] for word in left}
    runs = groupby(range(words[0], words[1] + 1), key=lambda word: spans[word] not in hidden)
    found = [(kept, list(run)) for kept, run in runs]
    places = [(kept, spans[run[0]][0], spans[run[-1]][1]) for kept, run in found]
    return tuple(CutPiece(turn.turn, start, end, turn.text[start:end], kept) for kept, start, end in places)


def left_out(found: Iterable[QuotedTurn]) -> tuple[str, ...]:
    """List the words left out, in their order."""
    return tuple(p.text for line in found for p in line.pieces if not p.kept)


def says_nothing(found: Iterable[QuotedTurn]) -> bool:
    """Tell whether nothing but cuts is left."""
    return not any(p.kept for line in found for p in line.pieces)


def written(cuts: Iterable[Cut]) -> str:
    """
    Write cuts as a decision keeps them, those that touch as one.

    >>> written([(12, 15), (3, 7), (8, 8)])
    '3-8+12-15'
    """
    ranks = sorted({rank for first, last in cuts for rank in range(first, last + 1)})
    runs = [[r for _, r in run] for _, run in groupby(enumerate(ranks), key=lambda pair: pair[1] - pair[0])]
    return "+".join(f"{run[0]}-{run[-1]}" for run in runs)


def read(value: str, where: str) -> tuple[Cut, ...]:
    """
    Read cuts as a decision keeps them.

    >>> read("3-8+12-15", "decisions/quotes/claire.csv, ligne 2")
    ((3, 8), (12, 15))

    Raises:
        FiligraneError: they are not written so.
    """
    if value and not WRITTEN.fullmatch(value):
        raise FiligraneError(f"{where} : « {value} » ne dit pas quels mots sont coupés. Écrivez par exemple 3-8+12-15.")
    pairs = (part.split("-") for part in value.split("+") if part)
    return tuple((int(first), int(last)) for first, last in pairs)


def typed(turns: Turns, place: Place, words: str) -> Cut:
    """
    Find the words that a person wants to leave out, copied from the quote.

    Args:
        turns: those of the session, by number.
        place: the passage, in source words.
        words: letter for letter; a pseudonym counts for the words it stands for.

    Returns:
        first and last, counted from the first word of the passage.

    Raises:
        FiligraneError: they are not in the quote, or are there more than once.
    """
    zone: list[tuple[WordUnit, int, int]] = []
    before = 0
    for n, (first, last) in words_by_turn(turns, place):
        zone += [
            (unit, before + unit.first_word - first, before + unit.last_word - first)
            for unit in anchors.units(turns[n], exact=True) if first <= unit.first_word and unit.last_word <= last
        ]
        before += last - first + 1
    wanted = anchors.split(words)
    found = list(readings(wanted, [unit for unit, *_ in zone])) if wanted else []
    if len(found) != 1:
        why = "s'y trouvent plusieurs fois : copiez-en un peu plus" if found else "ne sont pas dans ce passage"
        raise FiligraneError(f"« {words.strip()} » : ces mots {why}, lettre pour lettre.")
    begins, ends = found[0]
    return zone[begins][1], zone[ends][2]


Passage = tuple[str, Place]  # the session, and where in it
APART, OWN = "apart", "own"
YES, NO, UNSURE = "yes", "no", "unsure"
ANSWERS = (YES, NO, UNSURE)
CHOSEN = (QuoteVerb.ATTRIBUTES, QuoteVerb.CUTS, QuoteVerb.NAME, QuoteVerb.COLLEAGUE)
JOINED = "+"
SECOND_NAME = "Enquêté·e {sign}"
# Neither vowels, which make words, nor signs that are taken for one another.
LETTERS, FIGURES = "BCDFGHJKLMNPQRSTVWXZ", "23456789"


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """
    What holds of one passage.

    Attributes:
        attributes: what is told of the speaker, « age~ » being age in wider bands.
        apart: the line that gave the quote a second name; none when it bears the speaker's pseudonym.
        answer: the last answer to « Un collègue le reconnaîtrait-il ? ».
    """

    attributes: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()
    apart: QuoteDecision | None = None
    answer: QuoteDecision | None = None


def choices(
    decisions: Iterable[QuoteDecision], turns: Mapping[str, Turns],
) -> tuple[dict[Passage, QuoteChoice], list[tuple[QuoteDecision, str]]]:
    """
    Put decisions where their words stand now; the last about a thing holds, whoever wrote it.

    Returns:
        the choice of each passage, and the decisions that stand nowhere with the reason.
    """
    found: dict[Passage, QuoteChoice] = {}
    lost: list[tuple[QuoteDecision, str]] = []
    for d in in_time(decisions):
        if d.decision not in CHOSEN:
            continue
        place = standing_place(d, turns.get(d.session, {}))
        if isinstance(place, str):
            lost.append((d, place))
            continue
        choice = found.get((d.session, place), QuoteChoice())
        match d.decision:
            case QuoteVerb.ATTRIBUTES:
                choice = replace(choice, attributes=tuple(filter(None, d.value.split(JOINED))))
            case QuoteVerb.CUTS:
                choice = replace(choice, cuts=read(d.value, f"decisions/{d.file}, ligne {d.line}"))
            case QuoteVerb.NAME:
                choice = replace(choice, apart=d if d.value == APART else None)
            case QuoteVerb.COLLEAGUE:
                choice = replace(choice, answer=d if d.value in ANSWERS else None)
        found[d.session, place] = choice
    return found, lost


def second_names(lines: Iterable[QuoteDecision], taken: Collection[str]) -> dict[str, str]:
    """
    Give a second name to each quote that was set apart, by the id of the line that did it.

    The id is drawn at random when the line is written: the name tells nothing of the person, cannot be worked out
    from the pseudonym, and stays the same as long as the line does.

    Args:
        lines: the lines that set a quote apart.
        taken: names that nobody may bear twice.
    """
    names: dict[str, str] = {}
    for line in sorted(lines, key=lambda d: (d.at, d.id)):
        used, tries = {*taken, *names.values()}, 0
        while (name := SECOND_NAME.format(sign=_sign(f"{line.id}{tries or ''}"))) in used:
            tries += 1
        names[line.id] = name
    return names


def _sign(drawn: str) -> str:
    """
    Give two letters and a figure for what was drawn.

    >>> _sign("a"), len({_sign(str(n)) for n in range(100)}) > 90
    ('NQ7', True)
    """
    number = int.from_bytes(hashlib.sha256(drawn.encode()).digest()[:8], "big")
    number, first = divmod(number, len(LETTERS))
    number, second = divmod(number, len(LETTERS))
    return f"{LETTERS[first]}{LETTERS[second]}{FIGURES[number % len(FIGURES)]}"
