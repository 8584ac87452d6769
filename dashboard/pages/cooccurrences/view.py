"""A reading → codes that stand together, on the same words, in an excerpt or in an exchange; and their network."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import Literal

import plotly.graph_objects as go

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading, Passage
from dashboard.ui import plots
from dashboard.ui.plots import quiet
from pipeline.analysis.counts.cooccurrence import CodeOccurrence, Pair, Unit, runs, together, together_among
from pipeline.anchoring.anchors import split, words
from pipeline.model.contracts import AnonymisedTurn

Window = Literal["words", "excerpt", "exchange"]
BEFORE_ANY_QUESTION = -1


# Choosing another pair must not count everything again.
@worked_out(8)
def pairs(reading: CorpusReading, window: Window) -> tuple[Pair, ...]:
    """Count the pairs of codes in interviews and groups: what people decided, whoever decided it."""
    inside = set(reading.corpus.interviews)
    known = frozenset(reading.corpus.people)
    coded = [p for p in reading.counted if p.marks and p.excerpt.session in inside and p.decided]
    if window == "words":
        return _by_words(reading, coded, known)
    return tuple(together(borne for passage in coded for borne in _borne(reading, passage, window, known)))


def _by_words(reading: CorpusReading, coded: list[Passage], known: frozenset[str]) -> tuple[Pair, ...]:
    # Most turns bear one passage, whose words are counted; the others are gone through word by word.
    in_turn: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    for p in coded:
        in_turn[p.excerpt.session, p.excerpt.turn].append(p)
    lonely: Counter[str] = Counter()
    left: list[Passage] = []
    for passages in in_turn.values():
        spans = {(m.code, span) for p in passages for m in p.decided for span in m.spans}
        if len(passages) == 1 and len(spans) == 1:
            ((code, (start, end)),) = spans
            lonely[code] += len(split(passages[0].excerpt.text[start:end]))
        else:
            left += passages
    borne = (b for passage in left for b in _borne(reading, passage, "words", known))
    return tuple(together_among(borne, lonely))


def passages_of(pair: Pair, window: Window) -> int:
    """Say in how many passages, excerpts or exchanges two codes stand together."""
    return len(runs(pair.units)) if window == "words" else len(pair.units)


def behind(reading: CorpusReading, pair: Pair, window: Window) -> list[Passage]:
    """
    List the extracts that may be quoted behind a pair, with what people decided of them.

    Args:
        reading: the corpus and the marks of its passages.
        pair: the two codes, and the units where both stand.
        window: what a unit is: the same words, an excerpt or an exchange; that of the pair.
    """
    where = set(pair.units)
    codes = {pair.code, pair.other}
    found = (p for p in reading.marked if p.place and codes & {m.code for m in p.decided} and any(
        borne.unit in where for borne in _borne(reading, p, window) if borne.code in codes
    ))
    return [p._replace(marks=p.decided) for p in found]


def _borne(
    reading: CorpusReading, passage: Passage, window: Window, known: frozenset[str] = frozenset(),
) -> Iterator[CodeOccurrence]:
    person = passage.excerpt.speaker if passage.excerpt.speaker in known else ""
    for mark in passage.decided:
        for span in mark.spans:
            for unit in _units(reading, passage, span, window):
                yield CodeOccurrence(unit, mark.code, person)


def _units(reading: CorpusReading, passage: Passage, span: tuple[int, int], window: Window) -> Iterator[Unit]:
    excerpt = passage.excerpt
    if window == "excerpt":
        yield excerpt.session, excerpt.turn, excerpt.start
        return
    turns = reading.corpus.turns[excerpt.session]
    if window == "exchange":
        yield excerpt.session, asked_at(turns, excerpt.turn), 0
    else:
        starts, stops = _edges(turns[excerpt.turn].text)
        first = bisect_right(stops, excerpt.start + span[0])
        last = bisect_left(starts, excerpt.start + span[1])
        yield from ((excerpt.session, excerpt.turn, rank) for rank in range(first, last))


@worked_out(4096)
def _edges(text: str) -> tuple[list[int], list[int]]:
    found = words(text)
    return [start for start, _ in found], [stop for _, stop in found]


def asked_at(turns: dict[int, AnonymisedTurn], turn: int) -> int:
    """Give the turn of the question that an exchange begins with: the last the interviewer said before."""
    before = (n for n in range(turn - 1, -1, -1) if n in turns and turns[n].role == "interviewer")
    return next(before, BEFORE_ANY_QUESTION)


HEIGHT, THICKEST, EDGE = 560, 7.0, 1.25
STEPS = (0.3, 0.4, 0.62, 0.7)
Place = tuple[float, float]


def network(pairs: Sequence[Pair], labels: dict[str, str]) -> go.Figure:
    """Draw pairs; ``labels`` names the codes in the order of the grid, which is that of the ring."""
    codes = [c for c in labels if any(c in {p.code, p.other} for p in pairs)]
    at = {c: (sin(2 * pi * n / len(codes)), cos(2 * pi * n / len(codes))) for n, c in enumerate(codes)}
    most = max((len(p.people) for p in pairs), default=1) or 1
    figure = go.Figure([
        go.Scatter(
            x=[at[p.code][0], at[p.other][0]], y=[at[p.code][1], at[p.other][1]], mode="lines",
            line={"width": max(1.0, THICKEST * len(p.people) / most), "color": "#b9c9cb"},
        ) for p in pairs
    ])
    figure.add_trace(_numbers(at, pairs))
    figure.add_trace(go.Scatter(
        x=[at[c][0] for c in codes], y=[at[c][1] for c in codes], mode="markers+text", text=[labels[c] for c in codes],
        textposition=[_beside(at[c]) for c in codes], marker={"size": 12, "color": plots.INK},
    ))
    quiet(figure, HEIGHT, "")
    figure.update_layout(showlegend=False)
    figure.update_xaxes(visible=False, range=[-2.4, 2.4])
    return figure.update_yaxes(visible=False, range=[-EDGE, EDGE])


def _numbers(at: dict[str, Place], pairs: Sequence[Pair]) -> go.Scatter:
    # Not half-way, for the middles of a ring's chords fall on each other.
    ways = [STEPS[n % len(STEPS)] for n in range(len(pairs))]
    places = [[(1 - w) * at[p.code][i] + w * at[p.other][i] for w, p in zip(ways, pairs, strict=True)] for i in (0, 1)]
    return go.Scatter(
        x=places[0], y=places[1], mode="text", text=[str(len(p.people)) for p in pairs],
        textfont={"color": plots.WORDS, "size": 13},
    )


def _beside(place: Place) -> str:
    if abs(place[0]) < 0.2:
        return "top center" if place[1] > 0 else "bottom center"
    return "middle right" if place[0] > 0 else "middle left"


WINDOW = "Deux codes se rencontrent"
WINDOWS = {
    "words": "sur les mêmes mots", "excerpt": "dans le même extrait", "exchange": "dans le même échange",
}
WINDOW_RULES = {
    "words": (
        "Deux codes se rencontrent là où les mêmes mots portent les deux ; un passage est une suite de tels mots, "
        "dans un tour. Coefficient : mots qui portent les deux, sur ceux qui portent l'un ou l'autre."
    ),
    "excerpt": (
        "Deux codes se rencontrent dans un extrait qui porte les deux, même sur des mots différents. "
        "Coefficient : extraits qui portent les deux, sur extraits qui portent l'un ou l'autre."
    ),
    "exchange": (
        "Un échange est une question de l'enquêteur·rice et les tours qui la suivent, jusqu'à la suivante. "
        "Coefficient : échanges qui portent les deux, sur échanges qui portent l'un ou l'autre."
    ),
}
COEFFICIENT_HELP = (
    "C'est le coefficient de Jaccard (« c-coefficient » dans ATLAS.ti), n12 / (n1 + n2 − n12) : 0, jamais ensemble ; "
    "1, toujours. Ce qu'ont codé plusieurs personnes au même endroit n'y compte qu'une fois. Questionnaires, "
    "carnets et paroles de l'enquêteur·rice n'y sont pas."
)
UNITS = {"words": "passages", "excerpt": "extraits", "exchange": "échanges"}
PAIR_COLUMNS = ("code", "et code", "personnes", "entretiens et groupes")
COEFFICIENT = "coefficient"
SEE_PASSAGES, PASSAGES_OF = "Lire les extraits", "Extraits où se rencontrent"
NO_PAIR = "Aucun code n'en rencontre un autre ainsi, pour l'instant."
MORE_PAIRS = "Les autres couples sont dans le fichier CSV."
NETWORK, NETWORK_HELP = "Le réseau", "Les couples que partagent le plus de personnes ; le chiffre du trait les compte."
NOT_QUOTABLE_PAIR = "Les passages de ce couple ne peuvent pas être cités : on ne les lit que dans l'entretien."
