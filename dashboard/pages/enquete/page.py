"""The first screen: what the study is, whether its text is safe, the way through it, and what to read next."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data import describing, first_screen
from dashboard.data.corpus import Corpus
from dashboard.data.counting import Share, to_read
from dashboard.data.decisions_read import decided, signed
from dashboard.data.passages import CorpusReading
from dashboard.data.run_changes import compared_or_none, since_last
from dashboard.data.titles import named
from dashboard.pages.enquete import words
from dashboard.ui import address, frame
from dashboard.ui.cards import SHOWN_ATTRIBUTES, question, quoted, to_transcript
from dashboard.ui.double_coding import to_arbitrate
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import phrases
from dashboard.words import coding_words, run_words, ui_words
from pipeline.codebook.grid import THEMES
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import given
from pipeline.publish.held_back import asked
from pipeline.publish.material_words import session_words

TOUR_OPENED, HERE, UPDATING = "visite:ouverte", "review:here", "review:updating"
FEW = 60  # transcripts: who speaks in more of them is counted on its own page, which reads them all
BUTTON = "lien bouton"
PLACES = {
    "suggestions": "suggestions", "disagreements": "double_codage", "review": "pseudonymisation",
    "update": "mise_a_jour", "signed": "mise_a_jour", "voices": "qui_parle", "code": "entretiens",
    "take_away": "citations",
}


def strip(shares: Iterable[Share]) -> Html:
    """Show, for each value of an attribute, how many people out of how many."""
    bars = []
    for share in shares:
        width = 100 * share.with_it // share.total if share.total else 0
        filled = element("span", "", class_="plein", style=f"width:{width}%")
        figures = element("strong", phrases.share(share))
        bars.append(join(element("span", share.value, " ", figures), element("span", filled, class_="jauge")))
    return list_of(bars, class_="bandeau-champs")


def tour(corpus: Corpus) -> None:
    """Offer the tour where the corpus is made up; nothing elsewhere."""
    if not corpus.settings.fictional:
        return
    opened = bool(st.session_state.get(TOUR_OPENED))
    if opened:
        # The private page is in the menu of this machine only.
        here = bool(st.session_state.get(HERE))
        steps = [
            element("li", link(step.title, step.page, **step.address), element("p", step.text)) for step in words.STEPS
            if permissions.opens(step.page) and (here or step.page != "pseudonymisation")
        ]
        body = element("p", words.ABOUT), element("ol", steps)
        st.html(element("section", element("h2", words.TITLE), *body, class_="vide", aria_label=words.OPEN))
    label = words.CLOSE if opened else words.OPEN
    st.button(
        label, key="visite", type="tertiary", icon=":material/explore:",
        on_click=lambda: st.session_state.update({TOUR_OPENED: not st.session_state.get(TOUR_OPENED)}),
    )


def figures(corpus: Corpus) -> Html:
    """Show the figures of the study."""
    of = first_screen.strip(corpus)
    more = f" {words.AT_LEAST}" if of.places.more else ""
    shown = (
        (of.sessions, *session_words(corpus.material)), (of.people, ui_words.PERSON_ONE, ui_words.PEOPLE),
        (of.places.count, f"{words.PLACE_ONE}{more}", f"{words.PLACES}{more}"),
        (of.answers, words.ANSWER_ONE, words.ANSWERS),
    )
    counted = [
        element("li", element("strong", phrases.number(count)), " ", many if count > 1 else one)
        for count, one, many in shown if count
    ]
    return element("ul", counted, class_="chiffres")


def opening(corpus: Corpus, found: first_screen.QuotedSentence) -> Html:
    """Show one sentence of the corpus, large."""
    excerpt = found.passage.excerpt
    attributes = corpus.situating(*found.passage.who)[:SHOWN_ATTRIBUTES]
    who = element("p", " · ".join([named(corpus, excerpt.speaker, excerpt.session), *attributes]), " ",
                  to_transcript(found.passage, ui_words.READ_PASSAGE), class_="discret")
    return element("section", question(excerpt.question), element("p", found.text, class_="grande cite"), who,
                   class_="ouverture")


def theme(corpus: Corpus, row: first_screen.ThemeRow) -> Html:
    """Show a theme as a row."""
    counts = phrases.people_among(row.among, address.suggested_only(row.people))
    told = element(
        "div", element("h3", link(row.theme.label, "themes", theme=row.theme.id)),
        element("p", row.theme.definition, class_="definition"), element("p", counts, class_="compte"),
    )
    return element("section", told, element("div", said(corpus, row)), strip(row.shares), class_="theme")


def said(corpus: Corpus, row: first_screen.ThemeRow) -> Html:
    """Quote what shows a theme best, and what is farthest from the rest of it."""
    if not row.quote:
        return element("p", ui_words.NO_PASSAGE_YET, class_="discret")
    if not row.far:
        return quoted(corpus, row.quote)
    far = element("p", words.FAR_ONE, class_="sorte", title=words.FAR_HELP)
    typical = element("p", words.TYPICAL_ONE, class_="sorte")
    return join(typical, quoted(corpus, row.quote), element("div", far, quoted(corpus, row.far), class_="eloigne"))


def voices_left(corpus: Corpus) -> int:
    """Count what is to be settled of who speaks: transcripts are read for that, on the machine of the study alone."""
    if describing.refused() or not describing.present() or len(corpus.interviews) > FEW:
        return 0
    try:
        return sum(found.to_settle for found in describing.heard().understood.values())
    except FiligraneError:
        return 0  # the page « Qui parle » says why


def to_do(reading: CorpusReading, voices: int = 0) -> Html:
    """Show what is left to do, each with the way to do it."""
    here = bool(st.session_state.get(HERE))
    found: dict[first_screen.TaskKind, int] = {
        "disagreements": to_arbitrate(reading, decided()), "settle": asked(study()), "voices": voices,
    }
    left = first_screen.tasks(reading, found, here=here, signed=signed())
    rows = [element("li", _task(reading.corpus, task)) for task in left]
    if st.session_state.get(UPDATING):
        rows.insert(0, element("li", link(words.UPDATING, "mise_a_jour")))
    body = element("ul", rows) if rows else element("p", words.NOTHING_TO_DO)
    return element("aside", element("h2", words.TO_DO), body, class_="a-faire")


def _task(corpus: Corpus, task: first_screen.TaskLeft) -> Html:
    if task.kind == "settle":
        return link(run_words.TASK, "pseudonymisation", BUTTON, vue=run_words.ADDRESS)
    if task.kind == "review":
        what = phrases.reviews(corpus.made_of(s for s in corpus.unsigned if s not in signed()))
    else:
        what = phrases.task(task.kind, task.count, task.hidden)
    if task.kind == "orphans":
        first = corpus.orphans[0].session
        rows = []
        for o in corpus.orphans:
            said = phrases.orphan(o.file, o.line, corpus.label_of(o.code))
            rows.append(element("li", said, element("q", o.quote), f" ({o.reason})"))
        listed = element("details", element("summary", words.ORPHAN_LIST), element("ul", rows))
        return join(link(what, "lecture", BUTTON, entretien=first), listed)
    if task.kind == "suggestions" and task.count == task.hidden:
        return link(what, "entretiens", BUTTON, etat="suggestions")
    return link(what, PLACES[task.kind], BUTTON)


def lately(corpus: Corpus) -> Html:
    """Say in one sentence what changed since the run before, with the way to know why; nothing where none is kept."""
    of = compared_or_none()
    said = since_last(of, corpus.label_of)
    why = link(words.SINCE_LINK, "changements") if of and of.changed else ""
    return element("p", said, " ", why, class_="discret depuis") if said else Html("")


def starting(corpus: Corpus) -> Html:
    """Say that the grid and the themes are an example to replace, as long as they are those a new study is given."""
    themes = not corpus.settings.fictional and given(study(), THEMES)
    ways = [link(called, page) for there, called, page in (
        (corpus.codebook.example, coding_words.GRID, "grille"), (themes, ui_words.THEMES, "themes")) if there]
    shown = [join(" · " if rank else " ", way) for rank, way in enumerate(ways)]
    return element("p", words.STARTING, shown, class_="discret") if shown else Html("")


def show() -> None:
    """Lay the screen out."""
    reading = frame.opened(ui_words.STUDY)
    frame.say(figures(reading.corpus), lately(reading.corpus))
    tour(reading.corpus)
    wide, narrow = st.columns([2, 1], gap="large")
    found = first_screen.sentence(reading)
    with wide:
        if found:
            frame.say(opening(reading.corpus, found))
    with narrow:
        left = st.empty()
        left.html(to_do(reading))
    frame.say(element("h2", ui_words.THEMES), starting(reading.corpus))
    frame.caution()
    address.offer_suggestions(reading.corpus, to_read(reading).total)
    frame.kept_back(reading.corpus)
    rows = [theme(reading.corpus, row) for row in first_screen.theme_rows(reading)]
    first = link(ui_words.WRITE_THEMES, "themes")
    frame.say(join(rows) or element("p", f"{ui_words.NO_THEME_YET} ", first, class_="discret"))
    # Last: the first time, every transcript is read.
    if voices := voices_left(reading.corpus):
        left.html(to_do(reading, voices))


show()
