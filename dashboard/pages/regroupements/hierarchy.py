"""Groupings → their hierarchy, cut at a number; which are alike; who speaks there, and when; where a new text goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading
from dashboard.pages.regroupements import words
from dashboard.pages.regroupements.view import Lead, title
from dashboard.ui import frame, html, plots
from dashboard.ui.html import element
from dashboard.ui.plots import Branch, bubbles, dendrogram
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.ui.sentences.phrases import attribute as named
from dashboard.ui.sentences.phrases import counted, decimal, number
from dashboard.words import run_words
from pipeline.analysis.topics.descriptions import placed
from pipeline.coding.suggest.vectors import topic_vectors
from pipeline.model.contracts import GroupingMerge
from pipeline.model.errors import FiligraneError

DEFAULT, FEW, FIRST_WORDS, NEAREST = 4, 10, 6, 3


def sets(merges: Sequence[GroupingMerge], count: int) -> list[tuple[int, ...]]:
    """Give the sets of groupings there are when the hierarchy is cut at ``count``, from the top of its picture."""
    if not merges:
        return []
    top = (*merges[-1].one, *merges[-1].other)
    held: dict[int, tuple[int, ...]] = {topic: (topic,) for topic in top}
    for merge in merges[: max(0, len(top) - count)]:
        both = (*merge.one, *merge.other)
        held |= dict.fromkeys(both, both)
    return list(dict.fromkeys(held[topic] for topic in top))


def tree(merges: Sequence[GroupingMerge]) -> Branch | int:
    """Draw the whole hierarchy, leaves numbered from the top."""
    top = (*merges[-1].one, *merges[-1].other)
    drawn: dict[tuple[int, ...], Branch | int] = {(topic,): place for place, topic in enumerate(top)}
    for merge in merges:
        parts = drawn[merge.one], drawn[merge.other]
        drawn[*merge.one, *merge.other] = Branch(merge.distance, parts, decimal(merge.distance))
    return drawn[top]


def hierarchy(reading: CorpusReading, found: Sequence[Lead]) -> None:
    """Let the reader cut the hierarchy, and list the groupings that are most alike."""
    corpus = reading.corpus
    frame.say(element("p", words.TREE_RULE, class_="discret"))
    merges = sorted(corpus.grouping_merges, key=lambda m: m.rank)
    if not merges:
        frame.nothing(words.NO_TREE, (run_words.UPDATE, "mise_a_jour"))
        return
    by_number = {lead.grouping.topic: lead for lead in found}
    count = int(st.segmented_control(
        words.CUT_SETS, list(range(2, len(merges) + 2)), default=min(DEFAULT, len(merges) + 1), key="ensembles",
        required=True,
    ) or len(merges) + 1)
    cut = sets(merges, count)
    rank = {topic: place for place, held in enumerate(cut, 1) for topic in held}
    top = [topic for held in cut for topic in held]
    labels = [f"{words.SET} {rank[topic]} · {title(by_number[topic])}" for topic in top]
    plots.show_figure(corpus, dendrogram(tree(merges), labels, words.DISTANCE, 0.0), "arbre-des-regroupements",
                      words.GROUPING_TREE_ALT.format(groupings=" ; ".join(labels)))
    said = {topic: {e for e in corpus.topics if e.topic == topic} for topic in top}
    rows = []
    for place, held in enumerate(cut, 1):
        inside = [corpus.by_id[e.excerpt] for topic in held for e in said[topic] if e.excerpt in corpus.by_id]
        rows.append([
            f"{words.SET} {place}", ", ".join(str(topic + 1) for topic in sorted(held)), heaviest(corpus, held),
            str(len({e.speaker for e in inside} & set(corpus.people))), str(len(inside)),
        ])
    lines = [html.line(row[0], [element("td", row[1]), element("td", row[2]), html.figure(row[3]), html.figure(row[4])])
             for row in rows]
    frame.say(html.table(words.SETS, words.SETS_HEAD, lines, numbers=2))
    plots.offer_rows(corpus, words.SETS_HEAD, rows, "ensembles-de-regroupements")
    alike = sorted(corpus.similar_groupings, key=lambda s: (-s.words, s.topic, s.other))[:FEW]
    near = [html.line(f"{phrases.numbered(s.topic)} – {phrases.numbered(s.other)}",
                      [html.figure(decimal(s.words)), html.figure(decimal(s.meaning))]) for s in alike]
    frame.say(element("h3", words.ALIKE), element("p", words.ALIKE_RULE, class_="discret"),
              html.table(words.ALIKE, words.ALIKE_HEAD, near, numbers=2))
    plots.offer_rows(corpus, words.ALIKE_HEAD, [
        [f"{phrases.numbered(s.topic)} – {phrases.numbered(s.other)}", decimal(s.words, 4), decimal(s.meaning, 4)]
        for s in corpus.similar_groupings
    ], "regroupements-voisins")


def heaviest(corpus: Corpus, held: Collection[int]) -> str:
    """Name the words that weigh most in a set of groupings (sum of their class TF-IDF)."""
    weight: Counter[str] = Counter()
    for one in corpus.grouping_model:
        if one.topic in held:
            weight.update(dict(zip(one.words, one.weights, strict=True)))
    return ", ".join(sorted(weight, key=lambda word: (-weight[word], word))[:FIRST_WORDS])


@dataclass(frozen=True, slots=True)
class GroupingCell:
    """Who speaks in a grouping, among those who share a value or take part in a session: people, and excerpts."""

    people: int
    excerpts: int


def spoken_by(corpus: Corpus, attribute: str) -> dict[tuple[int, str], GroupingCell]:
    """Count, by grouping and value of an attribute, the people interviewed who speak there, and their excerpts."""
    people: dict[tuple[int, str], set[str]] = defaultdict(set)
    excerpts: Counter[tuple[int, str]] = Counter()
    among = frozenset(corpus.people)
    for held in corpus.topics:
        excerpt = corpus.by_id.get(held.excerpt)
        value = corpus.bearing.get((excerpt.speaker, excerpt.session), {}).get(attribute, "") if excerpt else ""
        if excerpt and value and excerpt.speaker in among:
            people[held.topic, value].add(excerpt.speaker)
            excerpts[held.topic, value] += 1
    return {key: GroupingCell(len(people[key]), n) for key, n in excerpts.items()}


def who_and_when(reading: CorpusReading, found: Sequence[Lead]) -> None:
    """Show who speaks in each grouping, by the values of an attribute, then interview after interview."""
    corpus = reading.corpus
    frame.say(element("p", words.WHO_RULE, class_="discret"))
    if corpus.attributes:
        attribute = st.selectbox(words.ATTRIBUTE, corpus.attributes, key="attribut:qui", format_func=named)
        cells = spoken_by(corpus, attribute)
        values = [v for v in corpus.values_of(attribute) if any(held == v for _, held in cells)]
        bearers = {
            v: len({p.participant for p in corpus.interviewed if p.attributes.get(attribute) == v}) for v in values
        }
        nobody = GroupingCell(0, 0)
        lines = [
            html.line(title(lead), [
                element("td", f"{cell.people} sur {bearers[v]}",
                        element("small", counted(cell.excerpts, "extrait", "extraits")), class_="n")
                for v in values for cell in [cells.get((lead.grouping.topic, v), nobody)]
            ]) for lead in found
        ]
        head = (words.GROUPING_COLUMN, *(phrases.bearing(v, bearers[v]) for v in values))
        frame.say(html.table(words.BY_ATTRIBUTE, head, lines, numbers=len(values)))
        plots.offer_rows(corpus, words.BY_ATTRIBUTE_COLUMNS, [
            [str(lead.grouping.topic + 1), v, str(cell.people), str(bearers[v]), str(cell.excerpts)]
            for lead in found for v in values for cell in [cells.get((lead.grouping.topic, v), nobody)]
        ], f"regroupements-{attribute}")
    counts = Counter((t.topic, corpus.by_id[t.excerpt].session) for t in corpus.topics if t.excerpt in corpus.by_id)
    frame.say(element("h3", words.OVER_TIME), element("p", words.OVER_TIME_RULE, class_="discret"))
    labels = [title(lead) for lead in found]
    across = [titles.short(corpus, s) for s in corpus.interviews]
    sizes = [[counts[lead.grouping.topic, s] for s in corpus.interviews] for lead in found]
    plots.show_figure(corpus, bubbles(labels, across, sizes, words.INTERVIEW_AXIS), "regroupements-terrain",
                      words.OVER_TIME_ALT.format(groupings=" ; ".join(labels)))
    plots.offer_rows(corpus, words.OVER_TIME_COLUMNS, [
        [str(lead.grouping.topic + 1), str(place), name, str(sizes[row][place - 1])]
        for row, lead in enumerate(found) for place, name in enumerate(across, 1)
    ], "regroupements-terrain")


def place(reading: CorpusReading, found: Sequence[Lead]) -> None:
    """Tell in which grouping a text that somebody types would stand; nothing is kept of it."""
    frame.say(element("p", words.PLACE_RULE, class_="discret"))
    typed = st.text_area(words.PLACE_TEXT, key="placer", height=120)
    if not st.button(words.PLACE, key="placer:faire") or not typed.strip():
        return
    try:
        vectors = topic_vectors([typed], str(study().params("topic_embeddings").get("backend")))
    except FiligraneError as error:
        frame.alert(str(error))
        return
    by_number = {lead.grouping.topic: lead for lead in found}
    [near] = placed(reading.corpus.grouping_model, vectors)
    lines = [
        html.line(title(lead), [html.figure(decimal(cosine)), html.figure(number(lead.grouping.people))])
        for lead, cosine in ((by_number[topic], cosine) for topic, cosine in near[:NEAREST] if topic in by_number)
    ]
    frame.say(html.table(words.PLACE, words.PLACE_HEAD, lines, numbers=2))
