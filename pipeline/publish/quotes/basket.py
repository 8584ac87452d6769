"""Starred passages and what people decided of them → the basket: every quote of a study, as it would leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.publishable import UNATTRIBUTED, may_pass, opaque_id, publishable
from pipeline.anchoring.word_places import excerpt_id, written
from pipeline.coding.codings_in_place import standing_place
from pipeline.model.contracts import Coding, Participant
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.lazy import Same
from pipeline.pseudonymise.consent import strictest_on
from pipeline.publish.quotes import quote_decisions, risk
from pipeline.publish.quotes.quote_decisions import Passage, QuoteChoice, choices, second_names
from pipeline.publish.quotes.quotes import Basket, Lost, Quote, QuoteMaterial
from pipeline.publish.quotes.risk import Gauge, Told

NO_TURN: Turns = {}


def basket(given: QuoteMaterial) -> Basket:
    """Gather the quotes of a study, in the order of sessions and turns."""
    held, astray = _starred(given)
    chosen, lost = choices(given.decisions, given.turns)
    passing = publishable([_row(given.turns, at) for at in held], purpose="export", signed=given.signed)
    through = [at for at in held if may_pass(strictest_on(given.turns[at[0]], at[1]), "export")]
    found = [
        _quote(given, at, chosen.get(at, QuoteChoice()), row) for at, row in zip(through, passing.rows, strict=True)
    ]
    apart = [q.choice.apart for q in found if q.choice.apart]
    second = second_names(apart, {p.participant for p in given.participants})
    named = [
        _renamed(given, replace(q, by=held[q.passage]), second[q.choice.apart.id] if q.choice.apart else q.name)
        for q in found
    ]
    fewest = risk.threshold(given.k)
    known: dict[str, dict[Told, None]] = defaultdict(dict)
    for q in named:
        known[q.name] |= dict.fromkeys(q.told)
    gauged = [replace(q, gauge=gauge(given, q, q.told, known[q.name])) if q.name else q for q in named]
    # Between two quotes of a session, what bears no name or a second one would tell where it comes from.
    told = sorted(gauged, key=lambda q: (q.hidden, q.reference if q.hidden else ""))
    return Basket(tuple(told), passing.withheld, passing.unsigned, (*astray, *lost), fewest)


# A star stands where it stood as long as its session reads the same.
@lru_cache(maxsize=8192)
def _stands(star: CodingDecision, turns: Same[Turns]) -> Place | str:
    return standing_place(star, turns.it)


def _starred(given: QuoteMaterial) -> tuple[dict[Passage, tuple[str, ...]], list[Lost]]:
    found: dict[Passage, set[str]] = defaultdict(set)
    lost: list[Lost] = []
    for star in given.stars:
        place = _stands(star, Same(given.turns.get(star.session) or NO_TURN))
        if isinstance(place, str):
            lost.append((star, place))
        else:
            found[star.session, place].add(star.author)
    ordered = sorted(found, key=lambda at: (at[0], at[1].turn, at[1].first_word, at[1].last_turn, at[1].last_word))
    return {at: tuple(sorted(found[at])) for at in ordered}, lost


def _row(turns: Mapping[str, Turns], at: Passage) -> Coding:
    """Give a passage as a coding without a code: the door knows what may be quoted of codings."""
    session, place = at
    of = turns[session]
    start, end = anchors.characters(of, place)
    one_turn = place.turn == place.last_turn
    words = excerpt_id(session, place.turn, place.first_word, place.last_word)
    return Coding(
        words if one_turn else f"{session}:{written(place)}", session, place.turn, start,
        place.last_turn, end, anchors.quote(of, place), "", "",
        "person", "coded", "manual", strictest_on(of, place), "",
    )


def _quote(given: QuoteMaterial, at: Passage, choice: QuoteChoice, passed: Coding) -> Quote:
    session, place = at
    found = quote_decisions.lines(given.turns[session], place, choice.cuts)
    if passed.session == UNATTRIBUTED:
        unnamed = tuple(replace(line, voice="") for line in found)
        return Quote(at, passed.coding, unnamed, "", "", QuoteChoice(cuts=choice.cuts), attributed=False)
    speakers = _speakers(given.turns[session], place)
    name = speakers[0] if len(speakers) == 1 else ""
    kept = choice if name else replace(choice, attributes=(), apart=None)
    before = given.turns[session].get(place.turn - 1)
    asked = before and before.role == "interviewer" and all(r.level == "free" for r in before.consent)
    return Quote(at, passed.coding, found, before.text if before and asked else "", name, kept)


def speaker(given: QuoteMaterial, quote: Quote) -> str:
    """Give the pseudonym of the one who speaks in a quote, whatever name it bears; none when several do."""
    session, place = quote.passage
    found = _speakers(given.turns[session], place)
    return found[0] if quote.name and len(found) == 1 else ""


def person(given: QuoteMaterial, quote: Quote) -> Participant | None:
    """Give what is known of the one who speaks in a quote."""
    return given.crowd.by_session.get((speaker(given, quote), quote.passage[0]))


def _speakers(turns: Turns, place: Place) -> list[str]:
    crossed = [turns[n] for n in sorted(turns) if place.turn <= n <= place.last_turn]
    return sorted({t.speaker for t in crossed if t.role == "participant"})


def _renamed(given: QuoteMaterial, quote: Quote, name: str) -> Quote:
    known = person(given, quote)
    pairs = risk.told(known, quote.choice.attributes, given.wide) if known else ()
    if name == quote.name:
        return replace(quote, told=pairs)
    lines = tuple(replace(line, voice=name if line.voice == quote.name else line.voice) for line in quote.lines)
    return replace(quote, name=name, told=pairs, lines=lines, reference=opaque_id(*quote.texts))


def gauge(given: QuoteMaterial, quote: Quote, pairs: Collection[Told], known: Iterable[Told]) -> Gauge:
    """
    Count the people that the speaker may be taken for, were ``pairs`` told here and ``known`` in all.

    Args:
        given: people, attributes and the threshold.
        quote: whose speaker.
        pairs: (attribute, value) told under this quote.
        known: (attribute, value) told under any quote of the same name.
    """
    who = speaker(given, quote)
    crowd = given.crowd
    everything = tuple(dict.fromkeys(known))
    return Gauge(crowd.alike(who, pairs), crowd.total(who), everything, crowd.together(who, everything))


MOST = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """Attributes to tell instead, how many people would bear them, and whether that is enough."""

    attributes: tuple[str, ...]
    least: int
    enough: bool


def advice(given: QuoteMaterial, held: Basket, quote: Quote) -> list[Advice]:
    """
    Propose to tell less: wider bands or an attribute fewer, then two changes where one is not enough.

    Args:
        given: the study that quotes are taken from.
        held: the basket, since quotes of one person add up.
        quote: the one that tells too much.

    Returns:
        ``MOST`` at most; those that are not enough only where nothing is.
    """
    once = _tried(given, held, quote, list(risk.sparing(quote.choice.attributes, given.wide)))
    if any(a.enough for a in once):
        return [a for a in once if a.enough][:MOST]
    again = [less for a in once for less in risk.sparing(a.attributes, given.wide)]
    twice = _tried(given, held, quote, again)
    return ([a for a in twice if a.enough] or once)[:MOST]


def _tried(given: QuoteMaterial, held: Basket, quote: Quote, ways: Sequence[tuple[str, ...]]) -> list[Advice]:
    known = person(given, quote)
    others = [pair for q in held.quotes if q.name == quote.name and q != quote for pair in q.told]
    found: list[Advice] = []
    for attributes in dict.fromkeys(ways):
        pairs = risk.told(known, attributes, given.wide) if known else ()
        least = gauge(given, quote, pairs, [*others, *pairs]).least
        found.append(Advice(attributes, least, least >= held.fewest))
    better = [a for a in found if quote.gauge and a.least > quote.gauge.least]
    return sorted(better, key=lambda a: (not a.enough, -len(a.attributes), -a.least, a.attributes))


def apart_is_enough(given: QuoteMaterial, held: Basket, quote: Quote) -> bool:
    """Tell whether a second name would be enough: what this quote tells alone fits enough people."""
    return quote.choice.apart is None and gauge(given, quote, quote.told, quote.told).least >= held.fewest
