"""A reading and what people decided → groupings against the grid, and what one reads of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.pages.regroupements import words
from dashboard.ui import html
from dashboard.ui.cards import grouping_anchor, quote
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.ui.sentences.phrases import attribute, counted, decimal, number
from dashboard.words import ui_words
from pipeline.analysis.counts import association
from pipeline.analysis.counts.association import CrossedCode, Spread, chi2
from pipeline.anchoring.publishable import NEVER_ANALYSED
from pipeline.codebook.codes import NamedGrouping, Theme
from pipeline.model.contracts import Grouping, ProfileWord, TopicCount
from pipeline.model.decision_rows import CodingDecision

LEVEL, FEWEST = 0.01, 5
STANDING_FOR = 20
HEADING = 3
FEW, PROFILE_SHOWN = 12, 12


@dataclass(frozen=True, slots=True)
class Trait:
    """A value of an attribute that is heard in a grouping more than elsewhere, in excerpts and people."""

    attribute: str
    value: str
    inside: int
    everywhere: int
    people: int
    chi2: float


@dataclass(frozen=True, slots=True)
class Lead:
    """A grouping, its passages, its words by χ², the codes it crosses, and what people made of it."""

    grouping: Grouping
    passages: tuple[Passage, ...]
    characteristic: tuple[Passage, ...]
    profile: tuple[ProfileWord, ...]
    crossed: tuple[tuple[CrossedCode, int], ...]
    traits: tuple[Trait, ...]
    themes: tuple[Theme, ...]
    named: NamedGrouping | None

    @property
    def holds(self) -> bool:
        """Whether it is shown: it finds half of its passages again, on draws and from other seeds."""
        return min(self.grouping.stability, self.grouping.seeds) >= words.HELD_FROM


def leads(reading: CorpusReading, named: Iterable[NamedGrouping]) -> list[Lead]:
    """Gather what one reads of each grouping, those that hold most people first."""
    known = {one.number: one for one in named}
    coded, corpus = codes_of(reading), reading.corpus
    crossed = association.crossed(corpus.topics, coded)
    ordered = sorted(corpus.groupings, key=lambda g: (-g.people, -g.size, g.topic))
    found = []
    for grouping in ordered:
        topic = grouping.topic
        inside = {t.excerpt for t in corpus.topics if t.topic == topic}
        held = [p for p in reading.counted if p.place in inside]
        met = []
        for one in crossed.get(topic, []):
            people = {p.excerpt.speaker for p in held if any(m.code == one.code for m in p.decided)}
            met.append((one, len(people)))
        found.append(Lead(
            grouping, shown_passages(reading, grouping.representatives),
            shown_passages(reading, grouping.characteristic),
            tuple(sorted((p for p in corpus.profiles if p.topic == topic), key=lambda p: (-p.chi2, p.word))),
            tuple(met), tuple(traits(reading, inside)), tuple(t for t in corpus.themes if topic in t.groupings),
            known.get(topic),
        ))
    return found


def shown_passages(reading: CorpusReading, names: Iterable[str]) -> tuple[Passage, ...]:
    """Give the passages of those names that may be shown as typical."""
    found = (reading.by_place[e] for e in names if e in reading.by_place)
    return tuple(p for p in found if p.typical)


def codes_of(reading: CorpusReading) -> dict[str, frozenset[str]]:
    """Name the codes that people put on each passage."""
    return {p.place: frozenset(m.code for m in p.decided) for p in reading.counted if p.decided}


def traits(reading: CorpusReading, inside: Collection[str]) -> list[Trait]:
    """List the values of attributes that are heard in a grouping more than elsewhere (χ², p < 0.01)."""
    said = [p for p in reading.counted if p.attributes and p.excerpt.consent not in NEVER_ANALYSED
            and p.excerpt.speaker in reading.corpus.people]
    everywhere = Counter(pair for p in said for pair in p.attributes.items() if pair[1])
    here = [p for p in said if p.place in inside]
    within = Counter(pair for p in here for pair in p.attributes.items() if pair[1])
    found = []
    for (name, value), count in sorted(within.items()):
        score, p_value = chi2(count, everywhere[name, value], len(here), len(said))
        people = {p.excerpt.speaker for p in here if p.attributes.get(name) == value}
        if score > 0 and p_value < LEVEL and count >= FEWEST:
            found.append(Trait(name, value, count, everywhere[name, value], len(people), round(score, 2)))
    return sorted(found, key=lambda t: (-t.chi2, t.attribute, t.value))


def blind_spots(
    reading: CorpusReading, decisions: Iterable[CodingDecision], held: Iterable[Lead],
) -> dict[int, list[Passage]]:
    """List, by grouping that holds, the passages to read of sessions read whole that nobody coded."""
    sessions = {d.session for d in decisions if d.marks_read}
    read = {e.excerpt for e in reading.corpus.excerpts if e.session in sessions}
    stable = {lead.grouping.topic for lead in held if lead.holds}
    found = association.blind_spots(reading.corpus.topics, codes_of(reading), read, stable)
    shown = {topic: [reading.by_place[e] for e in names if e in reading.by_place] for topic, names in found.items()}
    return {topic: passages for topic, passages in shown.items() if passages}


def broad(reading: CorpusReading) -> list[Spread]:
    """Tell how codes spread over groupings, the broad ones first."""
    return association.spreads(reading.corpus.topics, codes_of(reading))


def standing_for(corpus: Corpus, topic: int, label: str = "") -> NamedGrouping:
    """Give what will tell a grouping from run to run: the excerpts nearest to its centre."""
    near = sorted((t for t in corpus.topics if t.topic == topic), key=lambda t: (-t.weight, t.excerpt))
    return NamedGrouping(topic, label, tuple(t.excerpt for t in near[:STANDING_FOR]))


def title(lead: Lead) -> str:
    """Name a grouping by its number, and by the name a person gave it, else by its own words."""
    return f"{phrases.numbered(lead.grouping.topic)} : {heading(lead)}"


def heading(lead: Lead) -> str:
    """Give the name that a person chose, else the few words that tell a grouping from the others."""
    return f"« {lead.named.label} »" if lead.named and lead.named.label else ", ".join(lead.grouping.words[:HEADING])


def summary(corpus: Corpus, found: Sequence[Lead]) -> Html:
    """Lay all groupings out in one table, those that hold first, each leading to what is said of it below."""
    ordered = sorted(found, key=lambda lead: not lead.holds)
    rows = []
    for lead in ordered:
        way = element("a", title(lead), href=f"#{grouping_anchor(lead.grouping)}", class_="lien")
        codes = ", ".join(corpus.label_of(one.code) for one, _ in lead.crossed[:HEADING])
        figures = lead.grouping.people, lead.grouping.sessions, lead.grouping.size
        rows.append(html.line(way, [
            *(html.figure(number(n)) for n in figures), element("td", codes or "—"),
            element("td", words.HOLDS[lead.holds]),
        ]))
    note = element("p", words.NUMBERS_ON_DISK, class_="discret")
    return join(html.table(words.SUMMARY, words.SUMMARY_HEAD, rows), note)


def card(corpus: Corpus, lead: Lead) -> Html:
    """Show a grouping: who and what it holds, its words; the rest is folded."""
    grouping = lead.grouping
    head = element("header", element("h2", title(lead)), element("p", phrases.size(grouping), class_="compte"))
    first = element("dl", row(words.CTFIDF, ", ".join(grouping.words)))
    shown = folded(corpus, words.REPRESENTATIVES, lead.passages), folded(
        corpus, words.CHARACTERISTIC, lead.characteristic)
    own = [phrases.profiled(row) for row in lead.profile if row.chi2 > 0][:PROFILE_SHOWN]
    foreign = [row.word for row in reversed(lead.profile) if row.chi2 < 0][:PROFILE_SHOWN]
    profile = join(row(words.PROFILE, ", ".join(own), words.PROFILE_HELP), row(words.FOREIGN, ", ".join(foreign)))
    said = [
        f"{attribute(t.attribute)} : {t.value} ({counted(t.people, 'personne', 'personnes')}, {t.inside} sur "
        f"{counted(t.everywhere, 'extrait', 'extraits')}, χ² {decimal(t.chi2)})"
        for t in lead.traits[:PROFILE_SHOWN]
    ]
    traits = row(words.PEOPLE_OF, " ; ".join(said), words.PEOPLE_OF_HELP)
    crossed = [
        f"{corpus.label_of(one.code)} ({counted(people, 'personne', 'personnes')}, "
        f"{counted(one.passages, 'extrait', 'extraits')})"
        for one, people in lead.crossed[:FEW]
    ]
    rows = [
        row(words.NMF, ", ".join(lead.grouping.nmf_words)), profile, traits,
        row(words.CROSSED, " ; ".join(crossed) or words.NOT_CROSSED),
    ]
    held = element("p", phrases.held(lead.grouping), class_="discret", title=ui_words.STABILITY_HELP)
    more = element("details", element("summary", words.ALL_OF_IT), element("dl", rows), held)
    parts = head, first, _made(lead), shown[0], more, shown[1]
    return element("article", *parts, class_="carte piste", id=grouping_anchor(grouping))


def row(name: str, what: str, help_: str = "") -> Html:
    """Say one thing of a grouping, with its name; nothing when there is nothing to say."""
    return join(element("dt", name, title=help_), element("dd", what, class_="mots")) if what else Html("")


def _made(lead: Lead) -> Html:
    links = [link(t.label, "themes", theme=t.id) for t in lead.themes]
    code = lead.named.code if lead.named else ""
    parts = [
        element("p", f"{words.ATTACHED} ", links, class_="discret") if links else "",
        element("p", words.KEPT, f", {words.KEPT_AS} {code}" if code else "", class_="discret") if lead.named else "",
    ]
    return join(*parts)


def folded(corpus: Corpus, name: str, passages: Sequence[Passage]) -> Html:
    """Fold passages away under a name, with their number."""
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
    told = element("p", words.COUNTS_RULE, class_="discret")
    shown = element("details", element("summary", words.COUNTS_TRIED), told, figures_table(words.COUNTS_HEAD, rows))
    return shown if rows else Html("")


def figures_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Lay figures out in a table."""
    body = [element("tr", [element("td", cell) for cell in row]) for row in rows]
    return element("table", element("thead", element("tr", [element("th", cell) for cell in head])),
                   element("tbody", body))


def blind_card(corpus: Corpus, lead: Lead, passages: Sequence[Passage]) -> Html:
    """Show passages of a grouping that nobody coded."""
    count = element("p", phrases.size(lead.grouping), " ", f"dont {len(passages)} à lire", class_="compte")
    said = element("p", ", ".join(lead.grouping.words), class_="mots")
    shown = [quote(corpus, p) for p in passages[:FEW]]
    return element("article", element("h2", title(lead)), said, count, shown, class_="carte")


def broad_codes(corpus: Corpus, found: Sequence[Spread]) -> Html:
    """Show how codes spread over groupings."""
    rows = [
        (corpus.label_of(s.code), str(s.passages), str(s.groupings), decimal(s.entropy), words.BROAD if s.broad else "")
        for s in found
    ]
    return figures_table(words.BROAD_HEAD, rows) if rows else element("p", words.NO_CODED, class_="vide")
