"""What each coder, a person or the machine, said of sessions read → uα and cuα: where codes begin and end.

Krippendorff, Mathet, Bouvry & Widlöcher 2016, « On the reliability of unitizing textual continua », Quality & Quantity
50; Krippendorff 2019, Content Analysis, 4th ed., section 12.6.
One value is the gap between passages, whose words stand alone; a passage is one unit whatever its length.
A grid lets passages overlap: each code is a layer of its own (this code, or not), and layers are taken together as
Krippendorff 2004 does, by the sums of what disagrees and of what chance would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.analysis.coefficients import ratio
from pipeline.anchoring.word_places import CodedStretch, Continuum, joined
from pipeline.coding.codings_in_place import counted, sessions_read, unaided
from pipeline.model.contracts import Coding, Level, Suggestion
from pipeline.model.decision_rows import CodingDecision

MACHINES: dict[str, tuple[Level, ...]] = {"machine_probable": ("probable",), "machine_all": ("probable", "to_check")}
Continua = Mapping[str, Continuum]


@dataclass(frozen=True)
class Coder:
    """One coder, a person or the machine: the sessions they read whole, and their passages by session and code."""

    name: str
    sessions: frozenset[str]
    passages: Mapping[tuple[str, str], Sequence[CodedStretch]]

    def marks(self, session: str, codes: Sequence[str], length: int) -> np.ndarray:
        """
        Tell which words have which codes (words × codes).

        Args:
            session: whose words.
            codes: the columns, in order.
            length: words of the session, the rows.
        """
        marks = np.zeros((length, len(codes)), dtype=bool)
        for j, code in enumerate(codes):
            for start, end, _ in self.passages.get((session, code), ()):
                marks[start:end, j] = True
        return marks


def blind(codings: Sequence[Coding], decisions: Iterable[CodingDecision], continua: Continua) -> list[Coder]:
    """
    Give the coders who read sessions without looking at any suggestion, and what they coded so.

    Args:
        codings: of people.
        decisions: their lines, which say what each read unaided.
        continua: session → its words, one after the other.
    """
    read = sessions_read(decisions)
    return [_person(name, read[name], unaided(codings, name), continua) for name in sorted(read)]


def aided(codings: Sequence[Coding], decisions: Sequence[CodingDecision], continua: Continua) -> list[Coder]:
    """
    Give the coders who read sessions with suggestions in sight, and all that they hold there.

    A layer of its own: what these coders share may come from the machine.

    Args:
        codings: of people; arbitrated ones are nobody's own.
        decisions: their lines, which say what each read with suggestions in sight.
        continua: session → its words, one after the other.
    """
    read: dict[str, set[str]] = defaultdict(set)
    for d in decisions:
        if d.marks_read and d.mode == "assisted":
            read[d.author].add(d.session)
    held = [c for c in counted(codings) if c.status != "arbitrated"]
    return [_person(n, read[n], [c for c in held if c.author == n], continua) for n in sorted(read)]


def machines(suggestions: Iterable[Suggestion], codings: Iterable[Coding], continua: Continua) -> list[Coder]:
    """
    Take suggestions for codings: the probable ones, then all of them.

    What a person refused was suggested once: it counts among all, though it is suggested no more.

    Args:
        suggestions: all that is suggested now.
        codings: of people, for the suggestions that they refused.
        continua: session → its words; what stands in another is left out.
    """
    proposed = list(suggestions)
    refused = [(c.session, continua[c.session].passage(c)) for c in codings if c.status == "refused"]
    coders = []
    for name, levels in MACHINES.items():
        said = [(s.excerpt.rsplit(":", 2)[0], s) for s in proposed if s.level in levels]
        places = [(n, continua[n].suggested(s.excerpt, s.code)) for n, s in said if n in continua]
        coders.append(_coder(name, continua, [*places, *(refused if "to_check" in levels else [])]))
    return coders


def _person(name: str, read: Iterable[str], codings: Iterable[Coding], continua: Continua) -> Coder:
    sessions = {s for s in read if s in continua}
    there = [c for c in codings if c.session in sessions]
    return _coder(name, sessions, [(c.session, continua[c.session].passage(c)) for c in there])


def _coder(name: str, sessions: Iterable[str], places: Iterable[tuple[str, CodedStretch]]) -> Coder:
    found: dict[tuple[str, str], list[CodedStretch]] = defaultdict(list)
    for session, passage in places:
        found[session, passage.code].append(passage)
    return Coder(name, frozenset(sessions), {key: joined(passages) for key, passages in found.items()})


Stretch = tuple[int, int, int]  # first word, end, value
THIS, OTHER = 1, 2


class Coincidences(NamedTuple):
    """
    How many words two coders have under two values, and what pairs of words of one same unit chance may not draw.

    Attributes:
        words: … × values × values, each ordered pair of coders counted, over coders less one.
        selves: … × values, the squared lengths of units; words of gaps count one each.
    """

    words: np.ndarray
    selves: np.ndarray


def coincidences(coders: Sequence[Sequence[Stretch]], length: int, values: int) -> Coincidences:
    """
    Lay the units of coders over each other; value 0 is the gap, and no units of one coder may overlap.

    Args:
        coders: the units of each coder.
        length: words of the continuum.
        values: how many values, the gap among them.
    """
    said = _values(coders, length)
    selves = np.zeros(values)
    for units, own in zip(coders, said, strict=True):
        np.add.at(selves, [v for *_, v in units], [float(end - start) ** 2 for start, end, _ in units])
        selves[0] += (own == 0).sum()
    return Coincidences(_crossed(said, values, np.ones_like(said, dtype=bool)), selves)


def coded_only(coders: Sequence[Sequence[Stretch]], length: int, values: int) -> Coincidences:
    """
    Lay units over each other where coders put something, gaps left aside: what cuα is made of.

    Args:
        coders: the units of each coder.
        length: words of the continuum.
        values: how many values, the gap among them.
    """
    said = _values(coders, length)
    selves = np.zeros(values)
    others = ((said > 0).sum(axis=0) - (said > 0)) / (len(coders) - 1)
    for units, weights in zip(coders, others, strict=True):
        np.add.at(selves, [v for *_, v in units], [weights[start:end].sum() ** 2 for start, end, _ in units])
    return Coincidences(_crossed(said, values, said > 0), selves)


def _values(coders: Sequence[Sequence[Stretch]], length: int) -> np.ndarray:
    said = np.zeros((len(coders), length), dtype=np.int64)
    for row, units in zip(said, coders, strict=True):
        for start, end, value in units:
            row[start:end] = value
    return said


def _crossed(said: np.ndarray, values: int, kept: np.ndarray) -> np.ndarray:
    words = np.zeros((values, values))
    for i in range(len(said)):
        for j in (j for j in range(len(said)) if j != i):
            both = kept[i] & kept[j]
            cells = np.bincount(said[i, both] * values + said[j, both], minlength=values * values)
            words += cells.reshape(values, values)
    return words / (len(said) - 1)


def disagreements(counts: Coincidences) -> tuple[np.ndarray, np.ndarray]:
    """Give how many words are said unlike, and how many chance would make so."""
    by_value = counts.words.sum(axis=-1)
    total = by_value.sum(axis=-1)
    unlike = total - np.trace(counts.words, axis1=-2, axis2=-1)
    drawn = total - ratio(counts.selves.sum(axis=-1), total)
    return np.asarray(unlike), ratio(total**2 - (by_value**2).sum(axis=-1), drawn)


def unitizing_alpha(counts: Coincidences) -> np.ndarray:
    """Give α for units cut freely: one less what disagrees over what chance would."""
    observed, expected = disagreements(counts)
    return 1 - ratio(observed, expected)


def word_agreement(counts: Coincidences) -> np.ndarray:
    """Give the share of words of which two coders say the same."""
    total = counts.words.sum(axis=(-2, -1))
    return ratio(np.trace(counts.words, axis1=-2, axis2=-1), total)


def share(counts: Coincidences) -> np.ndarray:
    """Give the share of words under another value than the gap, coder by coder."""
    return 1 - ratio(counts.words[..., 0, :].sum(axis=-1), counts.words.sum(axis=(-2, -1)))


def together(counts: Coincidences) -> np.ndarray:
    """Give α over the layers of the last axis, by sums; a layer that nobody used says nothing."""
    observed, expected = disagreements(counts)
    return 1 - ratio(observed.sum(axis=-1, keepdims=True), np.nansum(expected, axis=-1, keepdims=True))


class Cuts(NamedTuple):
    """
    What coders cut in one session, the first axis being codes.

    Attributes:
        words: words of the session.
        passages: passages of all the coders.
        positives: stretches that one of them coded at least.
        code: words under the code or not (``coincidences``).
        among: of the words that two coded, those under the code and those under others (``coded_only``).
        anything: words under any code or none, one layer.
    """

    words: np.ndarray
    passages: np.ndarray
    positives: np.ndarray
    code: Coincidences
    among: Coincidences
    anything: Coincidences


def cuts(coders: Sequence[Coder], session: str, continuum: Continuum, codes: Sequence[str]) -> Cuts:
    """
    Lay the passages of coders who read a session over each other.

    Args:
        coders: those who read the session.
        session: its name.
        continuum: its words.
        codes: ids of the codes, in the order of the first axis of what is given.
    """
    said = [{code: list(c.passages.get((session, code), ())) for code in codes} for c in coders]
    coded = [np.zeros(continuum.length, dtype=bool) for _ in said]
    for own, covered in zip(said, coded, strict=True):
        for start, end, _ in (stretch for passages in own.values() for stretch in passages):
            covered[start:end] = True
    layers, among = [], []
    for code in codes:
        mine = [_stretches(own[code]) for own in said]
        layers.append(coincidences(mine, continuum.length, 2))
        whole = [units + _rest(units, words) for units, words in zip(mine, coded, strict=True)]
        counts = coded_only(whole, continuum.length, 3)
        among.append(Coincidences(counts.words[1:, 1:], counts.selves[1:]))
    made = [sum(len(own[code]) for own in said) for code in codes]
    merged = [len(joined(p for own in said for p in own[code])) for code in codes]
    any_code = [_stretches(joined(p._replace(code="") for layer in own.values() for p in layer)) for own in said]
    anything = coincidences(any_code, continuum.length, 2)
    words, passages, positives = (np.array(n, dtype=float) for n in (continuum.length, made, merged))
    return Cuts(words, passages, positives, _stacked(layers), _stacked(among), _stacked([anything]))


def pooled_cuts(by_session: Sequence[Cuts], taken: np.ndarray) -> Cuts:
    """Add sessions up as each draw takes them (draws × sessions): one more axis, before the others."""
    def added(parts: Iterable[np.ndarray]) -> np.ndarray:
        return np.tensordot(taken, np.stack(list(parts)), axes=1)

    def laid(parts: Sequence[Coincidences]) -> Coincidences:
        return Coincidences(added(p.words for p in parts), added(p.selves for p in parts))

    return Cuts(
        added(c.words for c in by_session), added(c.passages for c in by_session),
        added(c.positives for c in by_session), laid([c.code for c in by_session]),
        laid([c.among for c in by_session]), laid([c.anything for c in by_session]),
    )


def _stretches(passages: Sequence[CodedStretch]) -> list[Stretch]:
    return [(start, end, THIS) for start, end, _ in passages]


def _rest(units: Sequence[Stretch], covered: np.ndarray) -> list[Stretch]:
    # Words under other codes only: what stands between two edges is one unit.
    other = covered.copy()
    for start, end, _ in units:
        other[start:end] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([False], other, [False])))).tolist()
    return [(start, end, OTHER) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _stacked(layers: Sequence[Coincidences]) -> Coincidences:
    return Coincidences(np.stack([c.words for c in layers]), np.stack([c.selves for c in layers]))
