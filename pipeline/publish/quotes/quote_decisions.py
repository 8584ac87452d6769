"""What people decided of quotes → for each passage what is told, cut and named, and what was answered."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.anchoring.anchors import Place, Turns
from pipeline.coding.placing import standing_place
from pipeline.model.decision_rows import QuoteDecision, QuoteVerb, in_time
from pipeline.publish.quotes import cuts as quote_cuts
from pipeline.publish.quotes.cuts import Cut

Passage = tuple[str, Place]  # the session, and where in it
APART, OWN = "apart", "own"
YES, NO, UNSURE = "yes", "no", "unsure"
ANSWERS = (YES, NO, UNSURE)
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
        if d.decision in TAKE:
            place = standing_place(d, turns.get(d.session, {}))
            if isinstance(place, str):
                lost.append((d, place))
            else:
                found[d.session, place] = TAKE[d.decision](found.get((d.session, place), QuoteChoice()), d)
    return found, lost


def _attributes(choice: QuoteChoice, d: QuoteDecision) -> QuoteChoice:
    return replace(choice, attributes=tuple(filter(None, d.value.split(JOINED))))


def _cuts(choice: QuoteChoice, d: QuoteDecision) -> QuoteChoice:
    return replace(choice, cuts=quote_cuts.read(d.value, f"decisions/{d.file}, ligne {d.line}"))


def _name(choice: QuoteChoice, d: QuoteDecision) -> QuoteChoice:
    return replace(choice, apart=d if d.value == APART else None)


def _colleague(choice: QuoteChoice, d: QuoteDecision) -> QuoteChoice:
    return replace(choice, answer=d if d.value in ANSWERS else None)


TAKE = {
    QuoteVerb.ATTRIBUTES: _attributes, QuoteVerb.CUTS: _cuts, QuoteVerb.NAME: _name, QuoteVerb.COLLEAGUE: _colleague,
}


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
