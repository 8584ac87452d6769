"""Markers, what they find and what an operation touches → what one reads of them, each passage with its way back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from dashboard.data import titles
from dashboard.data.counting import passage_at, shown
from dashboard.data.passages import CorpusReading
from dashboard.pages.grille import words as wording
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases
from pipeline.anchoring.publishable import may_pass
from pipeline.codebook.codes import Codebook
from pipeline.coding.grid_effect import Effect, Hit, Precision, Preview, TouchedCoding
from pipeline.language.marker_words import LISTS
from pipeline.model.contracts import Coding

Kind = Literal["words", "gap", "list", "choice", "optional", "row"]
LEXEME = re.compile(r"<[^<>]+>|\.{3}|…|[\w'’-]+[*+]?|[()|?]")
GAP, MOST_EXAMPLES = "…", 2
FEW = 20


@dataclass(frozen=True, slots=True)
class MarkerPart:
    """A part of a marker: its own words, or the parts it is made of."""

    kind: Kind
    text: str = ""
    parts: tuple[MarkerPart, ...] = ()


def parts_of(pattern: str) -> MarkerPart:
    """Read a marker that the grid accepted."""
    return _alternatives(LEXEME.findall(pattern)[::-1])


def _alternatives(left: list[str]) -> MarkerPart:
    read = [_parts_in_a_row(left)]
    while left and left[-1] == "|":
        left.pop()
        read.append(_parts_in_a_row(left))
    return read[0] if len(read) == 1 else MarkerPart("choice", parts=tuple(read))


def _parts_in_a_row(left: list[str]) -> MarkerPart:
    found: list[MarkerPart] = []
    while left and left[-1] not in {"|", ")"}:
        one = _next_part(left)
        if left and left[-1] == "?":
            left.pop()
            one = MarkerPart("optional", parts=(one,))
        if one.kind == "words" and found and found[-1].kind == "words":
            one = MarkerPart("words", f"{found.pop().text} {one.text}")
        found.append(one)
    return found[0] if len(found) == 1 else MarkerPart("row", parts=tuple(found))


def _next_part(left: list[str]) -> MarkerPart:
    lexeme = left.pop()
    if lexeme == "(":
        inner = _alternatives(left)
        left[-1:] = []
        return inner
    if lexeme in {"…", "..."}:
        return MarkerPart("gap")
    return MarkerPart("list", lexeme[1:-1]) if lexeme.startswith("<") else MarkerPart("words", lexeme)


def examples(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    """
    Give a few things that a marker would read, as somebody says them.

    >>> examples("(hors|au delà) … (mission*|cadre) (<pronom>)?", {})
    ['hors … mission…', 'au delà … cadre']
    """
    whole, known = parts_of(pattern), {**LISTS, **lists}
    said = (" ".join(_said(whole, rank, known).split()) for rank in range(MOST_EXAMPLES))
    return list(islice(dict.fromkeys(one for one in said if one), MOST_EXAMPLES))


def _said(part: MarkerPart, rank: int, lists: Mapping[str, tuple[str, ...]]) -> str:
    if part.kind == "row":
        return " ".join(_said(one, rank, lists) for one in part.parts)
    if part.kind == "choice":
        return _said(part.parts[min(rank, len(part.parts) - 1)], rank, lists)
    if part.kind == "list":
        words = lists.get(part.text, (part.text,))
        return plain(words[min(rank, len(words) - 1)])
    if part.kind == "words":
        return plain(part.text)
    return GAP if part.kind == "gap" else ""


def plain(words: str) -> str:
    """
    Write words without the signs of markers, a beginning of word shown as such.

    >>> plain("mission* sociale"), plain("prendre+")
    ('mission… sociale', 'prendre')
    """
    return words.replace("*", "…").replace("+", "")


def told_in_words(pattern: str) -> str:
    """
    Tell a marker in words.

    >>> told_in_words("pas le temps")
    'ces mots de suite : « pas le temps »'
    >>> told_in_words("(hors|au delà) … (mission*|cadre)")
    "l'un de ces mots : hors, au delà ; puis jusqu'à quatre mots quelconques ; puis l'un de ces mots : mission…, cadre"
    >>> told_in_words("chronophage*")
    'tout mot qui commence par « chronophage »'
    """
    return _told(parts_of(pattern))


def _told(part: MarkerPart) -> str:
    if part.kind == "row":
        return wording.THEN.join(_told(one) for one in part.parts)
    if part.kind == "words":
        if " " in part.text:
            return wording.IN_A_ROW.format(plain(part.text))
        if part.text.endswith("*"):
            return wording.BEGINS.format(part.text.removesuffix("*"))
        return (wording.ALL_FORMS if part.text.endswith("+") else wording.ONE_WORD).format(plain(part.text))
    if part.kind == "choice":
        return wording.ONE_OF.format(", ".join(_short(one) for one in part.parts))
    if part.kind == "optional":
        return wording.MAYBE.format(_short(part.parts[0]))
    return wording.GAP_TOLD if part.kind == "gap" else wording.OF_LIST.format(part.text)


def _short(part: MarkerPart) -> str:
    if part.kind in {"row", "choice"}:
        return (" " if part.kind == "row" else " / ").join(_short(one) for one in part.parts)
    if part.kind == "optional":
        return f"({_short(part.parts[0])})"
    if part.kind == "list":
        return wording.OF_LIST.format(part.text)
    return plain(part.text) if part.kind == "words" else "…"


def marker_list(book: Codebook, patterns: Sequence[str], fired: Counter[str] | None = None) -> Html:
    """Show markers one under the other, with how many excerpts each finds when that is counted."""
    items = []
    for pattern in patterns:
        said = " ; ".join(f"« {one} »" for one in examples(pattern, book.lists))
        # A quotation mark never stands alone at the end of a line.
        in_words = told_in_words(pattern).replace("« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»")
        raw = element("details", element("summary", wording.SEE_EXPRESSION), element("code", pattern))
        told = element("div", element("p", said, class_="mots"), element("p", in_words, class_="discret"), raw)
        count = phrases.counted(fired[pattern], *wording.FIRED) if fired is not None else ""
        items.append(element("li", told, element("span", count, class_="discret nombre") if count else ""))
    return element("ul", items, class_="indices") if items else Html("")


def effect(reading: CorpusReading, found: Sequence[Effect]) -> Html:
    """Show the passages that a change gains and loses, with how often the registre is right."""
    parts = []
    for one in found:
        right = f"{precision(one.before)} {wording.BEFORE}, {precision(one.after)} {wording.AFTER}"
        parts += [
            _hits(reading, wording.GAINED, one.gained, "gagne"), _hits(reading, wording.LOST, one.lost, "perdu"),
            element("p", f"{wording.RIGHT} : {right}.", class_="discret"),
        ]
    if not any(one.gained or one.lost for one in found):
        parts.append(element("p", wording.NO_EFFECT, class_="discret"))
    return element("section", element("h3", wording.EFFECT), parts, class_="effet")


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
    items = [_hit(reading, hit) for hit in quotable]
    for hit in reserved:
        called = titles.short(reading.corpus, hit.excerpt.session)
        way = link(called, "lecture", entretien=hit.excerpt.session, passage=hit.excerpt.excerpt)
        items.append(element("li", way, " ", element("span", wording.RESERVED, class_="discret")))
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


def where(reading: CorpusReading, session: str, turn: int) -> str:
    """Say where a passage stands."""
    return f"{titles.short(reading.corpus, session)}, tour {turn}"


def preview(reading: CorpusReading, seen: Preview, changes: Html) -> Html:
    """Show every coding that an operation touches, coder by coder, then themes, and what it changes, in words."""
    known = {c.coding: c for c in reading.corpus.codings}
    people = []
    for coder, touched in seen.touched.items():
        items = element("ul", [_touched(reading, one, known.get(one.coding.id)) for one in touched], class_="passages")
        people.append(element("details", element("summary", f"{coder} ({len(touched)})"), items, open="open"))
    count = phrases.counted(seen.count, "codage", "codages") if seen.count else wording.UNCHANGED
    themes = [element("li", f"{label} : {', '.join(old)} → {', '.join(new)}") for label, old, new in seen.themes]
    return element(
        "section", element("h3", wording.PREVIEW), element("p", f"{wording.TOUCHED} : {count}", class_="compte"),
        people,
        [element("h4", wording.THEMES), element("ul", themes)] if themes else "",
        element("details", element("summary", wording.LINES), changes), class_="effet",
    )


def _touched(reading: CorpusReading, one: TouchedCoding, now: Coding | None) -> Html:
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
