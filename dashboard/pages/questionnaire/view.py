"""Answers to closed questions → bars with their intervals; all themes → one table of both sides and of conclusions."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.data.corpus import Corpus
from dashboard.data.questionnaire import Answered, JointTheme
from dashboard.ui import plots as charts
from dashboard.ui.html import Html, element, line, link, table
from dashboard.ui.plots import quiet
from dashboard.ui.sentences import compare_phrases, phrases
from dashboard.words import compare_words as words
from pipeline.model.decision_rows import VerdictDecision

ROW, MARGINS, ROOM = 42, 100, 170  # the scale goes past 100 %, for the figures written beside the bars
Held = dict[str, tuple[VerdictDecision, ...]]


def bars(found: Answered) -> go.Figure:
    """Draw the answers in the order of the question."""
    shares = [100 * f.share for f in found.figures]
    named = [f.answer for f in found.figures]
    figure = go.Figure([
        go.Bar(
            x=shares, y=named, orientation="h",
            marker={"color": charts.INK, "pattern": {"shape": "/", "solidity": 0.2}},
            error_x={"type": "data", "symmetric": False, "color": charts.WORDS, "thickness": 1.5, "width": 6,
                     "array": [100 * (f.high - f.share) for f in found.figures],
                     "arrayminus": [100 * (f.share - f.low) for f in found.figures]},
        ),
        go.Scatter(
            x=[100 * f.high + 2 for f in found.figures], y=named, mode="text", textposition="middle right",
            text=[compare_phrases.answers(f) for f in found.figures],
        ),
    ])
    quiet(figure, MARGINS + ROW * len(named), words.ANSWERS_AXIS)
    figure.update_layout(showlegend=False, bargap=0.4)
    figure.update_xaxes(range=[0, ROOM], tickvals=[0, 25, 50, 75, 100])
    return figure.update_yaxes(autorange="reversed")


def joint_table(found: Sequence[JointTheme], held: Held) -> Html:
    """Lay both sides of every theme out."""
    body = []
    for one in found:
        closed = []
        for answered in one.closed:
            # The answer that most gave; the others are on the page of the theme.
            most = max(answered.figures, key=lambda f: f.count, default=None)
            said = f" « {most.answer} » : {compare_phrases.answers(most)}" if most else ""
            closed.append(element("p", element("small", answered.question.label), said))
        concluded = [
            element("p", element("strong", words.VERDICT_KINDS.get(v.verdict, v.verdict)), f" : {v.reason} ",
                    element("small", v.author))
            for v in held.get(one.theme.id, ())
        ]
        body.append(line(link(one.theme.label, "questionnaire", theme=one.theme.id), (
            element("td", closed or words.NO_FIGURE),
            element("td", compare_phrases.open_answers(one.open) if one.open.wrote else words.NO_FIGURE),
            element("td", phrases.people_among(one.among, len(one.people.to_read))),
            element("td", concluded or words.NO_VERDICT),
        )))
    return table(words.ALL_THEMES, words.JOINT_COLUMNS, body)


def rows(corpus: Corpus, found: Sequence[JointTheme], held: Held) -> list[list[str]]:
    """Give the table as a spreadsheet lists it."""
    return [
        [j.theme.label, str(len(j.people.with_it)), str(len(corpus.people)), str(len(j.open.decided)),
         str(j.open.wrote), " | ".join(f"{words.VERDICT_KINDS.get(v.verdict, v.verdict)} : {v.reason} ({v.author})"
                                       for v in held.get(j.theme.id, ()))]
        for j in found
    ]
