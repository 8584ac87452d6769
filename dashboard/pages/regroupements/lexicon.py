"""Words that people say → how often, by how many; and the graph of those said in the same excerpts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading
from dashboard.pages.regroupements import words
from dashboard.pages.regroupements.view import figures_table
from dashboard.ui import frame, plots
from dashboard.ui.html import element, list_of
from dashboard.ui.plots import ranked_bars, word_graph
from dashboard.words import run_words
from pipeline.model.contracts import WordFrequency, WordLink

SHOWN = 30
# The first circle holds most words: it is wider than the steps between the others.
FIRST_CIRCLE = 0.7


def show(reading: CorpusReading) -> None:
    """Let the reader choose between how often words are said, and which are said together."""
    corpus = reading.corpus
    frame.say(element("p", words.LEXICON_RULE, class_="discret"))
    if not corpus.word_frequencies:
        frame.nothing(words.NO_WORD, (run_words.UPDATE, "mise_a_jour"))
        return
    wanted = st.segmented_control(words.SHOW, list(words.LEXICON_VIEWS), default="often", key="mots", required=True,
                                  format_func=lambda v: words.LEXICON_VIEWS[v])
    if wanted == "often":
        often(corpus)
    else:
        said_together(corpus)


def often(corpus: Corpus) -> None:
    """Show the words said most often: times, excerpts, people."""
    rows = sorted(corpus.word_frequencies, key=lambda w: (-w.times, w.word))
    first = rows[:SHOWN]
    drawn = ranked_bars([f"{w.word} (n = {w.people})" for w in first], [w.times for w in first], words.TIMES_AXIS)
    plots.show_figure(corpus, drawn, "mots-frequents", words.OFTEN_ALT.format(
        words=" ; ".join(f"{w.word} {w.times}" for w in first)))
    cells = [[w.word, str(w.times), str(w.excerpts), str(w.people), str(w.sessions)] for w in rows]
    plots.offer_rows(corpus, words.OFTEN_HEAD, cells, "mots-frequents")
    frame.say(element("details", element("summary", words.ALL_WORDS), figures_table(words.OFTEN_HEAD, cells)))


def said_together(corpus: Corpus) -> None:
    """Draw the tree that holds together the words said in the same excerpts, with its sets of words."""
    links = [link for link in corpus.word_links if link.tree]
    if not links:
        frame.say(element("p", words.NO_LINK, class_="vide"))
        return
    known = {w.word: w for w in corpus.word_frequencies}
    frame.say(element("p", words.GRAPH_RULE, class_="discret"))
    plots.show_figure(corpus, drawn_graph(links, known), "graphe-des-mots", words.GRAPH_ALT.format(
        links=" ; ".join(f"{link.word} – {link.other} ({link.excerpts})" for link in links)))
    plots.offer_rows(corpus, words.LINKS_HEAD, [
        [link.word, link.other, str(link.excerpts), words.YES if link.tree else words.NO] for link in corpus.word_links
    ], "graphe-des-mots")
    held: dict[int, list[str]] = defaultdict(list)
    for word in sorted(known.values(), key=lambda w: (-w.times, w.word)):
        if word.community >= 0:
            held[word.community].append(word.word)
    sets = [f"{words.SET} {rank + 1} : {', '.join(said)}" for rank, said in sorted(held.items())]
    frame.say(element("h3", words.WORD_SETS), list_of(sets))


def drawn_graph(links: Sequence[WordLink], known: Mapping[str, WordFrequency]) -> go.Figure:
    """Place the words of the tree and draw it: the more a word is said, the larger; the more together, the thicker."""
    places = around(links, {word: w.times for word, w in known.items()})
    return word_graph(
        places, [(link.word, link.other, link.excerpts) for link in links],
        {word: (known[word].times, known[word].community) for word in places},
        words.SET,
    )


def around(links: Sequence[WordLink], times: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """
    Place the words of a forest on circles: the word of most links in the middle, each branch in its own slice.

    Args:
        links: of the forest, no round among them.
        times: how often each word is said.
    """
    roots, children = _trees(links, times)
    places: dict[str, tuple[float, float]] = {}

    def leaves(word: str) -> int:
        return sum(map(leaves, children[word])) or 1

    def put(word: str, depth: int, start: float, end: float) -> None:
        angle = (start + end) / 2
        far = depth + FIRST_CIRCLE if depth else 0.0
        places[word] = far * math.cos(angle), far * math.sin(angle)
        share = (end - start) / leaves(word)
        for other in children[word]:
            put(other, depth + 1, start, start + share * leaves(other))
            start += share * leaves(other)

    alone = len(roots) == 1
    start, total = 0.0, sum(map(leaves, roots))
    for root in roots:
        end = start + 2 * math.pi * leaves(root) / total
        put(root, 0 if alone else 1, start, end)
        start = end
    return places


def _trees(links: Sequence[WordLink], times: Mapping[str, int]) -> tuple[list[str], dict[str, list[str]]]:
    beside: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in links:
        beside[link.word].append((-link.excerpts, link.other))
        beside[link.other].append((-link.excerpts, link.word))
    ordered = sorted(beside, key=lambda w: (-len(beside[w]), -times.get(w, 0), w))
    children: dict[str, list[str]] = {}
    roots: list[str] = []
    for word in ordered:
        if word in children:
            continue
        roots.append(word)
        waiting = [word]
        children[word] = []
        while waiting:
            one = waiting.pop(0)
            children[one] = [other for _, other in sorted(beside[one]) if other not in children]
            children |= {other: [] for other in children[one]}
            waiting += children[one]
    return roots, children
