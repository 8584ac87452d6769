"""The reading and what people decided → the facts of the report, gathered again when they change; its parts shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.access.study_place import study as here
from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.counting import Share
from dashboard.data.decisions_read import Decided, decided
from dashboard.data.freshness import Stamp, stamp, worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import ANONYMISED, on_disk, reported, waiting
from dashboard.ui import frame, plots
from dashboard.ui.downloads import File, buttons, leads, offer
from dashboard.ui.html import Html, element, link, list_of
from dashboard.words import ui_words
from pipeline.anchoring.word_places import excerpt_id
from pipeline.cli.commands.projects import commented, figures, manuscript, told_of_quotes
from pipeline.model.decision_rows import FOLDERS, IdentifierDecision, QuoteDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.lazy import Same
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import Items, ParagraphBlock, Part, Prompt, Quotation, Table, Title, quoted
from pipeline.publish.quotes import manuscript_words as say
from pipeline.publish.quotes.manuscript import Finding, ManuscriptSources, linked_before, links, read_manuscript
from pipeline.publish.report.report import report
from pipeline.publish.report.report_facts import TABLES_READ, ReportSources, StudyFacts, facts, theme_key

REPORT_FILE = "rapport"
REPORT_HELP = (
    "Ce que l'on sait de l'enquête à la dernière mise à jour, et ce qui a été décidé depuis, prêt à reprendre. Le "
    "reste est laissé en question (☐), à vous de l'écrire : rien n'est inventé."
)
FIGURE = "Personnes par thème"
FIGURE_ALT = "Personnes dont un passage est dans chaque thème, sur les personnes rencontrées"

LOWEST = 6
# What a run made and nobody decides of is in the reading already; its codings are those of the run, not of now.
SHARED = ("participants", "excerpts", "anonymised", "guide_coverage", "suggestions")
WATCHED = ("build/tables/run.json", ANONYMISED, "build/participants.parquet")
KINDS = (QuoteDecision, IdentifierDecision)


def shown(part: Part) -> Html:
    """Show one part; the page has its own first title."""
    match part:
        case Title():
            return element(f"h{min(part.level, LOWEST)}", part.text)
        case ParagraphBlock():
            return element("p", part.text)
        case Items():
            return list_of(part.lines)
        case Quotation():
            return element("blockquote", quoted(part.text), class_="dit")
        case Prompt():
            return element("p", f"☐ {part.text}", class_="a-completer")
        case Table():
            head = element("tr", (element("th", cell, scope="col") for cell in part.head))
            rows = (element("tr", (element("td", cell) for cell in row)) for row in part.rows)
            return element("table", element("thead", head), element("tbody", rows))


def current_facts(reading: CorpusReading) -> StudyFacts:
    """
    Give the facts of the report as the last run left them, with what people decided since.

    Raises:
        FiligraneError: nothing was computed yet.
    """
    files = [here() / name for name in WATCHED]
    files += [path for kind in KINDS for path in sorted((here() / f"decisions/{FOLDERS[kind]}").glob("*.csv"))]
    return _facts_of(reading, decided(), tuple(stamp(path) for path in files if path.exists()))


@worked_out(2)
def _facts_of(reading: CorpusReading, now: Decided, stamps: tuple[Stamp, ...]) -> StudyFacts:  # noqa: ARG001 - what is watched is the key
    rows = {name: getattr(reading.corpus, name) if name in SHARED else study_data.table(name) for name in TABLES_READ}
    return reported(facts(here(), ReportSources(rows, now.in_force, on_disk())), reading)


@worked_out(2)
def _parts(known: Same[StudyFacts]) -> list[Part]:
    return report(known.it)


def downloads(corpus: Corpus, told: Sequence[Part]) -> None:
    """Offer the report."""
    offer(corpus, REPORT_FILE, (
        File(of.name, kind, of.mime, partial(written, told, kind)) for kind, of in FORMATS.items()
    ))


def figure(known: StudyFacts) -> None:
    """Draw the people of each theme, out of those asked."""
    counts = [(theme.label, known.among(theme_key(theme.theme))) for theme in known.themes]
    found = [
        Share(label, len(of.people), len(of.possible), len(of.not_yet))
        for label, of in counts if of.possible or of.not_yet
    ]
    if found:
        frame.say(element("h2", FIGURE))
        frame.caution()
        st.plotly_chart(plots.shares(found), config=plots.CONFIG, theme=None, alt=FIGURE_ALT)


def article(reading: CorpusReading, known: StudyFacts) -> None:
    """Offer to read an article in writing: where its quotes and figures come from, and what is no longer true."""
    frame.say(element("h2", say.ARTICLE), element("p", say.ARTICLE_HELP, class_="discret"))
    if not leads():
        return
    dropped = st.file_uploader(say.MANUSCRIPT, accept_multiple_files=True, key="rapport:article") or []
    files = {one.name: one.getvalue() for one in dropped}
    kept = next((content for name, content in files.items() if name.lower().endswith(".csv")), b"")
    corpus = reading.corpus
    of = ManuscriptSources(corpus.turns, waiting(corpus), titles.every(corpus), figures(known))
    for name, content in files.items():
        if name.lower().endswith(".csv"):
            continue
        try:
            found = read_manuscript(manuscript(name, content), of, *linked_before(kept.decode("utf-8-sig", "replace")))
        except (FiligraneError, ValueError) as error:
            frame.alert(str(error))
            continue
        *_, count = told_of_quotes(found)
        frame.say(element("p", f"{name} : {count}", class_="compte", role="status"))
        stem, kind = Path(name).stem, Path(name).suffix[1:].lower()
        if kind != "md":
            copy = File(say.TAKE_COPY, kind, "application/octet-stream", partial(commented, name, content, found))
            buttons(corpus, say.COMMENTED.format(name=stem), [copy], f"article-{name}")
        linked = File(say.TAKE_LINKS, "csv", "text/csv", partial(_linked, found))
        buttons(corpus, say.LINKED.format(name=name), [linked], f"article-{name}-links")
        frame.say(element("ol", (element("li", quote(one)) for one in found), class_="article"))


def _linked(found: Sequence[Finding]) -> bytes:
    return links(found).encode()


def quote(one: Finding) -> list[Html]:
    """Show a quote or a figure, what is told of it, and the way to its passages."""
    shown = () if one.status in {"reserved", "unattributed"} else one.passages
    places = [(p.session, excerpt_id(p.session, p.place.turn, p.place.first_word, p.place.last_word))
              for p in shown if p.place.turn == p.place.last_turn]
    ways = [link(say.TO_PASSAGE, "lecture", entretien=session, passage=place) for session, place in places]
    state = element("strong", say.STATUS[one.status], class_="alerte" if one.wrong else "")
    return [state, element("blockquote", quoted(one.mention.text), class_="dit"), element("p", one.told, " ", *ways)]


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.REPORT)
    st.html(f"<style>{frame.asset('publish.css')}</style>")
    frame.say(element("p", REPORT_HELP, class_="discret"))
    try:
        known = current_facts(reading)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="vide"))
        return
    told = list(_parts(Same(known)))
    downloads(reading.corpus, told)
    body = told[1:] if isinstance(told[0], Title) else told
    frame.say(element("section", [shown(part) for part in body], class_="rapport"))
    figure(known)
    article(reading, known)


show()
