"""Reinert's tree, cut at a number of classes → its dendrogram, and what one reads of each class; nothing is decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.data.passages import CorpusReading, Passage
from dashboard.pages.regroupements import words
from dashboard.pages.regroupements.view import Trait, codes_of, figures_table, folded, row, shown_passages, traits
from dashboard.ui import frame, plots
from dashboard.ui.html import Html, element
from dashboard.ui.plots import Branch, dendrogram
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.ui.sentences.phrases import attribute, counted, decimal, number
from dashboard.words import run_words
from pipeline.language.numbers import percent
from pipeline.model.contracts import ProfileWord, ReinertClass

DEFAULT, HEADING, SHOWN, LEAST_P = 6, 4, 12, 0.0001
COLUMNS = ("word", "inside", "everywhere", "chi2", "p")


def living(classes: Iterable[ReinertClass]) -> dict[int, list[ReinertClass]]:
    """Give the classes that each class is divided into, those too small to be one left out."""
    found: dict[int, list[ReinertClass]] = defaultdict(list)
    for one in classes:
        if not one.apart:
            found[one.parent].append(one)
    return found


def cut(classes: Sequence[ReinertClass], count: int) -> Branch | int:
    """
    Draw the tree as it is once there are ``count`` classes: each branch says the χ² of its division.

    Leaves are numbered from 0, from the top; ``leaves`` gives their classes in that order.
    """
    held = living(classes)
    stopped = _divided(classes, count)
    # A division that only sets a few segments apart parts nothing that is drawn.
    parting = [node for node in stopped if len(held.get(node, [])) > 1]
    rank = iter(range(len(classes)))

    def part(one: ReinertClass) -> Branch | int:
        inside = held.get(one.node, [])
        if one.node not in stopped:
            return next(rank)
        if len(inside) == 1:
            return part(inside[0])
        place = parting.index(one.node)
        return Branch(place, tuple(part(other) for other in inside), f"χ² {number(round(one.chi2))}")

    return part(classes[0])


def leaves(classes: Sequence[ReinertClass], count: int) -> list[ReinertClass]:
    """Give the classes of the tree cut at ``count``, from the top of its picture."""
    held = living(classes)
    stopped = _divided(classes, count)

    def under(one: ReinertClass) -> list[ReinertClass]:
        if one.node not in stopped:
            return [one]
        return [leaf for other in held.get(one.node, []) for leaf in under(other)]

    return under(classes[0]) if classes else []


def _divided(classes: Sequence[ReinertClass], count: int) -> list[int]:
    held, done, there = living(classes), [], 1
    for one in sorted((c for c in classes if c.division), key=lambda c: c.division):
        there += len(held.get(one.node, [])) - 1
        if there > count:
            break
        done.append(one.node)
    return done


@dataclass(frozen=True, slots=True)
class ShownClass:
    """A class as it is read: its number in the picture, its words, who speaks there, its passages and their codes."""

    number: int
    of: ReinertClass
    profile: tuple[ProfileWord, ...]
    traits: tuple[Trait, ...]
    passages: tuple[Passage, ...]
    codes: tuple[tuple[str, int, int], ...]

    @property
    def own(self) -> list[ProfileWord]:
        """Its words, the most its own first."""
        return [p for p in self.profile if p.chi2 > 0]

    @property
    def title(self) -> str:
        """Its number and its first words."""
        return f"{words.CLASS} {self.number} : {', '.join(p.word for p in self.own[:HEADING]) or '—'}"


def shown_classes(reading: CorpusReading, count: int) -> list[ShownClass]:
    """Gather what one reads of each class of the tree cut at ``count``."""
    corpus = reading.corpus
    parent = {c.node: c.parent for c in corpus.reinert_classes}
    chosen = leaves(corpus.reinert_classes, count)
    stops = {c.node for c in chosen}
    inside: dict[int, set[str]] = defaultdict(set)
    for held in corpus.reinert_passages:
        node = held.node
        while node not in stops and node >= 0:
            node = parent[node]
        inside[node].add(held.excerpt)
    coded = codes_of(reading)
    speaker = {e.excerpt: e.speaker for e in corpus.excerpts}
    found = []
    for place, one in enumerate(chosen, 1):
        rows = [p for p in corpus.reinert_profiles if p.topic == one.node]
        passages: Counter[str] = Counter(code for e in inside[one.node] for code in coded.get(e, ()))
        people: dict[str, set[str]] = defaultdict(set)
        for e in inside[one.node]:
            for code in coded.get(e, ()):
                people[code].add(speaker[e])
        crossed = sorted(((c, len(people[c]), n) for c, n in passages.items()), key=lambda c: (-c[1], -c[2], c[0]))
        found.append(ShownClass(
            place, one, tuple(sorted(rows, key=lambda p: (-p.chi2, p.word))), tuple(traits(reading, inside[one.node])),
            shown_passages(reading, one.typical), tuple(crossed),
        ))
    return found


def show(reading: CorpusReading) -> None:
    """Let the reader cut the tree at a number of classes, and show it, its classes and their figures."""
    corpus = reading.corpus
    frame.say(element("p", words.REINERT_RULE, class_="discret"))
    most = len(leaves(corpus.reinert_classes, len(corpus.reinert_classes)))
    if most <= 1:
        frame.nothing(words.NO_CLASS, (run_words.UPDATE, "mise_a_jour"))
        return
    count = int(st.segmented_control(
        words.CUT, list(range(2, most + 1)), default=min(DEFAULT, most), key="classes", required=True,
    ) or most)
    found = shown_classes(reading, count)
    whole = corpus.reinert_classes[0]
    told = sum(c.of.size for c in found)
    frame.say(element("h2", words.TREE), element("p", words.CLASSED.format(
        classes=len(found), told=counted(told, "extrait", "extraits"), whole=whole.size,
        share=percent(told / whole.size), apart=whole.size - told,
    ), class_="compte"))
    labels = [f"{c.title}   ({c.of.size} · {percent(c.of.size / told)})" for c in found]
    drawn = dendrogram(cut(corpus.reinert_classes, count), labels, words.DIVISIONS, len(found) - 1)
    plots.show_figure(corpus, drawn, "classes-de-reinert", words.TREE_ALT.format(classes=" ; ".join(labels)))
    plots.offer_rows(corpus, words.CLASS_COLUMNS, [
        [str(c.number), *(str(getattr(p, column)) for column in COLUMNS), str(c.of.size), str(c.of.people)]
        for c in found for p in c.profile
    ], "classes-de-reinert")
    frame.say(element("div", [card(reading, c) for c in found], class_="cartes"))


def card(reading: CorpusReading, one: ShownClass) -> Html:
    """Show a class: who and what it holds, its words; the rest is folded."""
    corpus = reading.corpus
    size = " · ".join((
        counted(one.of.people, "personne", "personnes"), counted(one.of.sessions, "entretien", "entretiens"),
        counted(one.of.size, "extrait", "extraits"),
    ))
    foreign = [p.word for p in reversed(one.profile) if p.chi2 < 0][:SHOWN]
    said = [
        f"{attribute(t.attribute)} : {t.value} ({counted(t.people, 'personne', 'personnes')}, {t.inside} sur "
        f"{counted(t.everywhere, 'extrait', 'extraits')}, χ² {decimal(t.chi2)})" for t in one.traits[:SHOWN]
    ]
    crossed = [
        f"{corpus.label_of(code)} ({counted(people, 'personne', 'personnes')}, {counted(n, 'extrait', 'extraits')})"
        for code, people, n in one.codes[:SHOWN]
    ]
    figures = figures_table(words.CLASS_HEAD, [
        (p.word, decimal(p.chi2), str(p.inside), str(p.everywhere), "< 0,0001" if p.p < LEAST_P else decimal(p.p, 4))
        for p in one.profile
    ])
    return element(
        "article", element("header", element("h2", one.title), element("p", size, class_="compte")),
        element("dl", row(words.PROFILE, ", ".join(phrases.profiled(p) for p in one.own[:SHOWN]), words.PROFILE_HELP)),
        folded(corpus, words.CHARACTERISTIC, one.passages),
        element(
            "details", element("summary", words.ALL_OF_IT),
            element("dl", row(words.FOREIGN, ", ".join(foreign)), row(words.PEOPLE_OF, " ; ".join(said),
                    words.PEOPLE_OF_HELP), row(words.CROSSED, " ; ".join(crossed) or words.NOT_CROSSED)),
            figures,
        ),
        class_="carte piste",
    )
