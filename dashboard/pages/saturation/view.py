"""A reading → its sessions in the order of the field, the codes met in each, and the curve of codes known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import plotly.graph_objects as go

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.ui import plots
from dashboard.ui.plots import GREY, quiet
from pipeline.analysis.counts.saturation import Course, RandomOrders, Rule, band

HEIGHT, BAND = 460, "rgba(20, 82, 92, 0.12)"


@dataclass(frozen=True, slots=True)
class SessionCodes:
    """
    A session and its codes.

    Attributes:
        new: those that it is the first to bring, in the order of the grid.
        dated: whether its place in the field is known; if not, it comes last.
    """

    session: str
    codes: frozenset[str]
    new: tuple[str, ...]
    dated: bool


def met(reading: CorpusReading) -> list[SessionCodes]:
    """List the interviews and groups that were coded, in the order of the field, with the codes of what people say."""
    codes = _codes(reading)
    ranks = {f.session: f.rank for f in reading.corpus.session_order}
    last = len(ranks) + 1
    known: set[str] = set()
    found = []
    coded = (s for s in reading.corpus.interviews if s in reading.coded_sessions)
    for session in sorted(coded, key=lambda s: ranks.get(s) or last):
        new = codes.get(session, set()) - known
        ordered = dict.fromkeys(c for c in (*reading.corpus.codes, *sorted(new)) if c in new)
        found.append(SessionCodes(session, frozenset(codes.get(session, ())), tuple(ordered), bool(ranks.get(session))))
        known |= new
    return found


@worked_out(8)
def at_random(reading: CorpusReading, rule: Rule, draws: int, seed: int) -> RandomOrders:
    """Read the same sessions in orders drawn at random."""
    return band([m.codes for m in met(reading)], rule, draws, seed)


@worked_out(2)
def _codes(reading: CorpusReading) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for passage in (p for p in reading.counted if p.marks):
        # A code that was retired is met no more.
        found[passage.excerpt.session] |= {m.code for m in passage.decided if m.code in reading.corpus.offered}
    return dict(found)


def curve(sessions: Sequence[str], found: Course, band: RandomOrders, rule: Rule) -> go.Figure:
    """
    Draw both; each point of the field bears how many codes are known.

    Args:
        sessions: their names, in the order of the field.
        found: the course in that order: how many new codes each session brings, and where the rule is met.
        band: mean and bounds of the codes known, session by session, over random orders.
        rule: the rule of saturation that is printed.
    """
    across = list(range(1, len(sessions) + 1))
    known = list(accumulate(found.new))
    figure = go.Figure([
        go.Scatter(x=across, y=band.high, mode="lines", line={"width": 0}, showlegend=False),
        go.Scatter(
            x=across, y=band.low, mode="lines", line={"width": 0}, fill="tonexty", fillcolor=BAND,
            name=RANDOM_ORDERS,
        ),
        go.Scatter(x=across, y=band.mean, mode="lines", line={"color": GREY, "dash": "dot"}, name=MEAN),
        go.Scatter(
            x=across, y=known, mode="lines+markers+text", text=[str(k) for k in known], textposition="bottom right",
            line={"color": plots.INK, "width": 2}, marker={"size": 8}, name=FIELD_ORDER,
        ),
    ])
    if found.reached is not None:
        figure.add_vline(
            x=found.reached, line={"color": plots.INK, "dash": "dash", "width": 1},
            # At the foot of the figure: figures of codes stand at its head.
            annotation={
                "text": REACHED_AT.format(base=found.reached, run=rule.run), "font": {"color": plots.INK},
                "y": 0, "yanchor": "bottom", "xanchor": "left", "xshift": 4,
            },
        )
    quiet(figure, HEIGHT, SESSIONS_AXIS, CODES_AXIS)
    figure.update_xaxes(tickvals=across, ticktext=[f"{n}<br>{s}" for n, s in zip(across, sessions, strict=True)])
    return figure.update_yaxes(rangemode="tozero")


BASE, RUN, THRESHOLD = "Base (entretiens)", "Série (entretiens)", "Seuil (part de codes nouveaux)"
HIDDEN = (
    "Cette enquête a choisi de ne pas mesurer la saturation : rien n'est calculé ici. C'est un de ses réglages."
)
FIELD_ORDER, RANDOM_ORDERS, MEAN = (
    "ordre du terrain", "95 % des ordres tirés au sort", "moyenne des ordres tirés au sort",
)
CODES_AXIS, SESSIONS_AXIS = "codes connus", "entretiens et groupes lus"
REACHED_AT = "saturation : {base} + {run} entretiens"
COURSE, RUNS = "Ce que chaque entretien apporte", "Les séries l'une après l'autre"
NEW, NOTHING_NEW, UNDATED = "codes nouveaux", "aucun code nouveau", "jour inconnu : placé en dernier"
COURSE_COLUMNS = ("rang", "entretien", "codes nouveaux", "codes connus", "moyenne", "bas", "haut", "lesquels")
RUN_COLUMNS = ("série", "codes nouveaux", "part de la base", "au seuil ou dessous")
NO_CODING = "Personne n'a encore codé d'entretien : il n'y a rien à suivre."
ANCHORS = (
    "Repères publiés : 9 entretiens pour les codes, 16 à 24 pour leur sens (Hennink et al., 2017). Aucun ne vaut "
    "preuve : une grille écrite d'avance sature vite, et un groupe n'est pas un entretien."
)
HEARD = "Seuls comptent les codes posés sur ce que disent les enquêté·e·s, par une personne."
UNDER = "oui"
SESSIONS_COLUMN = "entretien ou groupe"
