"""A codebook before and after, human decisions → passages won and lost, codings and themes touched.

Beside them stands its precision, before and after, on what people decided of the sessions they read whole.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.anchoring.word_places import ExcerptPlace, overlaps, parse_excerpt_id
from pipeline.codebook.codes import Code, Codebook, Marker
from pipeline.codebook.fired_markers import MarkerMatch, WordPlaces, around, matches
from pipeline.codebook.operations import DraftOperation
from pipeline.coding.codings_in_place import Placed, place_decision, turns_by_session
from pipeline.model import lazy
from pipeline.model.contracts import AnonymisedTurn, Excerpt
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.lazy import Same


@dataclass(frozen=True, slots=True)
class Precision:
    """Of ``fired`` passages of sessions read whole, how many a person coded so (``right``)."""

    right: int
    fired: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage on which a registre fires, and the markers."""

    excerpt: Excerpt
    matches: tuple[MarkerMatch, ...]


@dataclass(frozen=True)
class Effect:
    """What a change makes of one code; ``count`` is how many passages its registre finds afterwards."""

    code: str
    gained: tuple[Hit, ...]
    lost: tuple[Hit, ...]
    before: Precision
    after: Precision
    count: int


@dataclass(frozen=True)
class EffectMaterial:
    """The passages that registres are tried on, and what people decided of them."""

    excerpts: Sequence[Excerpt]
    turns: Sequence[AnonymisedTurn]
    decisions: Sequence[CodingDecision] = ()

    def read(self) -> frozenset[str]:
        """Name the sessions that somebody read whole."""
        return frozenset(d.session for d in self.decisions if d.marks_read)


def effect(before: Codebook, after: Codebook, material: EffectMaterial) -> list[Effect]:
    """
    List what changes, code by code; codes whose registre stays as it was are left out.

    Args:
        before: the grid as it is.
        after: the grid as it would be.
        material: excerpts, turns and what people coded and read.
    """
    former = {before.in_force(c.id): c for c in before.codes}
    pairs = [(former.get(code.id, Code(code.id, "", "", "")), code) for code in after.codes]
    shared = (before.anchors, before.lists) != (after.anchors, after.lists)
    changed = [
        (old, new) for old, new in pairs
        if shared or (set(old.markers), set(old.exclusions)) != (set(new.markers), set(new.exclusions))
    ]
    coded = _coded(material, after) if changed else {}
    read = material.read()
    effects = []
    for old, new in changed:
        was = _found(old, before, material)
        now = _found(new, after, material)
        by_person = coded.get(new.id, frozenset())
        effects.append(Effect(
            new.id, tuple(hit for name, hit in now.items() if name not in was),
            tuple(hit for name, hit in was.items() if name not in now),
            _precision(was, read, by_person), _precision(now, read, by_person), len(now),
        ))
    return effects


def hits(code: Code, codebook: Codebook, material: EffectMaterial) -> list[Hit]:
    """
    Give the passages on which the registre of a code fires.

    Args:
        code: as the grid would have it, maybe not written yet.
        codebook: the grid its markers are read with.
        material: the passages of the study, cut once for all that is tried.
    """
    return list(_found(code, codebook, material).values())


def _found(code: Code, codebook: Codebook, material: EffectMaterial) -> Mapping[str, Hit]:
    if not code.markers:
        return {}
    return _kept(Same(material.excerpts), Same(material.turns), Same(codebook), (code.markers, code.exclusions))


# The passages of a run stay the same from one gesture to the next, and only a registre that changes is tried again.
@lru_cache(maxsize=8)
def _kept(
    excerpts: Same[Sequence[Excerpt]], turns: Same[Sequence[AnonymisedTurn]], codebook: Same[Codebook],
    registre: tuple[tuple[Marker, ...], tuple[str, ...]],
) -> Mapping[str, Hit]:
    code = Code("", "", "", "", markers=registre[0], exclusions=registre[1])
    sought = (codebook.it.vocabulary[m.pattern] for m in code.markers)
    likely = [excerpts.it[n] for n in _places(excerpts).holding(sought)]
    # Of most sessions nothing is asked, and their turns are left as they are.
    of = lazy.by_session(turns.it)
    said = {(s, t.turn): t.text for s in {e.session for e in likely} for t in of.get(s, ())}
    found: dict[str, Hit] = {}
    for e in sorted(likely, key=lambda e: e.excerpt):
        fired = matches(e.text, code, codebook.it, around(e, said.get((e.session, e.turn), "")))
        # What stands in the place of a name is nobody's word.
        of_speech = tuple(m for m in fired if all(m.end <= k.start or k.end <= m.start for k in e.masks))
        if of_speech:
            found[e.excerpt] = Hit(e, of_speech)
    return found


@lru_cache(maxsize=2)
def _places(excerpts: Same[Sequence[Excerpt]]) -> WordPlaces:
    return WordPlaces(e.text for e in excerpts.it)


def _precision(found: Mapping[str, Hit], read: Collection[str], coded: Collection[str]) -> Precision:
    judged = [name for name, hit in found.items() if hit.excerpt.session in read]
    return Precision(sum(name in coded for name in judged), len(judged))


def _coded(material: EffectMaterial, codebook: Codebook) -> dict[str, frozenset[str]]:
    sessions = turns_by_session(list(material.turns))
    places: dict[str, list[ExcerptPlace]] = defaultdict(list)
    names: dict[ExcerptPlace, str] = {}
    for excerpt in material.excerpts:
        place = parse_excerpt_id(excerpt.excerpt)
        places[excerpt.session].append(place)
        names[place] = excerpt.excerpt
    found: dict[str, set[str]] = defaultdict(set)
    for decision in (d for d in material.decisions if d.puts_a_code):
        placed = place_decision(decision, sessions.get(decision.session, {}), codebook)
        if isinstance(placed, Placed):
            found[placed.code] |= {names[p] for p in places[decision.session] if overlaps(placed, p)}
    return {code: frozenset(excerpts) for code, excerpts in found.items()}


@dataclass(frozen=True, slots=True)
class TouchedCoding:
    """A coding that an operation touches: it stays as it was written, and counts under ``code`` from then on."""

    coding: CodingDecision
    code: str


@dataclass(frozen=True)
class Preview:
    """What an operation would do: codings by coder, themes by their names before and after, lines of both files."""

    touched: dict[str, list[TouchedCoding]]
    themes: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
    lines: list[str]

    @property
    def count(self) -> int:
        """How many codings are touched."""
        return sum(len(found) for found in self.touched.values())


def preview(draft: DraftOperation, decisions: Iterable[CodingDecision]) -> Preview:
    """Tell what an operation touches, among the decisions in force."""
    before, after = draft.before.book, draft.after.book
    found: dict[str, list[TouchedCoding]] = {}
    for d in sorted(decisions, key=lambda d: (d.author, d.session, d.turn, d.first_word, d.at)):
        if d.puts_a_code and before.in_force(d.code) in draft.codes:
            found.setdefault(d.author, []).append(TouchedCoding(d, after.in_force(d.code)))
    former = {t.id: t for t in draft.before.theme_list}
    themes = [
        (t.label, former[t.id].codes, t.codes) for t in draft.after.theme_list
        if t.id in former and former[t.id].codes != t.codes
    ]
    texts = ((draft.before.codes, draft.after.codes), (draft.before.gathered, draft.after.gathered))
    differences = (difflib.unified_diff(b.text.splitlines(), a.text.splitlines(), n=0, lineterm="") for b, a in texts)
    lines = [line for found_in in differences for line in found_in if line[:2] not in {"--", "++", "@@"}]
    return Preview(found, themes, lines)
