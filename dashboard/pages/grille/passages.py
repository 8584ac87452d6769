"""Passages that a registre finds, or codings that an operation touches → lists that lead back to the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.data import titles
from dashboard.data.grid_counts import passage_at, shown
from dashboard.data.passages import CorpusReading
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases
from dashboard.words import grid_words as wording
from pipeline.anchoring.publishable import may_pass
from pipeline.coding.grid_effect import Effect, Hit, Precision, Preview, Touched
from pipeline.model.contracts import Coding

FEW = 20


def effect(reading: CorpusReading, found: Sequence[Effect]) -> Html:
    """Show the passages that a change gains and loses, with how often the registre is right."""
    parts = [_one(reading, one) for one in found]
    if not any(one.gained or one.lost for one in found):
        parts.append(element("p", wording.NO_EFFECT, class_="discret"))
    return element("section", element("h3", wording.EFFECT), parts, class_="effet")


def _one(reading: CorpusReading, found: Effect) -> Html:
    told = f"{wording.RIGHT} : {precision(found.before)} {wording.BEFORE}, {precision(found.after)} {wording.AFTER}."
    return join(
        _hits(reading, wording.GAINED, found.gained, "gagne"), _hits(reading, wording.LOST, found.lost, "perdu"),
        element("p", told, class_="discret"),
    )


def precision(of: Precision) -> str:
    """
    Say how many passages were right, and when that is too few to tell.

    >>> precision(Precision(3, 4))
    '3 sur 4 (trop peu pour conclure)'
    """
    if not of.fired:
        return wording.NOT_JUDGED
    return f"{of.right} sur {of.fired}{f' ({wording.FEW})' if of.fired < FEW else ''}"


def _hits(reading: CorpusReading, title: str, found: tuple[Hit, ...], kind: str) -> Html:
    if not found:
        return Html("")
    quotable, reserved = shown(reading, found)
    items = [*(_hit(reading, hit) for hit in quotable), *(_reserved(reading, hit) for hit in reserved)]
    return join(element("h4", f"{title} ({len(found)})"), element("ul", items, class_=f"passages {kind}"))


def _hit(reading: CorpusReading, hit: Hit) -> Html:
    excerpt = hit.excerpt
    there = where(reading, excerpt.session, excerpt.turn)
    place = link(there, "lecture", entretien=excerpt.session, passage=excerpt.excerpt)
    # The words that fire, in their passage.
    text, done = hit.excerpt.text, 0
    pieces: list[str] = []
    for match in sorted(hit.matches):
        if match.start >= done:
            pieces += [text[done : match.start], element("mark", text[match.start : match.end], title=match.marker)]
            done = match.end
    return element("li", place, " ", element("span", join([*pieces, text[done:]]), class_="dit petit"))


def _reserved(reading: CorpusReading, hit: Hit) -> Html:
    session, called = hit.excerpt.session, titles.short(reading.corpus, hit.excerpt.session)
    return element("li", link(called, "lecture", entretien=session, passage=hit.excerpt.excerpt), " ",
                   element("span", wording.RESERVED, class_="discret"))


def where(reading: CorpusReading, session: str, turn: int) -> str:
    """Say where a passage stands."""
    return f"{titles.short(reading.corpus, session)}, tour {turn}"


def preview(reading: CorpusReading, seen: Preview) -> Html:
    """Show every coding that an operation touches, coder by coder, then themes and lines."""
    known = {c.coding: c for c in reading.corpus.codings}
    people = [_coder(reading, coder, touched, known) for coder, touched in seen.touched.items()]
    count = phrases.counted(seen.count, "codage", "codages") if seen.count else wording.UNCHANGED
    themes = [element("li", f"{label} : {', '.join(old)} → {', '.join(new)}") for label, old, new in seen.themes]
    return element(
        "section", element("h3", wording.PREVIEW), element("p", f"{wording.TOUCHED} : {count}", class_="compte"),
        people,
        [element("h4", wording.THEMES), element("ul", themes)] if themes else "",
        element("details", element("summary", wording.LINES), element("pre", "\n".join(seen.lines))), class_="effet",
    )


def _coder(reading: CorpusReading, coder: str, touched: Sequence[Touched], known: Mapping[str, Coding]) -> Html:
    items = element("ul", [_touched(reading, one, known.get(one.coding.id)) for one in touched], class_="passages")
    return element("details", element("summary", f"{coder} ({len(touched)})"), items, open="open")


def _touched(reading: CorpusReading, one: Touched, now: Coding | None) -> Html:
    d = one.coding
    place = to_text(reading, now) if now else where(reading, d.session, d.turn)
    code = element("strong", f"{d.code} → {wording.COUNTED_AS} {one.code}" if one.code != d.code else d.code)
    if now is None or not may_pass(now.consent, "quote"):
        return element("li", place, " ", code, " ", element("span", wording.RESERVED, class_="discret"))
    memo = element("span", f" [{d.memo}]", class_="discret") if d.memo else ""
    return element("li", place, " ", code, " ", element("span", now.text, class_="dit petit"), memo)


def to_text(reading: CorpusReading, coding: Coding) -> Html:
    """Link to where a coding stands."""
    passage = passage_at(reading, coding.session, coding.turn, coding.start)
    there = where(reading, coding.session, coding.turn)
    return link(there, "lecture", entretien=coding.session, passage=passage)
