"""Excerpts → the classes of Reinert's tree, the excerpts of each, and the words that are its own: leads to be read."""

from __future__ import annotations

from collections import Counter

import numpy as np

from pipeline.analysis.topics.describing_words import vocabulary, words_of
from pipeline.analysis.topics.descriptions import characteristic, profile
from pipeline.analysis.topics.reinert import ReinertRules, segments, table, tree
from pipeline.anchoring.publishable import NEVER_ANALYSED
from pipeline.model.contracts import Excerpt, ProfileWord, ReinertClass, ReinertPassage
from pipeline.pseudonymise.people.speakers import people

DECIMALS = 4
Made = tuple[list[ReinertClass], list[ReinertPassage], list[ProfileWord]]


def reinert_classes(
    excerpts: list[Excerpt], *, classes: int, segment: int, smallest: int, smallest_share: float, least: int,
    dependence: float, typical: int,
) -> Made:
    """
    Divide excerpts by the words they hold (Reinert 1983): the tree, who is in each class, its words by χ².

    Args:
        excerpts: what may be classed.
        classes: how many classes at most; 0 makes none.
        segment: different forms that excerpts which follow one another are joined to reach.
        smallest: segments under which a part is set apart…
        smallest_share: … or which share of them all, when that is more.
        least: segments of a class that must hold a form for it to divide that class.
        dependence: contingency coefficient above which a form divides only the part where it is over-represented.
        typical: how many excerpts are named for each class.
    """
    kept = [e for e in excerpts if e.consent not in NEVER_ANALYSED]
    analysed = sorted(kept, key=lambda e: (e.session, e.turn, e.start, e.excerpt))
    if not classes or not analysed:
        return [], [], []
    documents = words_of(analysed)
    forms = vocabulary(documents, [e.speaker for e in analysed])
    known = frozenset(forms)
    held = [frozenset(words) & known for words in documents]
    joined = segments([e.session for e in analysed], held, segment)
    told = [frozenset().union(*(held[i] for i in one)) for one in joined]
    fewest = max(smallest, round(smallest_share * len(joined)))
    nodes = tree(table(told, forms), ReinertRules(classes, fewest, least, dependence))
    everywhere = Counter(word for one in nodes[0].rows for i in joined[one] for word in held[i])
    whole = sum(len(joined[one]) for one in nodes[0].rows)
    rows: list[ReinertClass] = []
    words: list[ProfileWord] = []
    leaf: dict[str, int] = {}
    for number, node in enumerate(nodes):
        places = [i for one in node.rows for i in joined[one]]
        inside = [analysed[i] for i in places]
        own: list[ProfileWord] = []
        if node.parent >= 0 and not node.apart:
            own = profile(number, Counter(word for i in places for word in held[i]), everywhere, len(inside), whole)
        named = characteristic(inside, [documents[i] for i in places], np.full(len(inside), number), own, typical)
        rows.append(ReinertClass(
            number, node.parent, node.division, round(node.chi2, DECIMALS), node.apart, len(inside),
            len(people(e.speaker for e in inside)), len({e.session for e in inside if people([e.speaker])}),
            named[0] if named else (),
        ))
        words += own
        leaf |= {e.excerpt: number for e in inside}
    return rows, [ReinertPassage(excerpt, number) for excerpt, number in leaf.items()], words
