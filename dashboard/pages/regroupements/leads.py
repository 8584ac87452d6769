"""Groupings by proximity against the grid → what one reads of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.data.corpus import Corpus
from dashboard.data.passages import Passage
from dashboard.pages.regroupements.summary import title
from dashboard.pages.regroupements.view import Lead
from dashboard.ui.cards import grouping_anchor, quote
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.ui.sentences.phrases import attribute, counted, decimal
from dashboard.words import compare_words as words
from dashboard.words import ui_words
from pipeline.analysis.counts.association import Spread
from pipeline.codebook.codes import NamedGrouping
from pipeline.model.contracts import TopicCount

FEW, PROFILE_SHOWN = 12, 12


def card(corpus: Corpus, lead: Lead) -> Html:
    """Show a grouping: who and what it holds, its words; the rest is folded."""
    grouping = lead.grouping
    head = element("header", element("h2", title(lead)), element("p", phrases.size(grouping), class_="compte"))
    first = element("dl", _row(ui_words.CTFIDF, ", ".join(grouping.words)))
    shown = _folded(corpus, ui_words.REPRESENTATIVES, lead.passages), _folded(
        corpus, words.CHARACTERISTIC, lead.characteristic)
    own = [phrases.profiled(row) for row in lead.profile if row.chi2 > 0][:PROFILE_SHOWN]
    foreign = [row.word for row in reversed(lead.profile) if row.chi2 < 0][:PROFILE_SHOWN]
    profile = join(_row(words.PROFILE, ", ".join(own), words.PROFILE_HELP), _row(words.FOREIGN, ", ".join(foreign)))
    said = [
        f"{attribute(t.attribute)} : {t.value} ({counted(t.people, 'personne', 'personnes')}, {t.inside} sur "
        f"{counted(t.everywhere, 'extrait', 'extraits')}, χ² {decimal(t.chi2)})"
        for t in lead.traits[:PROFILE_SHOWN]
    ]
    traits = _row(words.PEOPLE_OF, " ; ".join(said), words.PEOPLE_OF_HELP)
    rows = [
        _row(ui_words.NMF, ", ".join(lead.grouping.nmf_words)), profile, traits,
        _row(words.CROSSED, _crossed(corpus, lead)),
    ]
    held = element("p", phrases.held(lead.grouping), class_="discret", title=ui_words.STABILITY_HELP)
    more = element("details", element("summary", words.ALL_OF_IT), element("dl", rows), held)
    parts = head, first, _made(lead), shown[0], more, shown[1]
    return element("article", *parts, class_="carte piste", id=grouping_anchor(grouping))


def _row(name: str, what: str, help_: str = "") -> Html:
    return join(element("dt", name, title=help_), element("dd", what, class_="mots")) if what else Html("")


def _crossed(corpus: Corpus, lead: Lead) -> str:
    said = [
        f"{corpus.label_of(one.code)} ({counted(people, 'personne', 'personnes')}, "
        f"{counted(one.passages, 'extrait', 'extraits')})"
        for one, people in lead.crossed[:FEW]
    ]
    return " ; ".join(said) or words.NOT_CROSSED


def _made(lead: Lead) -> Html:
    links = [link(t.label, "themes", theme=t.id) for t in lead.themes]
    code = lead.named.code if lead.named else ""
    parts = [
        element("p", f"{ui_words.ATTACHED} ", links, class_="discret") if links else "",
        element("p", words.KEPT, f", {words.KEPT_AS} {code}" if code else "", class_="discret") if lead.named else "",
    ]
    return join(*parts)


def _folded(corpus: Corpus, name: str, passages: Sequence[Passage]) -> Html:
    shown = [quote(corpus, p) for p in passages]
    return element("details", element("summary", f"{name} ({len(shown)})"), shown) if shown else Html("")


def unstable(corpus: Corpus, found: Sequence[Lead]) -> Html:
    """Fold away the groupings that do not hold."""
    if not found:
        return Html("")
    head = element("summary", f"{words.FOLDED} ({len(found)})")
    cards = element("div", [card(corpus, lead) for lead in found], class_="cartes")
    return element("details", head, element("p", words.FOLDED_HELP, class_="discret"), cards)


def lost(named: Iterable[NamedGrouping], found: Sequence[Lead]) -> Html:
    """Name the groupings that a person kept and that this run does not find again."""
    there = {lead.grouping.topic for lead in found}
    gone = [f"{phrases.numbered(n.number)} {n.label}".strip() for n in named if n.number not in there]
    return element("section", element("p", words.LOST, class_="alerte"), list_of(gone)) if gone else Html("")


def topic_counts(found: Sequence[TopicCount]) -> Html:
    """Show how the number of groupings was chosen."""
    rows = [
        (str(t.asked), decimal(t.draws), decimal(t.seeds), decimal(t.coherence), decimal(t.diversity),
         words.CHOSEN if t.chosen else "")
        for t in found
    ]
    told = element("p", words.TRIES_RULE, class_="discret")
    shown = element("details", element("summary", words.TRIES), told, table(words.TRIES_HEAD, rows))
    return shown if rows else Html("")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Lay figures out in a table."""
    body = [element("tr", [element("td", cell) for cell in row]) for row in rows]
    return element("table", element("thead", element("tr", [element("th", cell) for cell in head])),
                   element("tbody", body))


def blind(corpus: Corpus, lead: Lead, passages: Sequence[Passage]) -> Html:
    """Show passages of a grouping that nobody coded."""
    count = element("p", phrases.size(lead.grouping), " ", f"dont {len(passages)} à lire", class_="compte")
    said = element("p", ", ".join(lead.grouping.words), class_="mots")
    shown = [quote(corpus, p) for p in passages[:FEW]]
    return element("article", element("h2", title(lead)), said, count, shown, class_="carte")


def broad(corpus: Corpus, found: Sequence[Spread]) -> Html:
    """Show how codes spread over groupings."""
    rows = [
        (corpus.label_of(s.code), str(s.passages), str(s.groupings), decimal(s.entropy), words.BROAD if s.broad else "")
        for s in found
    ]
    return table(words.BROAD_HEAD, rows) if rows else element("p", words.NO_CODED, class_="vide")
