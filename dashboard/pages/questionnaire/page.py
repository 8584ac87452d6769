"""A theme, the questionnaire on one side and interviews on the other: figures, quotes, and what a person concludes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import plotly.graph_objects as go
import streamlit as st

from dashboard.data import study_data
from dashboard.data.comparing import Answered, JointTheme, joint
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.pages.questionnaire import words
from dashboard.ui import address, coder, frame, plots
from dashboard.ui import plots as charts
from dashboard.ui.cards import quote
from dashboard.ui.filters import SESSION
from dashboard.ui.html import Html, element, join, line, link, list_of, open_link, table
from dashboard.ui.plots import quiet
from dashboard.ui.sentences import compare_phrases, phrases
from dashboard.ui.sentences import compare_phrases as told
from dashboard.words import ui_words
from pipeline.analysis.coefficients import Method
from pipeline.anchoring import decisions
from pipeline.coding import theme_decisions
from pipeline.model.decision_rows import VerdictDecision
from pipeline.model.errors import FiligraneError

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
            element("p", element("strong", ui_words.VERDICT_KINDS.get(v.verdict, v.verdict)), f" : {v.reason} ",
                    element("small", v.author))
            for v in held.get(one.theme.id, ())
        ]
        waiting = address.suggestions_on()
        wrote = compare_phrases.open_answers(one.open, waiting=waiting) if one.open.wrote else words.NO_FIGURE
        body.append(line(link(one.theme.label, "questionnaire", theme=one.theme.id), (
            element("td", closed or words.NO_FIGURE),
            element("td", wrote),
            element("td", phrases.people_among(one.among, address.suggested_only(one.people))),
            element("td", concluded or words.NO_VERDICT),
        )))
    return table(words.ALL_THEMES, words.JOINT_COLUMNS, body)


def shown_rows(found: Sequence[JointTheme], held: Held) -> list[list[str]]:
    """Give the table as a spreadsheet lists it."""
    listed = []
    for one in found:
        counts = (one.among.people, one.among.possible, one.among.not_yet, one.among.unasked, one.open.decided)
        concluded = " | ".join(
            f"{ui_words.VERDICT_KINDS.get(v.verdict, v.verdict)} : {v.reason} ({v.author})"
            for v in held.get(one.theme.id, ())
        )
        listed.append([one.theme.label, *(str(len(who)) for who in counts), str(one.open.wrote), concluded])
    return listed


NEWS, ERROR = "verdict:news", "verdict:error"


def verdicts_on(theme: str) -> None:
    """Show the verdicts on a theme, and let a person give theirs."""
    held = theme_decisions.held(decisions.verdicts(study_data.study())).get(theme, ())
    said = []
    for verdict in held:
        kind = ui_words.VERDICT_KINDS.get(verdict.verdict, verdict.verdict)
        signed = element("span", f" — {verdict.author}, {verdict.at[:10]}", class_="discret")
        said.append(join(element("strong", kind), " : ", verdict.reason, signed))
    frame.say(element("h2", words.VERDICT), element("p", words.VERDICT_HELP, class_="discret"))
    frame.say(list_of(said) or element("p", words.NO_VERDICT, class_="discret"))
    with st.container(key="verdict"):
        if coder.ask():
            own = next((v for v in held if v.author == coder.chosen()), None)
            # Another line of one's own makes another form: what was saved is what it shows.
            key = f"{theme}:{own.id if own else ''}"
            kinds = list(ui_words.VERDICT_KINDS)
            st.radio(
                words.VERDICT, kinds, kinds.index(own.verdict) if own else None, key=f"verdict:{key}", horizontal=True,
                format_func=lambda v: ui_words.VERDICT_KINDS[v], label_visibility="collapsed",
            )
            st.text_area(words.REASON, own.reason if own else "", key=f"reason:{key}", placeholder=words.REASON_HINT)
            with st.container(horizontal=True):
                st.button(words.SAVE_VERDICT, key="verdict:save", type="primary", on_click=save, args=(theme, key))
                if own:
                    st.button(words.TAKE_BACK, key="verdict:back", on_click=save, args=(theme, ""))
    for said_in, role, class_ in ((ERROR, "alert", "alerte"), (NEWS, "status", "discret")):
        if st.session_state.get(said_in):
            frame.say(element("p", st.session_state.pop(said_in), class_=class_, role=role))


def save(theme: str, key: str) -> None:
    """Write a verdict down, signed; without a key, take one's own back."""
    state = st.session_state
    study = study_data.study()
    author = coder.chosen()
    said, reason = (str(state.get(f"{part}:{key}") or "") if key else "" for part in ("verdict", "reason"))
    if key and not said:
        state[ERROR] = words.CHOOSE
        return
    try:
        made = theme_decisions.verdict(author, theme, said, reason, written=decisions.verdicts(study))
        decisions.append(study, author, [made])
        state[NEWS] = words.VERDICT_SAVED if key else words.TAKEN_BACK
    except FiligraneError as error:
        state[ERROR] = str(error)


def chosen(corpus: Corpus) -> tuple[str, Method]:
    """Let the reader choose a theme and an interval; the address carries both."""
    named = {t.id: t.label for t in corpus.themes}
    theme = address.pick(ui_words.THEME, "theme", list(named), named)
    method = address.pick(words.METHOD, "intervalle", list(words.METHODS), words.METHODS)
    return theme, cast("Method", method)


def closed(corpus: Corpus, found: JointTheme) -> None:
    """Show what the closed questions of the theme were answered."""
    frame.say(element("h2", words.CLOSED), element("p", words.DECLARED, class_="avertissement"))
    if found.unknown:
        frame.say(element("p", told.unknown_questions(found.unknown), class_="discret"))
    if not found.closed:
        frame.say(element("p", words.NO_QUESTION if corpus.answers else words.NO_ANSWER, class_="discret"))
        return
    for one in found.closed:
        frame.say(element("h3", one.question.label), element("p", told.answered(one), class_="compte"))
        plots.show_figure(corpus, bars(one), f"question-{one.question.name}", one.question.label)
    plots.offer_rows(corpus, words.ANSWER_COLUMNS, rows(found), f"questionnaire-{found.theme.id}")
    frame.say(element("p", words.INTERVAL_HELP, class_="discret"))


def rows(found: JointTheme) -> list[list[str]]:
    """Give the figures of a theme as a spreadsheet lists them."""
    return [
        [found.theme.label, one.question.label, f.answer, str(f.count), str(f.total),
         *(told.tenths(share) for share in (f.share, f.low, f.high))]
        for one in found.closed for f in one.figures
    ]


def open_answers(corpus: Corpus, found: JointTheme) -> Html:
    """Say whose open answers were coded so, and quote some."""
    count = element("p", told.open_answers(found.open, waiting=address.suggestions_on()), class_="compte")
    help_ = element("p", words.OPEN_HELP, class_="discret")
    more = link(ui_words.SEE_EXTRACTS, "extraits", **{"theme": found.theme.id, "a.type": words.FORM})
    return element("section", element("h2", words.OPEN), help_, count, more, _quotes(corpus, found.from_answers))


def interviews(corpus: Corpus, found: JointTheme) -> Html:
    """Say who spoke of it, and quote some."""
    people = phrases.people_among(found.among, address.suggested_only(found.people))
    spoken = {session for _, session in found.people.decided}
    where = [(SESSION, session) for session in corpus.sessions if session in spoken]
    more = open_link(ui_words.SEE_EXTRACTS, "extraits", [("theme", found.theme.id), ("par", "person"), *where])
    count = element("p", people, class_="compte")
    return element("section", element("h2", words.INTERVIEWS), element("p", ui_words.DECISIONS_NOT_FACTS,
                   class_="avertissement"), count, more, _quotes(corpus, found.from_interviews))


def _quotes(corpus: Corpus, passages: tuple[Passage, ...]) -> Html:
    return join(quote(corpus, p) for p in passages) or element("p", words.NOBODY_CODED, class_="discret")


def lay_out(reading: CorpusReading, theme: str, method: Method) -> None:
    """Show both sides of the theme chosen, then the verdicts."""
    corpus = reading.corpus
    found = joint(reading, next(t for t in corpus.themes if t.id == theme), method)
    frame.say(element("p", found.theme.definition, class_="definition"))
    left, right = st.columns([6, 5], gap="large")
    with left:
        closed(corpus, found)
        frame.say(open_answers(corpus, found))
    with right:
        frame.say(interviews(corpus, found))
    verdicts_on(theme)


def every(reading: CorpusReading) -> None:
    """Show both sides of every theme in one table."""
    corpus = reading.corpus
    found = [joint(reading, theme, "wilson") for theme in corpus.themes]
    held = theme_decisions.held(decisions.verdicts(study_data.study()))
    frame.say(element("p", words.DECLARED, class_="avertissement"))
    frame.caution()
    frame.say(joint_table(found, held))
    plots.offer_rows(corpus, words.JOINT_FILE, shown_rows(found, held), "questionnaire-et-entretiens")


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(words.MIXED)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    if not reading.corpus.themes:
        frame.nothing(ui_words.NO_THEME_YET, (ui_words.WRITE_THEMES, "themes"))
        return
    with frame.line("vue"):
        whole = address.pick(words.VIEW, "vue", list(words.VIEWS), words.VIEWS) == "tous"
        picked = None if whole else chosen(reading.corpus)
    if picked:
        lay_out(reading, *picked)
    else:
        every(reading)


show()
